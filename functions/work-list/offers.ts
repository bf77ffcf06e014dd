import type { ItemKind } from './kinds.ts';
import { staysUntil } from './stays-until.ts';

/** What a person can do about an item. Pure: who may is another rule. */
export const ITEM_ACTS = [
  ...(['decide', 'take-up', 'resolve', 'pull-in', 'contact', 'promise', 'plan', 'issue', 'hold', 'done'] as const),
  ...(['resend', 'wait', 'take-over', 'hand-on'] as const),
] as const;
export type ItemAct = (typeof ITEM_ACTS)[number];

/** Acts after which the item is off the list for good. The others leave it with somebody, or bring it back on a day. */
export const ENDING: ReadonlySet<ItemAct> = new Set([
  ...(['decide', 'resolve', 'contact', 'promise', 'plan', 'issue', 'hold', 'done'] as const),
  'resend',
]);

/** Acts that take money's place: they need an invoice that still owes some. */
const ABOUT_MONEY: ReadonlySet<ItemAct> = new Set(['promise', 'plan', 'issue', 'hold']);

const AFTER_A_TALK = ['done', 'promise', 'plan', 'issue', 'hold'] as const;
const WHO_ELSE = ['wait', 'take-over', 'hand-on'] as const;

/**
 * The acts of each kind, the most usual first. A request and an issue have deadlines of their own and do not wait: a
 * request is put off by its decision. Who is asked to approve is the request's business: it is not handed on by others.
 */
const OFFERS: Readonly<Record<ItemKind, readonly ItemAct[]>> = {
  issue: ['take-up', 'resolve', 'pull-in', 'take-over', 'hand-on'],
  approval: ['decide'],
  'second-approval': ['decide'],
  task: [...AFTER_A_TALK, 'contact', ...WHO_ELSE],
  reply: [...AFTER_A_TALK, 'contact', ...WHO_ELSE],
  'find-contact': ['contact', ...WHO_ELSE, 'done'],
  'broken-promise': ['promise', 'plan', 'done', 'issue', 'hold', 'contact', ...WHO_ELSE],
  'hold-ended': ['done', 'hold', 'promise', 'plan', 'issue', 'contact', ...WHO_ELSE],
  'delivery-unknown': ['done', 'resend', ...WHO_ELSE],
  'stale-ledger': ['done', 'take-over', 'hand-on'],
  'unapplied-credit': ['done', ...WHO_ELSE],
};

/** What an item is, as far as it matters what can be done about it. */
export interface Offered {
  kind: ItemKind;
  itemId?: string;
  invoiceId?: string;
  step?: string;
  customerId?: string | undefined;
  /** Whether it is about an invoice that still owes something. */
  owes: boolean;
  assignee?: string | undefined;
  /** An issue that somebody has taken up is not taken up again. */
  takenUp?: boolean | undefined;
  /** Nobody can be written to: without a contact the item would be back at once. */
  unreachable?: boolean | undefined;
}

/** What this person can do about an item: an item that is theirs already is not taken over. */
export const offersOf = (item: Offered, staffId: string): ItemAct[] =>
  OFFERS[item.kind].filter((act) => {
    if (ABOUT_MONEY.has(act)) return item.owes;
    if (act === 'contact') return item.customerId !== undefined;
    if (act === 'take-over') return item.assignee !== staffId;
    if (act === 'take-up') return item.takenUp !== true;
    if (act === 'done' && item.kind === 'find-contact') return item.unreachable !== true;
    if (act === 'done') return staysUntil(item) === undefined;
    return true;
  });
