import type { Customer } from '../../functions/ledger/contract.ts';
import type { LedgerEvent } from '../../functions/ledger/event.ts';
import { formatMoney } from '../../functions/platform/money.ts';
import { seededRandom } from '../rehearse/random.ts';
import { at, day, LAST_DAY } from './calendar.ts';

/** Months of invoices and payments as they come in any company: most pay in time, some late, a few after a letter. */

const SEED = 20_260_317;
const FIRST_ISSUE = -212;
/** Days between two invoices to the same customer. */
const EVERY = 30;
const TERMS: Record<string, number> = { residential: 30, commercial: 30, 'public-agency': 45, contractor: 15 };
const USUAL: Record<string, [least: number, most: number]> = {
  residential: [35, 180],
  commercial: [180, 2400],
  'public-agency': [900, 7200],
  contractor: [400, 3800],
};
/** How long after the due date each kind of payer pays, in days; the share of those who pay like that. */
const HABITS: readonly (readonly [share: number, least: number, most: number])[] = [
  [0.62, -9, 0],
  [0.18, 2, 12],
  [0.12, 12, 30],
  [0.08, 30, 60],
];

interface Draw {
  share(): number;
  between(least: number, most: number): number;
}

const drawing = (seed: number): Draw => {
  const random = seededRandom(seed);
  return { share: random, between: (least, most) => least + Math.floor(random() * (most - least + 1)) };
};

const paidAfter = (draw: Draw): number => {
  let share = draw.share();
  for (const [part, least, most] of HABITS) {
    if (share < part) return draw.between(least, most);
    share -= part;
  }
  return 0;
};

/** What the specialists do as it falls due: an open task is the exception. */
const workDone = (customer: Customer, invoiceId: string, issued: number): LedgerEvent[] => {
  const [step, offset] = customer.segment === 'public-agency' ? ['purchase-order', 12] : ['credit-check', 1];
  if (customer.segment !== 'public-agency' && customer.segment !== 'contractor') return [];
  const note = step === 'credit-check' ? 'No objection' : 'Matched with the order';
  const of = { id: `done-${invoiceId}`, source: 'people', at: at(issued + offset, 16) };
  return issued + offset >= LAST_DAY ? [] : [{ ...of, type: 'task.done', by: 'ben', invoiceId, step, note }];
};

const SITES = ['Front entrance', 'Warehouse', 'Main office', 'Parking deck'];

/** The invoices of one customer, and what is paid on them. */
const lifeOf = (customer: Customer, index: number, draw: Draw): LedgerEvent[] => {
  const events: LedgerEvent[] = [];
  const [least, most] = USUAL[customer.segment]!;
  const terms = TERMS[customer.segment]!;
  const amount = draw.between(least * 100, most * 100);
  let number = 0;
  for (let issued = FIRST_ISSUE + ((index * 7) % EVERY); issued < LAST_DAY; issued += EVERY) {
    number += 1;
    const id = `${customer.id}-${String(number).padStart(3, '0')}`;
    const charged = number % 4 === 0 ? draw.between(least * 100, most * 100) : amount;
    const money = formatMoney(charged, 'USD');
    events.push({
      id: `issued-${id}`,
      source: 'books',
      at: at(issued, 6),
      type: 'invoice.issued',
      invoice: {
        id,
        number: `HL-${26_000 + index * 40 + number}`,
        customerId: customer.id,
        issuedOn: day(issued),
        dueOn: day(issued + terms),
        amount: money,
        currency: 'USD',
        status: 'sent',
        ...(number === 1 && index % 3 === 0 ? { installedOn: day(issued) } : {}),
        ...(customer.segment === 'commercial' && index % 2 === 0 ? { site: SITES[number % SITES.length]! } : {}),
        ...(customer.segment === 'public-agency' ? { purchaseOrder: `PO-${7000 + index * 11 + number}` } : {}),
      },
    });
    events.push(...workDone(customer, id, issued));
    const paid = issued + terms + paidAfter(draw);
    if (paid >= LAST_DAY) continue;
    events.push({
      id: `paid-${id}`,
      source: 'books',
      at: at(paid, 11, draw.between(0, 59)),
      type: 'payment.received',
      paymentId: `pay-${id}`,
      customerId: customer.id,
      amount: money,
      currency: 'USD',
      receivedOn: day(paid),
      allocations: [{ invoiceId: id, amount: money }],
    });
  }
  return events;
};

export const ordinaryLife = (customers: readonly Customer[]): LedgerEvent[] => {
  const draw = drawing(SEED);
  return customers.flatMap((customer, index) => lifeOf(customer, index, draw));
};

/** The books say every morning up to when they are complete; on the day of the first page they are late. */
export const feeds = (): LedgerEvent[] => {
  const events: LedgerEvent[] = [];
  for (let offset = -72; offset <= 400; offset += 1) {
    const [hour, minute] = offset === 0 ? [14, 0] : [5, 45];
    const instant = at(offset, hour, minute);
    events.push({ id: `feed-${day(offset)}`, source: 'books', at: instant, type: 'feed.completed', asOf: instant });
  }
  return events;
};
