import type { LedgerEvent } from '../../functions/ledger/event.ts';
import { addDays } from '../../functions/platform/civil-date.ts';
import { settings } from '../../functions/platform/settings.contract.ts';
import { type Policy, policy } from '../../functions/policy/contract.ts';
import { seededRandom } from '../../local/rehearse/random.ts';
import { shippedPolicies } from '../../local/rehearse/shipped.ts';
import type { Play } from '../../local/rehearse/world.ts';

/** Ledgers of any size, made up the same way each time. */

const START = '2026-01-01';
const at = (date: string): string => `${date}T00:00:00Z`;
const DAYS = 120;

const customer = (id: string): LedgerEvent => ({
  id: `customer-${id}`,
  source: 'bench',
  at: at(START),
  type: 'customer.updated',
  customer: {
    id,
    name: id,
    segment: 'commercial',
    contacts: [{ name: id, email: `${id}@bench.example`, roles: ['billing'] }],
  },
});

const issued = (id: string, customerId: string, on: string, dueOn: string, amount: string): LedgerEvent => ({
  id: `issued-${id}`,
  source: 'bench',
  at: at(on),
  type: 'invoice.issued',
  invoice: { id, customerId, issuedOn: on, dueOn, amount, currency: 'USD', status: 'sent' },
});

const paid = (id: string, customerId: string, on: string, amount: string): LedgerEvent => ({
  id: `paid-${id}`,
  source: 'bench',
  at: at(on),
  type: 'payment.received',
  paymentId: `payment-${id}`,
  customerId,
  amount,
  currency: 'USD',
  receivedOn: on,
  allocations: [{ invoiceId: id, amount }],
});

const playOf = (events: LedgerEvent[], policies: readonly Policy[]): Play => ({
  start: Date.parse(at(START)),
  until: Date.parse(at(addDays(START, DAYS))) - 1,
  settings: settings.parse({}),
  policies,
  staff: [],
  customers: [],
  events,
  faults: [],
});

/**
 * An ordinary ledger: six of ten pay before the due date, a quarter within forty days after it, the rest not at all;
 * two and a half invoices a customer. The first `atOnePayer` of them belong to a single payer.
 */
export const ordinaryLedger = (invoices: number, atOnePayer = 0): Play => {
  const random = seededRandom(7);
  const below = (limit: number): number => Math.floor(random() * limit);
  const events: LedgerEvent[] = [];
  const customers = new Set<string>();
  for (let index = 0; index < invoices; index++) {
    const customerId = index < atOnePayer ? 'big' : `c${below(Math.ceil(invoices / 2.5))}`;
    if (!customers.has(customerId)) events.push(customer(customerId));
    customers.add(customerId);
    const on = addDays(START, below(60));
    const dueOn = addDays(on, 15);
    const amount = `${100 + below(4000)}.00`;
    const id = `i${index}`;
    events.push(issued(id, customerId, on, dueOn, amount));
    const share = random();
    if (share < 0.6) events.push(paid(id, customerId, addDays(dueOn, -1 - below(13)), amount));
    else if (share < 0.85) events.push(paid(id, customerId, addDays(dueOn, 1 + below(39)), amount));
  }
  return playOf(events, shippedPolicies());
};

const FIVE_LETTERS: Policy = policy.parse({
  id: 'five-letters',
  version: 1,
  sendWindow: { from: '09:00', to: '17:00' },
  limits: { minimumBalance: { USD: '25.00' }, minimumGapDays: 5, contactsPerWeek: 2 },
  steps: [
    ...['reminder-1', 'reminder-2', 'reminder-3', 'reminder-3', 'reminder-3'].map((letter, index) => ({
      id: `letter-${index + 1}`,
      kind: 'reminder',
      when: { anchor: 'due', days: 3 + 10 * index },
      letter,
    })),
    { id: 'end', kind: 'task', when: { anchor: 'due', days: 80 }, role: 'specialist', title: 'Call the customer' },
  ],
});

/** The dearest life: every customer has one invoice and gets five letters about it before it is paid. */
export const fullLives = (invoices: number): Play => {
  const events: LedgerEvent[] = [];
  for (let index = 0; index < invoices; index++) {
    const on = addDays(START, index % 30);
    events.push(customer(`c${index}`), issued(`i${index}`, `c${index}`, on, addDays(on, 15), '150.00'));
    events.push(paid(`i${index}`, `c${index}`, addDays(on, 75), '150.00'));
  }
  return playOf(events, [FIVE_LETTERS]);
};
