import { describe, expect, test } from 'vitest';
import { CALL, OFFICE_STAFF, WorkSite } from '../../support/work-site.ts';
import { invoiceOf } from '../../support/world.ts';

describe('the work list', () => {
  test('an item says what it is about, why now, and what can be done', async () => {
    const site = await WorkSite.withCall();
    const { status, body } = await (await site.signIn()).ask('/list');
    expect(status).toBe(200);
    expect(body).toContain('<h1>My list</h1>');
    expect(body).toContain('Call the customer');
    expect(body).toContain('href="/accounts/c1"');
    expect(body).toContain('Customer One');
    expect(body).toContain('$100.00');
    expect(body).toContain('3 days overdue');
    expect(body).toContain('The money is overdue.');
    expect(body).toContain(`action="/items/${CALL}/done"`);
    expect(body).toContain(`href="/items/${CALL}?of=c1&amp;act=promise#act-promise"`);
  });

  test('what brings the most by acting now comes first', async () => {
    const site = await WorkSite.withCall();
    await site.world.record(invoiceOf('i2', { amount: '9000.00' }));
    await site.world.record(invoiceOf('i3', { amount: '500.00' }));
    await site.world.to('2026-03-12T18:00:00Z');
    const { body } = await (await site.signIn()).ask('/list?of=person:anna');
    const order = [...body.matchAll(/invoices\/(i\d)"/g)].map(([, id]) => id);
    expect(order.indexOf('i2')).toBeLessThan(order.indexOf('i3'));
  });

  test('a blank list says so, and shows what was done today', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    await anna.send(`/items/${CALL}/done`, { ...site.seen(), note: 'They pay on Monday' });
    const { body } = await anna.ask('/list');
    expect(body).toContain('All done');
    expect(body).toContain('Done today: 1');
    expect(body).toContain('/accounts/c1/invoices/i1');
    expect(body).toMatch(/href="\/items\/[\w-]+\?of=c1">Call[^<]*<\/a> · <a href="\/accounts\/c1">/);
    const other = await (await site.signIn('ben')).ask('/list');
    expect(other.body).toContain('All done');
    expect(other.body).toContain('Nothing was closed here today yet.');
  });

  test('a blank list is not called done while something waits for the department', async () => {
    const site = await WorkSite.withCall();
    const ivan = await site.signIn('ivan');
    expect((await ivan.ask('/list')).body).toContain('All done');
    const issue = { type: 'issue.raised', by: 'customer', issueId: 's1', invoiceId: 'i1' } as const;
    await site.world.record({ ...issue, category: 'unfinished-installation', description: 'x' });
    const { body } = await ivan.ask('/list');
    expect(body).not.toContain('All done');
    expect(body).toContain('Your own list is done');
    expect(body).toContain('For your department 1 wait');
    expect(body).toContain('href="/list?of=department:installation"');
    const before = site.world.table.usage().requests;
    await ivan.ask('/list');
    expect(site.world.table.usage().requests - before).toBeLessThanOrEqual(4);
  });

  test('an issue is listed with what is in dispute, and its page says what it is before what to do', async () => {
    const site = await WorkSite.withCall();
    const issue = { type: 'issue.raised', by: 'customer', issueId: 's1', invoiceId: 'i1' } as const;
    const said = { category: 'unfinished-installation', description: 'Two boxes are missing', disputedAmount: '30.00' };
    await site.world.record({ ...issue, ...said });
    const ivan = await site.signIn('ivan');
    expect((await ivan.ask('/list?of=department:installation')).body).toContain('$30.00 in dispute');
    const { body } = await ivan.ask('/items/issue-s1?of=c1');
    expect(body.indexOf('Two boxes are missing')).toBeLessThan(body.indexOf('What to do'));
    expect(body).toContain('The customer reads the outcome, the root cause');
    expect(body).toContain('The customer hears nothing of it.');
  });

  test('a list says which day it is, and where what nobody answers ends', async () => {
    const site = await WorkSite.withCall();
    const { body } = await (await site.signIn()).ask('/list');
    expect(body).toContain('Today is March 6, 2026. 1 open');
    expect(body).toContain('then to the department’s list, where it stays.');
  });

  test('a colleague’s list is seen by the house, and by nobody else', async () => {
    const site = await WorkSite.withCall();
    expect((await (await site.signIn('ben')).ask('/list?of=person:anna')).status).toBe(200);
    const ivan = await site.signIn('ivan');
    for (const of of ['person:anna', 'department:client-relations', 'everybody'])
      expect((await ivan.ask(`/list?of=${of}`)).status).toBe(403);
    expect((await ivan.ask('/list?of=department:installation')).status).toBe(200);
  });

  test('a list of nobody and a list that is none are nowhere', async () => {
    const anna = await (await WorkSite.withCall()).signIn();
    for (const of of ['person:nobody', 'person:', 'x', 'department:<b>', 'done:anna'])
      expect((await anna.ask(`/list?of=${encodeURIComponent(of)}`)).status).toBe(404);
  });

  test('a page asks the table three times at most, the session included', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    await anna.ask('/list');
    const asked = async (path: string): Promise<number> => {
      const before = site.world.table.usage().requests;
      await anna.ask(path);
      return site.world.table.usage().requests - before;
    };
    expect(await asked('/list')).toBe(3);
    expect(await asked('/list?of=nobody')).toBeLessThanOrEqual(3);
    expect(await asked('/list?of=department:client-relations')).toBeLessThanOrEqual(3);
    expect(await asked(`/items/${CALL}?of=c1`)).toBe(3);
    expect(await asked('/accounts/c1')).toBeLessThanOrEqual(3);
    expect(await asked('/accounts/c1/invoices/i1')).toBe(3);
    expect(await asked('/search?q=customer')).toBe(3);
  });

  test('everybody’s list is all lists in one order, with whose each item is and how many each has', async () => {
    const site = await WorkSite.withCall();
    await site.world.record(invoiceOf('i2', { amount: '9000.00' }));
    await site.world.to('2026-03-11T18:00:00Z');
    const max = await site.signIn('max');
    await max.send(`/items/${CALL}/take-over`, site.seen());
    await site.world.record({
      ...{ type: 'issue.raised', by: 'customer', issueId: 's1', invoiceId: 'i1', category: 'unfinished-installation' },
      ...{ description: 'x', disputedAmount: '10.00' },
    });
    const before = site.world.table.usage().requests;
    const { body } = await max.ask('/list?of=everybody');
    const holders = site.world.table.usage().requests - before - 2;
    expect(body).toContain('with Anna');
    expect(body).toContain('with Max');
    expect(body).toContain('with Installation department');
    expect(body).toMatch(/of=person:anna"[^>]*>Anna <span class="count">1</);
    expect(body).toMatch(/of=person:ben"[^>]*>Ben <span class="count">0</);
    expect(body).toMatch(/of=department:installation"[^>]*>Installation <span class="count">1</);
    expect(body).not.toContain('of=department:sales');
    // One look at the index for each of four people, and for each department and what is nobody's.
    expect(holders).toBeLessThanOrEqual(4 + 8);
    const order = [...body.matchAll(/invoices\/(i\d)"/g)].map(([, id]) => id);
    expect(order[0]).toBe('i2');
    const nobody = await max.ask('/list?of=nobody');
    expect(nobody.body).toContain('Nothing is left over');
  });

  test('of a staff too big for one page the departments are shown, and one is told to search', async () => {
    const staff = Array.from({ length: 41 }, (_, index) => ({
      ...{ id: `s${index}`, name: `Person ${index}`, email: `s${index}@company.test`, department: 'client-relations' },
      roles: ['specialist', 'manager'],
    }));
    const site = await WorkSite.withCall({ staff: [...OFFICE_STAFF, ...staff] });
    const max = await site.signIn('max');
    const before = site.world.table.usage().requests;
    const { status, body } = await max.ask('/list?of=everybody');
    expect(status).toBe(200);
    expect(body).toContain('too many people for one page');
    expect(site.world.table.usage().requests - before).toBeLessThanOrEqual(12);
  });

  test('names are shown as they are written, and never as markup', async () => {
    const customer = {
      id: 'c1',
      name: '<b>Bill & "Co"</b>',
      segment: 'commercial',
      contacts: [{ name: '<b>Bill', email: 'b@c1.test' }],
    };
    const site = await WorkSite.withCall({ customers: [customer] });
    const anna = await site.signIn();
    for (const path of [
      '/list',
      `/items/${CALL}?of=c1`,
      '/accounts/c1',
      '/accounts/c1/invoices/i1',
      '/search?q=%3Cb',
    ]) {
      const { body } = await anna.ask(path);
      expect(body).not.toContain('<b>Bill');
      expect(body).toContain('&lt;b&gt;Bill &amp; &quot;Co&quot;&lt;/b&gt;');
    }
  });
});

describe('a message that came in', () => {
  test('is shown as text, with what it quotes folded, and nothing of it is opened', async () => {
    const site = await WorkSite.withCall();
    const call = site.item();
    const reply = {
      from: 'Bill <bill@c1.test>',
      subject: '<img src=x>',
      text: 'https://evil.test\n=cmd()',
      quoted: '> You owe us $100.00',
      attachments: [{ name: 'invoice.<b>.html', type: 'text/html', bytes: 12_345 }],
    };
    await site.world.table.write({ put: { ...call, kind: 'reply', reply, v: call.v + 1 } });
    const { body } = await (await site.signIn()).ask(`/items/${CALL}?of=c1`);
    expect(body).toContain('What they wrote');
    expect(body).toContain('&lt;img src=x&gt;');
    expect(body).not.toContain('<img');
    expect(body).not.toContain('href="https://evil.test');
    expect(body).toContain('<summary>What they quote</summary>');
    expect(body).toContain('invoice.&lt;b&gt;.html</bdi> <span class="small">12 KB');
  });
});

test('a company that writes German has its lists and accounts in German', async () => {
  const site = await WorkSite.withCall({ settings: { locale: 'de-DE' } });
  const anna = await site.signIn();
  const list = await anna.ask('/list');
  expect(list.body).toContain('<h1>Meine Liste</h1>');
  expect(list.body).toContain('3 Tage überfällig');
  expect((await anna.ask(`/items/${CALL}?of=c1`)).body).toContain('Was herauskam');
  expect((await anna.ask('/accounts/c1')).body).toContain('Offene Rechnungen');
  expect((await anna.ask('/search?q=zzz')).body).toContain('Nichts heißt so');
});
