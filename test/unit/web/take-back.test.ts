import { describe, expect, test } from 'vitest';
import { CALL, WorkSite } from '../../support/work-site.ts';
import { invoiceOf } from '../../support/world.ts';

/** The button that the next page has beside what was just done. */
const undoOn = (body: string): { to: string; fields: Record<string, string> } => {
  const told = /<div class="told"[\s\S]*?<\/form>/.exec(body)![0];
  const fields = [...told.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]);
  const { nonce: _own, ...sent } = Object.fromEntries(fields);
  return { to: /action="([^"]+)"/.exec(told)![1]!, fields: sent };
};

describe('what was recorded on a page is taken back', () => {
  test.each([
    ['promise', { once: 'x1', amount: '100.00', promisedOn: '2026-03-10' }],
    ['plan', { once: 'x1', parts: '3', firstOn: '2026-03-31' }],
    ['issue', { once: 'x1', category: 'price', description: 'Too dear' }],
    ['hold', { once: 'x1', reason: 'Moving house', until: '2026-03-20' }],
  ])('a %s with one press, and its item is open again', async (act, fields) => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    expect((await anna.send(`/items/${CALL}/${act}`, { ...site.seen(), ...fields })).status).toBe(303);
    expect(site.item()).toMatchObject({ closedBy: 'anna' });
    const undo = undoOn((await anna.ask('/list')).body);
    expect((await anna.send(undo.to, undo.fields)).status).toBe(303);
    expect(site.item().closedAt).toBeUndefined();
    expect((await site.world.invoice()).standing).toBe('next-step');
    expect((await anna.ask('/list')).body).toContain('Call the customer');
    // A second press, or somebody else's, changes nothing and says so.
    if (act === 'hold') return;
    const again = await (await site.signIn('ben')).send(undo.to, undo.fields);
    expect(again.status).toBe(303);
    expect(site.item().closedAt).toBeUndefined();
  });

  test.each([
    ['done', {}],
    ['wait', { until: '2026-03-20', reason: 'They call back' }],
  ])('the day to answer by is the one before: %s', async (act, fields) => {
    const site = await WorkSite.withCall();
    const { dueOn, agendaAt } = site.item();
    await site.world.to('2026-03-09T18:00:00Z');
    const anna = await site.signIn();
    expect((await anna.send(`/items/${CALL}/${act}`, { ...site.seen(), ...fields })).status).toBe(303);
    const undo = undoOn((await anna.ask('/list')).body);
    expect((await anna.send(undo.to, undo.fields)).status).toBe(303);
    expect(dueOn).toBe('2026-03-10');
    expect(site.item()).toMatchObject({ dueOn, agendaAt });
  });

  test('a contact goes back to those that stood before, and what asked for one is open again', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    await site.world.record({ type: 'letter.bounced', customerId: 'c1', email: 'bill@c1.test' });
    const id = 'find-contact-c1';
    const contact = { ...site.seen(id), name: 'Carla', email: 'carla@c1.test', role: 'billing' };
    await anna.send(`/items/${id}/contact`, contact);
    expect(site.item(id)).toMatchObject({ closedBy: 'anna' });
    const undo = undoOn((await anna.ask('/list')).body);
    await anna.send(undo.to, undo.fields);
    expect((await site.world.head()).correctedContacts).toBeUndefined();
    expect(site.item(id).closedAt).toBeUndefined();
  });

  test('a contact that somebody has changed since stays as it is', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    await anna.send('/accounts/c1/contact', { once: 'k1', name: 'Carla', email: 'carla@c1.test', role: 'billing' });
    const undo = undoOn((await anna.ask('/accounts/c1')).body);
    await anna.send('/accounts/c1/contact', { once: 'k2', name: 'Dora', email: 'dora@c1.test', role: 'billing' });
    await anna.ask('/accounts/c1');
    await anna.send(undo.to, undo.fields);
    expect((await anna.ask('/accounts/c1')).body).toContain('That was taken back before.');
    expect((await site.world.head()).correctedContacts?.[0]).toMatchObject({ name: 'Dora' });
  });

  test('on the invoice’s page each that stands has its button, later as well', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const about = { type: 'promise.made', by: 'customer', invoiceId: 'i1', amount: '40.00' } as const;
    await site.world.record({ ...about, promiseId: 'p1', promisedOn: '2026-03-12' });
    await site.world.record({
      ...{ type: 'issue.raised', by: 'customer', issueId: 's1', invoiceId: 'i1', category: 'price' },
      ...{ description: 'x', disputedAmount: '10.00' },
    });
    const { body } = await anna.ask('/accounts/c1/invoices/i1');
    expect(body).toContain('What was agreed and reported');
    expect(body).toContain('Promise of $40.00 for March 12, 2026 <span class="small">by the customer</span>');
    expect(body).toContain('action="/accounts/c1/withdraw-promise"');
    expect(body).not.toContain('withdraw-issue');
    await anna.send('/accounts/c1/withdraw-promise', { invoiceId: 'i1', promiseId: 'p1' });
    const after = (await anna.ask('/accounts/c1/invoices/i1')).body;
    expect(after).toContain('Withdrawn: Promise of $40.00 for March 12, 2026');
    expect(after).toContain('The promise is withdrawn.');
    const issue = await anna.send('/accounts/c1/withdraw-issue', { invoiceId: 'i1', issueId: 's1' });
    expect(issue.status).toBe(422);
    expect(issue.body).toContain('raised by the customer');
  });

  test('what never was, or is another customer’s, is nowhere; who may not, may not', async () => {
    const site = await WorkSite.withCall({
      customers: ['c1', 'c2'].map((id) => ({
        ...{ id, name: id, segment: 'commercial' },
        contacts: [{ name: 'Bill', email: `bill@${id}.test`, roles: ['billing'] }],
      })),
    });
    await site.world.record(invoiceOf('i2', { customerId: 'c2' }));
    await site.world.record({
      ...{ type: 'promise.made', by: 'anna', promiseId: 'p2', invoiceId: 'i2' },
      ...{ amount: '10.00', promisedOn: '2026-03-12' },
    });
    const anna = await site.signIn();
    const wrong: [path: string, fields: Record<string, string>][] = [
      ['/accounts/c1/withdraw-promise', { invoiceId: 'i1', promiseId: 'p2' }],
      ['/accounts/c1/withdraw-promise', { invoiceId: 'i2', promiseId: 'p2' }],
      ['/accounts/c1/withdraw-promise', { promiseId: 'p2' }],
      ['/accounts/c1/withdraw-plan', { invoiceId: 'i1', planId: '<b>' }],
      ['/accounts/c1/withdraw-issue', { invoiceId: 'i1', issueId: 'constructor' }],
      ['/accounts/c1/contact-back', { item: 'task-i2-c1-call', entered: 'x' }],
    ];
    for (const [path, fields] of wrong) expect((await anna.send(path, fields)).status).toBe(404);
    const ivan = await site.signIn('ivan');
    const theirs = { invoiceId: 'i2', promiseId: 'p2' };
    expect((await ivan.send('/accounts/c2/withdraw-promise', theirs)).status).toBe(403);
    expect((await site.facts('i2')).promises).toHaveProperty('p2');
  });
});

describe('an issue that is taken up', () => {
  test('is on the list of whoever took it up, and says so', async () => {
    const site = await WorkSite.withCall();
    const ivan = await site.signIn('ivan');
    const issue = { type: 'issue.raised', by: 'customer', issueId: 's1', invoiceId: 'i1', description: 'x' } as const;
    await site.world.record({ ...issue, category: 'unfinished-installation' });
    const id = 'issue-s1';
    expect(site.item(id)).toMatchObject({ department: 'installation' });
    await ivan.send(`/items/${id}/take-up`, site.seen(id));
    expect(site.item(id)).toMatchObject({ assignee: 'ivan', department: 'installation' });
    const { body } = await ivan.ask('/list');
    expect(body).toContain('Solve the issue: unfinished installation');
    expect(body).toContain('Taken up: the customer waits for the solution.');
    const anna = await site.signIn();
    const page = (await anna.ask(`/items/${id}?of=c1`)).body;
    expect(page).toContain('<dd>Ivan</dd>');
    expect(page).toContain('Taken up by Ivan');
  });
});
