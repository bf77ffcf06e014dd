import type { CustomerHead, InvoiceFacts } from '../../functions/ledger/entities.ts';
import type { StepRecord } from '../../functions/lifecycle/entities.ts';
import { type Policy, policy as policyOf } from '../../functions/policy/contract.ts';
import { INVOICE_DEMAND } from '../../functions/policy/demands.ts';
import { courseOf, type StepWorld } from '../../functions/policy/next-step.ts';
import { dateOf, day, head, invoice, POLICY } from './case-facts.ts';

/** The course of a demand on a day. 2026-03-02 is a Monday, and the invoice is due then. */

type Loose = Record<string, unknown>;

export const policy = (steps: readonly Loose[], limits: Loose = {}): Policy =>
  policyOf.parse({ id: 'p', version: 1, sendWindow: { from: '09:00', to: '17:00' }, limits, steps });
export const reminder = (id: string, days: number, more: Loose = {}): Loose => ({
  ...{ id, kind: 'reminder', letter: 'reminder-1', when: { anchor: 'due', days } },
  ...more,
});
export const task = (id: string, days: number, more: Loose = {}): Loose => ({
  ...{ id, kind: 'task', role: 'specialist', title: id, when: { anchor: 'due', days } },
  ...more,
});
export const LAST = task('last', 60);

export interface Given {
  invoice?: Partial<InvoiceFacts>;
  customer?: Partial<CustomerHead>;
  policy?: Policy;
  records?: StepRecord[];
  holidays?: string[];
  zone?: string;
}
export const worldOn = (today: string, given: Given = {}): StepWorld => ({
  invoice: invoice(given.invoice),
  customer: head(given.customer),
  policy: given.policy ?? POLICY,
  calendar: { weekend: ['saturday', 'sunday'], holidays: new Set(given.holidays?.map(day)) },
  zone: given.zone ?? 'UTC',
  today: day(today),
  records: given.records ?? [],
});
export const DEMAND = { id: INVOICE_DEMAND, dueDay: day('2026-03-02'), open: 10_000 };
export const course = (
  today: string,
  given: Given = {},
  demand = DEMAND as typeof DEMAND | { id: string; open: number },
) => courseOf(worldOn(today, given), demand);
export const coming = (...of: Parameters<typeof course>): [string, string] | undefined => {
  const found = course(...of).coming;
  return found && [found.step.id, dateOf(found.dueDay)];
};
export const skips = (...of: Parameters<typeof course>): string[] =>
  course(...of).skips.map(({ step, rule, dueDay }) => `${step.id} ${rule} ${dateOf(dueDay)}`);
