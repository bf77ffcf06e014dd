import { COMPANY } from '../ledger/entities.ts';
import type { Item, Key } from '../platform/ports.ts';
import type { ItemStake, WorkItem } from './item.ts';
import { ITEM_KINDS, type ItemKind } from './kinds.ts';

/**
 * An entry of the index *work list*. The index carries keys only, so its sort key holds what a list is ordered by before
 * any item is read: instant, item, kind, invoice, and what was at stake when it was raised. It decides nothing: what is
 * shown is read again.
 */
export interface Entry extends Key {
  at: string;
  itemId: string;
  kind: ItemKind;
  customerId?: string;
  invoiceId?: string;
  stake?: ItemStake;
}

type Placed = Pick<WorkItem, 'itemId' | 'kind' | 'invoiceId' | 'stake'>;

/** The sort key of an item's entry, from an instant on. Ids hold no `#`. */
export const placeOf = ({ itemId, kind, invoiceId, stake }: Placed, at: string): string =>
  [
    at,
    itemId,
    kind,
    invoiceId ?? '',
    ...(stake === undefined ? [] : [stake.amount, stake.currency, stake.dueOn ?? '']),
  ].join('#');

/** On whose list an item stands. */
export const listOf = (item: Pick<WorkItem, 'assignee' | 'department'>): string =>
  item.assignee !== undefined ? listOfPerson(item.assignee) : listOfDepartment(item.department ?? EVERYBODY);
export const listOfPerson = (staffId: string): string => `person#${staffId}`;
export const listOfDepartment = (department: string): string => `department#${department}`;
/** The department of whatever belongs to none. */
export const EVERYBODY = 'everybody';
/** What a colleague has done on one date of the company. */
export const doneBy = (staffId: string, date: string): string => `done#${staffId}#${date}`;

const isKind = (text: string | undefined): text is ItemKind =>
  (ITEM_KINDS as readonly (string | undefined)[]).includes(text);

/** What an entry says; undefined for one of an older form, which names only instant and item. */
export const entryOf = ({ pk, sk, workAt }: Item): Entry => {
  const [at = '', itemId = '', kind, invoiceId = '', amount, currency, dueOn = ''] = (workAt as string).split('#');
  return {
    pk,
    sk,
    at,
    itemId,
    kind: isKind(kind) ? kind : 'task',
    ...(pk === COMPANY ? {} : { customerId: pk.slice(2) }),
    ...(invoiceId === '' ? {} : { invoiceId }),
    ...(amount === undefined || currency === undefined
      ? {}
      : { stake: { amount: Number(amount), currency, ...(dueOn === '' ? {} : { dueOn }) } }),
  };
};
