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

const copiedMember = ({ items }: Member): Item[] => {
  const copied: Item[] = [];
  for (const item of items) {
    copied.push(withoutToken(item));
    if (isFacts(item))
      copied.push({ ...ownerKey((item as InvoiceFacts).invoiceId), customerId: item.customerId, v: 1 });
  }
  return copied;
};

/** The items of a family in a copy. */
export const copiedFamily = ({ members }: Family): Item[] => members.flatMap(copiedMember);

/** Every version of every policy, for the cases that pinned one. */
export const copiedVersions = (table: Table): Promise<Item[]> => everyItem(table, COMPANY, 'POLICY#');
