import { letterKey } from '../correspondence/letter-record.ts';
import type { IssuePark } from '../issues/issue-park.ts';
import { COMPANY, type CustomerHead, type InvoiceFacts, invoiceIdOf, isFacts, ownerKey } from '../ledger/entities.ts';
import { type Case, isStep, type StepRecord } from '../lifecycle/entities.ts';
import { everyItem } from '../platform/pages.ts';
import type { Item, Table } from '../platform/ports.ts';
import type { Family, Member } from './next-families.ts';

/**
 * What of the ledger a rehearsal takes with it, as copies in which no execution runs: whoever waited with a task token
 * waits no more, so that each open case, request and issue is begun again where it stands.
 */

const withoutToken = (item: Item): Item => {
  if (item.sk === 'HEAD') {
    const { applying: _interrupted, ...head } = item as CustomerHead;
    return head;
  }
  if (item.sk.startsWith('ISSUE-PARK#')) {
    const { silent: _s, ended: _e, takenOver: _t, ...park } = item as IssuePark;
    return park.over === true ? park : { ...park, token: '', parkedOrder: '' };
  }
  if (invoiceIdOf(item.sk) === undefined || isFacts(item)) return item;
  if (isStep(item)) {
    const { silent: _s, approval, ...step } = item as StepRecord;
    if (approval === undefined) return step;
    const { parked: _p, ended: _e, takenOver: _t, ...asked } = approval;
    return { ...step, approval: asked };
  }
  const { parked: _p, parkedOrder: _o, silent: _s, ended: _e, takenOver: _t, ...running } = item as Case;
  return running;
};

/** Evidence, and what a search finds, are read only by people. */
const UNREAD = ['EVIDENCE#', 'FIND#'];

/**
 * Letters that left are read by what comes in about them, and nothing comes in; but a payer's last one says whether the
 * next run has to finish it first, or whether it gave its steps back.
 */
const isUnread = ({ sk }: Item, lastLetter: string | undefined): boolean =>
  sk.startsWith('LETTER#') ? sk !== lastLetter : UNREAD.some((prefix) => sk.startsWith(prefix));

const lastLetterIn = (items: readonly Item[]): string | undefined => {
  const { claim, customerId } = (items.find(({ sk }) => sk === 'HEAD') ?? {}) as Partial<CustomerHead>;
  return claim === undefined ? undefined : letterKey(customerId!, claim.letterId).sk;
};

const copiedMember = ({ items, open }: Member): Item[] => {
  const copied: Item[] = [];
  const lastLetter = lastLetterIn(items);
  for (const item of items) {
    const invoiceId = invoiceIdOf(item.sk);
    if (isUnread(item, lastLetter) || (invoiceId !== undefined && !open.has(invoiceId))) continue;
    copied.push(withoutToken(item));
    if (isFacts(item))
      copied.push({ ...ownerKey((item as InvoiceFacts).invoiceId), customerId: item.customerId, v: 1 });
  }
  return copied;
};

/** The items of a family in a copy: all but what is settled and what nobody reads there. */
export const copiedFamily = ({ members }: Family): Item[] => members.flatMap(copiedMember);

/** Every version of every policy, for the cases that pinned one. */
export const copiedVersions = (table: Table): Promise<Item[]> => everyItem(table, COMPANY, 'POLICY#');
