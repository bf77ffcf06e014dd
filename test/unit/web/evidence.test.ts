import { describe, expect, test } from 'vitest';
import { webApp } from '../../../functions/web/app.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { CUSTOMER, invoiceOf, QUICK, STAFF, START, World } from '../../support/world.ts';

const HOSTILE = '<script>alert(1)</script>=HYPERLINK("x")';
const policyOf = (action: string, more: readonly object[] = []) => ({
  ...QUICK,
  steps: [
    QUICK.steps[0]!,
    ...more,
    { id: 'agency', kind: 'escalation', when: { anchor: 'due', days: 9 }, action, approver: 'manager' },
  ],
});

/** An invoice with a life: a letter, an issue, a broken promise, a part payment; then handed over, or another action. */
const handedOver = async (settings: object = {}, action = 'hand-over', more: readonly object[] = []) => {
  const world = await World.make({
    start: START,
    policies: [policyOf(action, more)],
    staff: STAFF,
    settings: { company: 'Harbor & Light', ...settings },
    customers: [
      { ...CUSTOMER, name: HOSTILE },
      { ...CUSTOMER, id: 'c2', name: 'Other' },
    ],
  });
  await world.record(invoiceOf('i1', { lines: [{ description: HOSTILE, amount: '100.00' }] }));
  const day = (days: number) => new Date(Date.parse('2026-03-03') + days * 86_400_000).toISOString().slice(0, 10);
  const raised = { issueId: 's1', invoiceId: 'i1', category: 'price', description: HOSTILE, disputedAmount: '10.00' };
  await world.to(`${day(2)}T12:00:00Z`);
  await world.record({ type: 'issue.raised', by: 'customer', ...raised });
  const solved = { outcome: 'company-right', rootCause: 'none', correctiveAction: 'told the customer' };
  await world.record({ type: 'issue.resolved', by: 'anna', issueId: 's1', ...solved });
  const promise = { promiseId: 'p1', invoiceId: 'i1', amount: '20.00', promisedOn: day(3) };
  await world.record({ type: 'promise.made', by: 'customer', ...promise });
  const money = {
    amount: '5.00',
    currency: 'USD',
    receivedOn: day(3),
    allocations: [{ invoiceId: 'i1', amount: '5.00' }],
  };
  await world.record({ type: 'payment.received', paymentId: 'pay1', customerId: 'c1', ...money });
  await world.to(`${day(14)}T12:00:00Z`);
  await world.record({
    type: 'approval.decided',
    by: 'max',
    invoiceId: 'i1',
    action,
    decision: 'approve',
  });
  const app = webApp({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
  return { world, anna: await Colleague.signIn(app as never, world.platform, STAFF[0]!) };
};

describe('a visit that was approved (rule 26)', () => {
  test('takes the same file along: from its item, in its own words', async () => {
    const { world, anna } = await handedOver({}, 'site-visit');
    const [visit] = world.items().filter(({ title }) => title.startsWith('Visit'));
    const item = await anna.ask(`/items/${visit!.itemId}?of=c1`);
    expect(item.body).toContain('href="/accounts/c1/evidence/i1"');
    expect(item.body).toContain('All that is known, for the visit');
    const page = await anna.ask('/accounts/c1/evidence/i1');
    expect(page.body).toContain('What the visit is about');
    expect(page.body).not.toMatch(/handed over|Handed over/);
    const { body } = await anna.ask('/accounts/c1/evidence/i1.json');
    expect(JSON.parse(body)).toMatchObject({ action: 'site-visit', amount: '95.00', promises: [{ promiseId: 'p1' }] });
    expect((await anna.ask('/accounts/c2/evidence/i1')).status).toBe(404);
  });
});

describe('the evidence of a hand-over (rule 26)', () => {
  test('is kept with everything that was billed, paid, sent, said and decided', async () => {
    const { world, anna } = await handedOver();
    expect((await world.invoice()).standing).toBe('handed-over');
    const { status, body, headers } = await anna.ask('/accounts/c1/evidence/i1.json');
    expect([status, headers.get('content-disposition')]).toEqual([200, 'attachment; filename="evidence-i1.json"']);
    const evidence = JSON.parse(body);
    expect(evidence).toMatchObject({
      format: 1,
      company: 'Harbor & Light',
      currency: 'USD',
      approved: { by: [{ id: 'max', name: 'Max' }] },
      customer: { id: 'c1', name: HOSTILE },
      payer: { id: 'c1' },
      invoice: { id: 'i1', cycle: 1, lines: [{ description: HOSTILE, amount: '100.00' }] },
      money: [{ kind: 'payment', id: 'pay1', amount: '5.00' }],
      issues: [{ issueId: 's1', raisedBy: 'customer', resolvedBy: 'anna', rootCause: 'none', disputed: '10.00' }],
      promises: [{ promiseId: 'p1', outcome: 'partly-kept', paid: '5.00' }],
      decisions: [{ by: 'max', action: 'hand-over', decision: 'approve' }],
    });
    expect([evidence.invoice.amount, evidence.amount]).toEqual(['100.00', '95.00']);
    expect(evidence.letters.map(({ template }: { template: string }) => template)).toContain('reminder-1');
    expect(evidence.letters.map(({ template }: { template: string }) => template)).toContain('issue-solved');
    const [reminder] = evidence.letters;
    expect(reminder.text).toContain('{link}');
    expect(reminder.text).toContain('$100.00');
    expect(body).not.toMatch(/\/c\/[\w-]{30,}/);
    expect(evidence.steps.map(({ step }: { step: string }) => step)).toEqual(['reminder-1']);
    // What happens later changes nothing of it.
    const late = { amount: '7.00', currency: 'USD', receivedOn: '2026-04-30' };
    const allocations = [{ invoiceId: 'i1', amount: '7.00' }];
    await world.record({ type: 'payment.received', paymentId: 'pay2', customerId: 'c1', ...late, allocations });
    expect((await anna.ask('/accounts/c1/evidence/i1.json')).body).toBe(body);
  });

  test.each([
    ['en-US', 'Evidence of a debt', 'Payments and credits'],
    ['de-DE', 'Nachweis einer Forderung', 'Zahlungen und Gutschriften'],
  ])(
    'is one document in %s that stands by itself, with no script and nothing from elsewhere',
    async (locale, ...words) => {
      const { anna } = await handedOver({ locale });
      const { status, body, headers } = await anna.ask('/accounts/c1/evidence/i1.html');
      expect([status, headers.get('content-disposition')]).toEqual([200, 'attachment; filename="evidence-i1.html"']);
      for (const word of words) expect(body).toContain(word);
      expect(body).toContain('&lt;script&gt;');
      expect(body).toContain('@page');
      expect(body).not.toMatch(/<script|<link|<img|<iframe|https?:|javascript:/i);
      expect(Buffer.byteLength(body)).toBeLessThan(100_000);
    },
  );

  test('does not prove a call that nobody made', async () => {
    const { anna } = await handedOver({}, 'hand-over', [QUICK.steps.find(({ kind }) => kind === 'task')!]);
    expect((await anna.ask('/accounts/c1/evidence/i1')).body).toContain('Call (on the list, not done)');
    const { steps } = JSON.parse((await anna.ask('/accounts/c1/evidence/i1.json')).body);
    expect(steps).toContainEqual(expect.objectContaining({ step: 'call', open: true }));
  });

  test('is a page of the account for whoever is signed in, and for nobody else', async () => {
    const { anna } = await handedOver();
    const { status, body } = await anna.ask('/accounts/c1/evidence/i1');
    expect(status).toBe(200);
    expect(body).toContain('href="/accounts/c1/evidence/i1.html"');
    expect(body).not.toContain('<script>');
    expect((await anna.ask('/accounts/c1/invoices/i1')).body).toContain('href="/accounts/c1/evidence/i1"');
    anna.cookies.clear();
    for (const form of ['', '.html', '.json'])
      expect((await anna.ask(`/accounts/c1/evidence/i1${form}`)).status).toBe(302);
  });

  test.each([
    '/accounts/c2/evidence/i1',
    '/accounts/c1/evidence/i2.json',
    '/accounts/c1/evidence/i1.exe',
    '/accounts/c1/evidence/%2e%2e.html',
  ])('is nowhere else: %s', async (path) => {
    const { anna } = await handedOver();
    expect((await anna.ask(path)).status).toBe(404);
  });

  test('is not there where nothing was handed over', async () => {
    const world = await World.make({ start: START, policies: [policyOf('hand-over')], customers: [CUSTOMER] });
    await world.record(invoiceOf('i1'));
    expect([...world.table.scan('EVIDENCE#')]).toEqual([]);
  });
});
