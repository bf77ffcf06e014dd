import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, limited, POLICY, paid, world } from '../support/scenario-parts.ts';

const AT = '2026-03-04T10:00:00Z';
const END = '2026-03-06T20:00:00Z';
const hold = {
  at: AT,
  by: 'sam',
  type: 'hold.placed',
  holdId: 'H1',
  scope: { invoiceId: 'I1' },
  reason: 'x',
  owner: 'sam',
  until: '2026-03-20',
};
const promise = (amount: string) => ({
  at: AT,
  by: 'sam',
  type: 'promise.made',
  promiseId: 'R1',
  invoiceId: 'I1',
  amount,
  promisedOn: '2026-03-20',
});
const issue = (disputedAmount?: string) => ({
  at: AT,
  by: 'sam',
  type: 'issue.raised',
  issueId: 'S1',
  invoiceId: 'I1',
  category: 'price',
  description: 'x',
  ...(disputedAmount === undefined ? {} : { disputedAmount }),
});
const voided = { at: AT, type: 'invoice.voided', invoiceId: 'I1' };
const unapplied = paid('P1', AT, '150.00', {});
const settled = paid('P1', AT, '150.00', { I1: '150.00' });
const minimum = { policies: [limited({ minimumBalance: { USD: '100.00' } })] };
const nobody = { customers: [customer('C1', { contacts: [] })] };
const unknown = { faults: [{ port: 'mailer', call: 1, fault: 'time-out' }] };
const onlyNamed = { policies: [{ ...POLICY, appliesTo: { segments: ['contractor'] } }] };

test.each([
  ['held', 'a hold', [hold], {}],
  [
    'held',
    'a hold comes before a dispute, a promise and a missing contact',
    [hold, issue(), promise('150.00')],
    nobody,
  ],
  ['waiting-on-customer', 'all of it promised', [promise('150.00')], {}],
  ['waiting-on-customer', 'more than all of it promised', [promise('500.00')], {}],
  ['waiting-on-customer', 'all of it promised comes before a dispute', [promise('150.00'), issue('20.00')], {}],
  ['on-list', 'a full dispute', [issue()], {}],
  ['on-list', 'the rest disputed beside a promise', [promise('100.00'), issue('50.00')], {}],
  ['on-list', 'a contact to find', [], nobody],
  ['on-list', 'an unknown delivery', [], unknown],
  ['on-list', 'unapplied money that covers it', [unapplied], {}],
  ['on-list', 'no policy', [], onlyNamed],
  ['small-balance', 'below the minimum', [paid('P1', AT, '60.00', { I1: '60.00' })], minimum],
  ['small-balance', 'the rest of a dispute below the minimum', [issue('60.00')], minimum],
  ['next-step', 'one step carried out', [], {}],
  ['next-step', 'a part promised, the rest asked for', [promise('100.00')], {}],
  ['next-step', 'a due one held back by a stop', [], { settings: { sending: { stopped: true } } }],
  ['settled', 'paid', [settled], {}],
  ['settled', 'paid comes before a hold', [settled, hold], {}],
  ['cancelled', 'void', [voided, hold], {}],
] as [string, string, Record<string, unknown>[], Record<string, unknown>][])(
  'rule 33: %s: %s',
  async (standing, _, events, more) => {
    const result = await rehearse(world(END, [issued('I1'), ...events], more));
    expect(result.invoice('I1').standing).toBe(standing);
    expect(result.summary.orphans).toBe(0);
  },
);

test('rule 33: not-due until the first step is carried out or held back', async () => {
  const result = await rehearse(world('2026-03-05T08:45:00Z', [issued('I1'), issued('I2', { dueOn: '2026-06-30' })]));
  expect(result.invoices.map(({ standing, next }) => [standing, next])).toEqual([
    ['not-due', { step: 'reminder-1', on: '2026-03-05' }],
    ['not-due', { step: 'reminder-1', on: '2026-07-03' }],
  ]);
});

test('rule 33: with no step left the last task stands on the list; when it is done, one asks how to go on', async () => {
  const open = await rehearse(world('2026-04-03T00:00:00Z', [issued('I1')]));
  expect(open.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
  expect(open.items('task')).toMatchObject([{ invoiceId: 'I1', title: 'Call the customer', assignee: 'sam' }]);
  const done = { at: '2026-04-03T10:00:00Z', by: 'sam', type: 'task.done', invoiceId: 'I1', step: 'call' };
  const after = await rehearse(world('2026-04-04T00:00:00Z', [issued('I1'), done]));
  expect(after.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
  expect(after.items('task')).toMatchObject([{ invoiceId: 'I1', assignee: 'sam' }]);
  expect(after.items('task')[0]!.title).not.toBe('Call the customer');
});

test('rule 33: everything held back, dropped or skipped tells its rule and the version of the facts', async () => {
  const events = [issued('I1'), issued('I2', { amount: '10.00', customerId: 'C2' }), hold, unapplied];
  const result = await rehearse(world(END, events, { ...minimum, customers: [customer('C1'), customer('C2')] }));
  for (const { invoiceId } of result.invoices) {
    const chosen = result.storyOf(invoiceId).filter(({ what }) => what === 'step-chosen');
    expect(chosen.length).toBeGreaterThan(0);
    for (const { why } of chosen) {
      expect(why.rule).toMatch(/^[a-z0-9-]+$/);
      expect(why.facts).toMatchObject({ policy: 'plain v1', invoiceVersion: expect.any(Number) });
    }
  }
  expect(JSON.stringify(result.timeline)).not.toMatch(/@|Bill\b/);
});
