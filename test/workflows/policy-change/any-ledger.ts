import fc from 'fast-check';
import { policy } from '../../../functions/policy/contract.ts';
import { type Happening, invoiceOf, QUICK, World, type WorldOptions } from '../../support/world.ts';
import { customerNamed } from './changing.ts';

/** Ledgers of a few customers in which everything is under way that letters depend on. */

const CAREFUL = {
  ...QUICK,
  id: 'careful',
  appliesTo: { segments: ['residential'] },
  limits: { minimumGapDays: 3, contactsPerWeek: 1, minimumBalance: { USD: '60.00' }, gatherWithinDays: 2 },
  steps: [
    { id: 'hello', kind: 'check-in', when: { anchor: 'issued', days: 2 }, letter: 'check-in', skipIfLateByDays: 3 },
    ...QUICK.steps,
    { id: 'decide', kind: 'task', when: { anchor: 'previous', days: 10 }, role: 'manager', title: 'Decide' },
  ],
};
const POLICIES = [CAREFUL, QUICK].map((each) => policy.parse(each));

interface Invoice {
  customer: number;
  due: number;
  amount: number;
  happens: 'nothing' | 'issue' | 'part-issue' | 'promise' | 'hold' | 'plan' | 'part-payment';
  on: number;
}
interface Customer {
  segment: 'commercial' | 'residential';
  zone: 'America/New_York' | 'Pacific/Auckland' | 'UTC';
  parent: boolean;
  fixedIncome: boolean;
  key: boolean;
  reachable: boolean;
}

export interface AnyLedger {
  customers: Customer[];
  invoices: Invoice[];
  /** Days after the start at which the present is, and the hour. */
  day: number;
  hour: number;
}

