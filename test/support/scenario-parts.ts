import type { ScenarioFile } from './rehearse.ts';

/** The parts from which scenarios are put together: a company, a customer, an invoice, what happens to it. */

type Loose = Record<string, unknown>;

export const STAFF = [
  {
    id: 'sam',
    name: 'Sam Specialist',
    email: 'sam@company.test',
    phone: '+1 555 0100',
    department: 'client-relations',
    roles: ['specialist'],
    deputy: 'dora',
  },
  { id: 'dora', name: 'Dora Deputy', email: 'dora@company.test', department: 'client-relations', roles: [] },
  {
    id: 'mia',
    name: 'Mia Manager',
    email: 'mia@company.test',
    department: 'client-relations',
    roles: ['manager'],
    deputy: 'dora',
  },
  {
    id: 'finn',
    name: 'Finn Finance',
    email: 'finn@company.test',
    department: 'finance',
    roles: ['manager', 'approver'],
  },
];

/** Reminders on days 3, 10 and 17 after the due date, 09:00 to 17:00, at least 5 days apart; the last step is a task. */
export const POLICY = {
  id: 'plain',
  version: 1,
  appliesTo: {},
  sendWindow: { from: '09:00', to: '17:00' },
  limits: { minimumGapDays: 5 },
  promise: { graceBusinessDays: 2 },
  approval: { answerWithinBusinessDays: 2 },
  steps: [
    { id: 'reminder-1', kind: 'reminder', when: { anchor: 'due', days: 3 }, letter: 'reminder-1' },
    { id: 'reminder-2', kind: 'reminder', when: { anchor: 'due', days: 10 }, letter: 'reminder-2' },
    { id: 'reminder-3', kind: 'reminder', when: { anchor: 'due', days: 17 }, letter: 'reminder-3' },
    { id: 'call', kind: 'task', when: { anchor: 'due', days: 31 }, role: 'specialist', title: 'Call the customer' },
  ],
};

export const customer = (id: string, more: Loose = {}): Loose => ({
  id,
  name: `Customer ${id}`,
  segment: 'commercial',
  contacts: [{ name: 'Bill', email: `billing@${id.toLowerCase()}.test`, roles: ['billing'] }],
  ...more,
});

/** An invoice event: 150.00 USD for C1, issued and known on 2026-02-01, due on Monday 2026-03-02. */
export const issued = (id: string, more: Loose = {}, at = '2026-02-01T12:00:00Z'): Loose => ({
  at,
  type: 'invoice.issued',
  invoice: {
    id,
    customerId: 'C1',
    issuedOn: '2026-02-01',
    dueOn: '2026-03-02',
    amount: '150.00',
    currency: 'USD',
    status: 'sent',
    ...more,
  },
});

export const changed = (id: string, at: string, more: Loose = {}): Loose => ({
  ...issued(id, more, at),
  type: 'invoice.changed',
});

/** A payment of an invoice of C1. */
export const paid = (
  paymentId: string,
  at: string,
  amount: string,
  allocations: Record<string, string>,
  more: Loose = {},
): Loose => ({
  at,
  type: 'payment.received',
  paymentId,
  customerId: 'C1',
  amount,
  currency: 'USD',
  receivedOn: at.slice(0, 10),
  allocations: Object.entries(allocations).map(([invoiceId, part]) => ({ invoiceId, amount: part })),
  ...more,
});

/** A world with C1, the plain policy and the staff, from 2026-03-01 on (a Sunday), in UTC. */
export const world = (until: string, events: readonly Loose[], more: Partial<ScenarioFile> = {}): ScenarioFile => ({
  start: '2026-03-01T06:00:00Z',
  until,
  policies: [POLICY],
  staff: STAFF,
  customers: [customer('C1')],
  events,
  ...more,
});

/** When each letter left and which step it was: `03-05T09:00 reminder-1`. */
export const sends = (letters: readonly { at: string; step: string | null }[]): string[] =>
  letters.map(({ at, step }) => `${at.slice(5, 16)} ${step}`);

/** The plain policy with other limits. */
export const limited = (limits: Loose, more: Loose = {}): Loose => ({
  ...POLICY,
  limits: { ...POLICY.limits, ...limits },
  ...more,
});
