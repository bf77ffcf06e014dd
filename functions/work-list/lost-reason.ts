import { isIssueTask } from '../issues/issue-task.ts';
import { balanceOf, instalmentsOf } from '../ledger/balance.ts';
import type { InvoiceFacts } from '../ledger/entities.ts';
import type { Position } from '../policy/case-facts.ts';
import type { Policy } from '../policy/contract.ts';
import { overdueOf } from '../policy/demands.ts';
import { asksForPlanItem, lateMoneyItem, planItem, type WorkItem } from './item.ts';

/**
 * When an item has lost its reason (a blank list means that everything is done): what it was about is over, or somebody
 * else takes care of it until a day. Pure.
 */

/** The case is over. */
export type Over = 'settled' | 'cancelled' | 'written-off' | 'handed-over';
/** Nothing is asked for until a day, or until somebody has acted. */
export type Paused = 'held' | 'promised' | 'in-parts' | 'disputed';
/** Why an item closed by itself. */
export type LostReason =
  | Over
  | Paused
  | ('paid' | 'kept' | 'contact-known' | 'plan-agreed' | 'solved' | 'withdrawn' | 'applied' | 'books-fresh');

/** How an invoice stands, as far as items lose their reason by it. */
export interface Stands {
  over?: Over | undefined;
  paused?: Paused | undefined;
}

/** Why nothing is asked for at present, by the order of the standings (contracts §4); undefined where something is. */
export const pausedBecause = (position: Position, held: boolean): Paused | undefined => {
  if (held) return 'held';
  if (position.promised >= position.balance) return 'promised';
  const overdue = overdueOf(position.demands, position.today);
  if (position.split && overdue === 0 && position.demands.some(({ open }) => open > 0)) return 'in-parts';
  if (position.split && overdue > 0 && overdue <= position.promised) return 'promised';
  return position.disputed + position.promised >= position.balance ? 'disputed' : undefined;
};

/**
 * Whether a task asks for the money of an invoice: a step that counts from the due date, or from the step before. A check
 * of a new contractor's credit does not, and a visit is to be made whatever was promised since.
 */
const asksForMoney = ({ kind, step }: WorkItem, policies: readonly Pick<Policy, 'steps'>[]): boolean => {
  if (kind !== 'task' || step === undefined) return false;
  const found = policies.flatMap(({ steps }) => steps).find(({ id }) => id === step);
  if (found === undefined) return true;
  return found.kind === 'task' && (found.when.anchor === 'due' || found.when.anchor === 'previous');
};

/** What has come in for an invoice since an instant, minor units. */
const paidSince = ({ payments, credits }: Pick<InvoiceFacts, 'payments' | 'credits'>, at: string): number => {
  let sum = 0;
  for (const id in payments)
    if (payments[id]!.reversedAt === undefined && payments[id]!.at >= at) sum += payments[id]!.amount;
  for (const id in credits)
    if (credits[id]!.cancelledAt === undefined && credits[id]!.at >= at) sum += credits[id]!.amount;
  return sum;
};

/** Items that the end of a case leaves without a reason. An issue is no such item: its cause is still to be found. */
const ENDS_WITH_CASE = new Set<WorkItem['kind']>(['task', 'broken-promise', 'delivery-unknown', 'hold-ended']);
/** Items that ask for money, whatever step they come from. */
const ABOUT_MONEY = new Set<WorkItem['kind']>(['broken-promise', 'hold-ended']);

/** Why an open item about this invoice has lost its reason; undefined where somebody still has to act. */
export const lostReasonOf = (
  item: WorkItem,
  invoice: InvoiceFacts,
  { over, paused }: Stands,
  policies: readonly Pick<Policy, 'steps'>[],
): LostReason | undefined => {
  const { itemId } = item;
  const { invoiceId, cycle } = invoice;
  if (over !== undefined)
    return ENDS_WITH_CASE.has(item.kind) && itemId !== lateMoneyItem(invoiceId) && !isIssueTask(itemId)
      ? over
      : undefined;
  const agreed = paused === 'promised' || paused === 'in-parts';
  if (agreed && (itemId === planItem(invoiceId, cycle) || itemId === asksForPlanItem(invoiceId))) return paused;
  if (paused !== undefined && (ABOUT_MONEY.has(item.kind) || asksForMoney(item, policies))) return paused;
  const { missing } = item;
  return missing !== undefined && paidSince(invoice, item.raisedAt) >= missing.amount ? 'paid' : undefined;
};

/** Whether money that comes in may leave items of this invoice without a reason before it is settled. */
export const mayLoseReasons = (invoice: InvoiceFacts): boolean => {
  if (balanceOf(invoice) <= 0) return false;
  for (const _id in invoice.promises) return true;
  for (const _id in invoice.issues) return true;
  return instalmentsOf(invoice) !== undefined;
};