export const anyLedger: fc.Arbitrary<AnyLedger> = fc.record({
  customers: fc.array(
    fc.record({
      segment: fc.constantFrom('commercial', 'residential'),
      zone: fc.constantFrom('America/New_York', 'Pacific/Auckland', 'UTC'),
      parent: fc.boolean(),
      fixedIncome: fc.boolean(),
      key: fc.boolean(),
      reachable: fc.nat(5).map((n) => n > 0),
    }),
    { minLength: 2, maxLength: 5 },
  ),
  invoices: fc.array(
    fc.record({
      customer: fc.nat(4),
      due: fc.integer({ min: -12, max: 14 }),
      amount: fc.integer({ min: 20, max: 200 }),
      happens: fc.constantFrom('nothing', 'nothing', 'issue', 'part-issue', 'promise', 'hold', 'plan', 'part-payment'),
      on: fc.nat(8),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  day: fc.integer({ min: 0, max: 12 }),
  hour: fc.nat(23),
});

const START = Date.parse('2026-03-02T06:00:00Z');
const DAY_MS = 86_400_000;
const dateOf = (day: number): string => new Date(START + day * DAY_MS).toISOString().slice(0, 10);

const actOn = (index: number, { happens, amount, customer }: Invoice, day: number): Happening | undefined => {
  const invoiceId = `i${index}`;
  const money = (share: number): string => `${Math.max(Math.floor(amount * share), 1)}.00`;
  switch (happens) {
    case 'issue':
    case 'part-issue':
      return {
        type: 'issue.raised',
        ...{ issueId: `s${index}`, invoiceId, category: 'price', description: 'Too much' },
        ...(happens === 'issue' ? {} : { disputedAmount: money(0.4) }),
      };
    case 'promise':
      return { type: 'promise.made', promiseId: `p${index}`, invoiceId, amount: money(1), promisedOn: dateOf(day + 4) };
    case 'hold':
      return {
        type: 'hold.placed',
        ...{ holdId: `h${index}`, scope: { invoiceId }, reason: 'Asked', owner: 'anna', until: dateOf(day + 6) },
      };
    case 'plan': {
      const half = Math.floor(amount / 2);
      const instalments = [
        { dueOn: dateOf(day + 2), amount: `${half}.00` },
        { dueOn: dateOf(day + 12), amount: `${amount - half}.00` },
      ];
      return { type: 'plan.agreed', planId: `l${index}`, invoiceId, instalments };
    }
    case 'part-payment':
      return {
        type: 'payment.received',
        ...{ paymentId: `y${index}`, customerId: `c${customer}`, amount: money(0.5), currency: 'USD' },
        ...{ receivedOn: dateOf(day), allocations: [{ invoiceId, amount: money(0.5) }] },
      };
    default:
      return undefined;
  }
};

/** A world in which all of it has happened up to the present. */
export const worldOf = async (ledger: AnyLedger, options: Partial<WorldOptions> = {}): Promise<World> => {
  const customers = ledger.customers.map((each, index) =>
    customerNamed(`c${index}`, {
      segment: each.segment,
      timeZone: each.zone,
      fixedIncome: each.fixedIncome,
      tags: each.key ? ['key-account'] : [],
      ...(each.parent && index > 0 ? { parent: 'c0' } : {}),
      ...(each.reachable ? {} : { contacts: [] }),
    }),
  );
  const world = await World.make({ start: new Date(START).toISOString(), policies: POLICIES, customers, ...options });
  const present = START + ledger.day * DAY_MS + ledger.hour * 3_600_000;
  const invoices = ledger.invoices.map((each) => ({ ...each, customer: each.customer % ledger.customers.length }));
  for (const [index, { customer, due, amount }] of invoices.entries())
    await world.record(
      invoiceOf(`i${index}`, {
        customerId: `c${customer}`,
        issuedOn: dateOf(Math.min(due, 0) - 3),
        dueOn: dateOf(due),
        amount: `${amount}.00`,
      }),
    );
  const acts = invoices.map((each, index) => ({ index, each })).sort((a, b) => a.each.on - b.each.on);
  for (const { index, each } of acts) {
    if (each.on > ledger.day) break;
    const at = START + each.on * DAY_MS;
    if (at > world.clock.now()) await world.to(new Date(at).toISOString());
    const act = actOn(index, each, each.on);
    if (act !== undefined) await world.record(act);
  }
  await world.to(new Date(present).toISOString());
  return world;
};

const customerOf = (fields: Partial<Customer> = {}): Customer => ({
  ...{ segment: 'commercial', zone: 'UTC', parent: false, fixedIncome: false, key: false, reachable: true },
  ...fields,
});
const invoiceFor = (customer: number, fields: Partial<Invoice>): Invoice => ({
  ...{ customer, due: 0, amount: 100, happens: 'nothing', on: 0 },
  ...fields,
});

/** A letter is planned for the payer's Tuesday, which is still the customer's Monday. */
export const ACROSS_THE_DATE_LINE: AnyLedger = {
  customers: [customerOf({ zone: 'Pacific/Auckland' }), customerOf({ zone: 'America/New_York', parent: true })],
  invoices: [invoiceFor(1, { due: -2, amount: 24 })],
  day: 0,
  hour: 13,
};

/** An issue about an invoice whose case has not begun, but will within the day. */
export const ISSUE_BEFORE_ITS_CASE: AnyLedger = {
  customers: [customerOf({ zone: 'Pacific/Auckland' }), customerOf()],
  invoices: [invoiceFor(0, { due: 9, amount: 20, happens: 'part-issue', on: 7 })],
  day: 8,
  hour: 5,
};

/** A letter that waits for the minimum, then for the cap, and leaves with another. */
export const MINIMUM_THEN_CAP: AnyLedger = {
  customers: [
    customerOf({ segment: 'residential', zone: 'America/New_York' }),
    customerOf({ zone: 'America/New_York', parent: true, reachable: false }),
  ],
  invoices: [invoiceFor(0, { due: 1, amount: 34 }), invoiceFor(1, { due: 0, amount: 26 })],
  day: 1,
  hour: 16,
};
