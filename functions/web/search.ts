import { contactsOf } from '../correspondence/recipients.ts';
import type { Contact } from '../ledger/contract.ts';
import { type CustomerHead, headKey, ownerKey } from '../ledger/entities.ts';
import { settledId, wantedId } from '../ledger/import/derived-ids.ts';
import { addressTerm, telephoneTerm } from '../ledger/record/findable.ts';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key } from '../platform/ports.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { foundUnder, searchedName } from '../platform/shard.ts';
import { itemPointerKey } from '../work-list/item.ts';
import { isId } from './item-view.ts';
import { type Found, type FoundContact, MOST_FOUND, searchPage } from './search-page.ts';
import { type StaffPages, staffPage, unlessMay } from './staff-pages.ts';

const LONGEST = 200;

/** The ids that an invoice's number may have become when it was read from a table. */
const idsOf = (text: string): string[] =>
  [...new Set([text, wantedId(text), settledId(text, () => true)])].filter((id) => isId(id));

const people = ({ staff }: Company, searched: string): StaffMember[] =>
  staff.filter(({ id, name, email }) =>
    [id, email, name, ...name.split(/\s+/)].some((part) => searchedName(part).startsWith(searched)),
  );

const TELEPHONE = /^[\d\s+()./-]+$/;

/** What the index is asked for: an address, the last digits of a telephone, or the beginning of a name. */
const termOf = (text: string): string => {
  if (text.includes('@')) return addressTerm(text);
  const telephone = TELEPHONE.test(text) ? telephoneTerm(text) : undefined;
  return telephone ?? searchedName(text);
};

const isFoundBy = ({ name, email, phone }: Contact, term: string): boolean =>
  [
    searchedName(name),
    searchedName(name.trim().split(/\s+/).at(-1) ?? ''),
    email === undefined ? '' : addressTerm(email),
    phone === undefined ? '' : (telephoneTerm(phone) ?? ''),
  ].some((each) => each.startsWith(term));

/**
 * Customers by the beginning of their name or by id, their contacts by name, address or telephone, invoices by id or
 * number, items by id, colleagues by name: one request of the index, and one batch, which may read something else as well.
 */
export const find = async (
  { table }: Platform,
  company: Company,
  text: string,
  also: readonly Key[] = [],
): Promise<Found & { also: (Item | undefined)[] }> => {
  const term = termOf(text);
  const entries = await table.queryIndex('work', foundUnder(term), `${term}~`, undefined, MOST_FOUND, term);
  const ids = idsOf(text);
  const partitions = [...ids.map((id) => headKey(id).pk), ...entries.items.map(({ pk }) => pk)];
  const heads: Key[] = [...new Set(partitions)].map((pk) => ({ pk, sk: 'HEAD' }));
  const read = await table.batchGet([...also, ...ids.map(ownerKey), ...ids.map(itemPointerKey), ...heads]);
  const found = read.slice(also.length);
  const invoices = ids.flatMap((invoiceId, index) => {
    const owner = found[index] as (Item & { customerId: string }) | undefined;
    return owner === undefined ? [] : [{ invoiceId, customerId: owner.customerId }];
  });
  const items = ids.flatMap((itemId, index) => {
    const pointer = found[ids.length + index] as (Item & { customerId?: string }) | undefined;
    return pointer === undefined
      ? []
      : [{ itemId, ...(pointer.customerId === undefined ? {} : { customerId: pointer.customerId }) }];
  });
  const all = found.slice(2 * ids.length).filter((head): head is CustomerHead => head !== undefined);
  return {
    customers: all.filter(({ customerId, name }) => ids.includes(customerId) || searchedName(name).startsWith(term)),
    contacts: all.flatMap((head): FoundContact[] =>
      contactsOf(head)
        .filter((contact) => isFoundBy(contact, term))
        .map((contact) => ({ head, contact })),
    ),
    more: entries.next !== undefined,
    invoices,
    items,
    people: people(company, searchedName(text)),
    also: read.slice(0, also.length),
  };
};

/** What somebody searches for, as it is looked up. */
export const searchedFor = (text: string | undefined): string => (text ?? '').trim().slice(0, LONGEST);

/** `/search?q=`: three requests to the table with the session, and none where nothing was asked for. */
export const searchPages = (pages: StaffPages): void => {
  const { platform } = pages;
  pages.get('/search', async (context) => {
    const refused = unlessMay(context, 'search');
    if (refused !== undefined) return refused;
    const text = searchedFor(context.req.query('q'));
    const company = await companyOf(platform.table, platform.clock.now());
    const found = text === '' ? undefined : await find(platform, company, text);
    return staffPage(context, searchPage(context.var.staff, text, found));
  });
};
