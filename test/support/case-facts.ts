import { type CustomerHead, type InvoiceFacts, invoiceKey, unknownHead } from '../../functions/ledger/entities.ts';
import { type StepRecord, stepKey } from '../../functions/lifecycle/entities.ts';
import { fromDay } from '../../functions/platform/civil-date.ts';
import type { CaseFacts } from '../../functions/policy/case-facts.ts';
import { type Policy, policy } from '../../functions/policy/contract.ts';

/** Facts of a case as plain values, for rules without a table. 2026-03-02 is a Monday; weekends are free. */

export const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

export const POLICY: Policy = policy.parse({
  id: 'p',
  version: 1,
  sendWindow: { from: '09:00', to: '17:00' },
  limits: { minimumGapDays: 5 },
  steps: [
    {
      id: 'check-in',
      kind: 'check-in',
      when: { anchor: 'installed', days: 8 },
      letter: 'check-in',
      skipIfLateByDays: 10,
    },
    { id: 'reminder-1', kind: 'reminder', when: { anchor: 'due', days: 3 }, letter: 'reminder-1' },
    { id: 'call', kind: 'task', when: { anchor: 'due', days: 10 }, role: 'specialist', title: 'Call the customer' },
    { id: 'reminder-2', kind: 'reminder', when: { anchor: 'due', days: 17 }, letter: 'reminder-2' },
    {
      id: 'escalate',
      kind: 'escalation',
      when: { anchor: 'due', days: 31 },
      action: 'final-notice',
      approver: 'manager',
      letter: 'final-notice',
    },
  ],
});

export const invoice = (fields: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  ...invoiceKey('c1', 'i1'),
  invoiceId: 'i1',
  customerId: 'c1',
  number: 'i1',
  issuedOn: '2026-02-02',
  dueOn: '2026-03-02',
  amount: 10_000,
  currency: 'USD',
  status: 'sent',
  kind: 'standard',
  recordAt: '2026-02-02T00:00:00Z',
  recordEvent: 'e1',
  payments: {},
  credits: {},
  issues: {},
  promises: {},
  holds: {},
  decisions: [],
  tasksDone: {},
  cycle: 1,
  v: 1,
  ...fields,
});

export const head = (fields: Partial<CustomerHead> = {}): CustomerHead => ({
  ...unknownHead('c1'),
  known: true,
  segment: 'commercial',
  contacts: [{ name: 'Bill', email: 'bill@c1.test', roles: ['billing'] }],
  headVersion: 3,
  factsVersion: 7,
  ...fields,
});

/** A step that was carried out on a day, at noon. */
export const done = (step: string, on: string, fields: Partial<StepRecord> = {}): StepRecord => ({
  ...stepKey('c1', 'i1', 1, 'invoice', step),
  invoiceId: 'i1',
  customerId: 'c1',
  cycle: 1,
  demand: 'invoice',
  step,
  how: step === 'call' ? 'task' : step === 'escalate' ? 'approval' : 'letter',
  status: 'done',
  dueDay: day(on),
  at: `${on}T12:00:00.000Z`,
  ...fields,
});

/** A letter that is planned for the opening of the window on a day. */
export const planned = (step: string, on: string, fields: Partial<StepRecord> = {}): StepRecord => {
  const { at: _never, ...record } = done(step, on);
  return {
    ...record,
    status: 'planned',
    template: step,
    travels: 'together',
    payerId: 'c1',
    notBefore: `${on}T09:00:00.000Z`,
    ...fields,
  };
};

export const facts = (
  now: string,
  of: { invoice?: Partial<InvoiceFacts>; customer?: Partial<CustomerHead>; records?: StepRecord[] } = {},
  fields: Partial<CaseFacts> = {},
): CaseFacts => {
  const customer = head(of.customer);
  return {
    now: Date.parse(now),
    invoice: invoice(of.invoice),
    customer,
    payer: customer,
    policy: POLICY,
    payerWindow: POLICY.sendWindow,
    calendar: { weekend: ['saturday', 'sunday'], holidays: new Set() },
    zone: 'UTC',
    payerZone: 'UTC',
    records: of.records ?? [],
    ...fields,
  };
};

export const promise = (id: string, amount: number, promisedOn: string, madeAt = '2026-03-04T00:00:00Z') => ({
  [id]: { promiseId: id, amount, promisedOn, madeAt },
});
export const issue = (id: string, disputedAmount?: number) => ({
  [id]: {
    issueId: id,
    category: 'other',
    description: '',
    raisedAt: '2026-03-04T00:00:00Z',
    ...(disputedAmount === undefined ? {} : { disputedAmount }),
  },
});
export const payment = (id: string, amount: number, on: string) => ({
  [id]: { amount, receivedOn: on, at: `${on}T00:00:00Z` },
});
export const hold = (id: string, until: string) => ({
  [id]: { holdId: id, reason: 'A word first', owner: 'anna', until, placedAt: '2026-03-04T00:00:00Z' },
});
export const dateOf = fromDay;
