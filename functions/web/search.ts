import { contactsOf } from '../correspondence/recipients.ts';
import type { Contact } from '../ledger/contract.ts';
import { type CustomerHead, headKey, type InvoiceFacts, invoiceIdOf, ownerKey } from '../ledger/entities.ts';
import { settledId, wantedId } from '../ledger/import/derived-ids.ts';
import { addressTerm, nameTerms, searchedTerm, telephoneTerm } from '../ledger/record/findable.ts';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key } from '../platform/ports.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { foundUnder, searchedName } from '../platform/shard.ts';
import { itemPointerKey } from '../work-list/item.ts';
import { isId } from './item-view.ts';
import { type Found, type FoundContact, type FoundInvoice, MOST_FOUND, searchPage } from './search-page.ts';
import { type StaffPages, staffPage, unlessMay } from './staff-pages.ts';

const LONGEST = 200;

/** The ids that an invoice's number may have become when it was read from a table, in whatever case it is typed. */
const idsOf = (text: string): string[] =>
  [...new Set([text, text.toUpperCase(), wantedId(text), settledId(text, () => true)])].filter((id) => isId(id));

const people = ({ staff }: Company, searched: string): StaffMember[] =>
  staff.filter(({ id, name, email }) =>
    [id, email, name, ...name.split(/\s+/)].some((part) => searchedName(part).startsWith(searched)),
  );

const isFoundBy = ({ name, email, phone }: Contact, term: string): boolean =>
  [
    ...nameTerms(name),
    searchedName(name.trim().split(/\s+/).at(-1) ?? ''),
    email === undefined ? '' : addressTerm(email),
    phone === undefined ? '' : (telephoneTerm(phone) ?? ''),
  ].some((each) => each.startsWith(term));

const isCalled = (name: string, term: string): boolean => nameTerms(name).some((each) => each.startsWith(term));

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
  const term = searchedTerm(text);
  const entries = await table.queryIndex('work', foundUnder(term), `${term}~`, undefined, MOST_FOUND, term);
  const ids = idsOf(text);
  const partitions = [...ids.map((id) => headKey(id).pk), ...entries.items.map(({ pk }) => pk)];
  const heads: Key[] = [...new Set(partitions)].map((pk) => ({ pk, sk: 'HEAD' }));
  const numbered: Key[] = entries.items.flatMap(({ pk, sk }) => (invoiceIdOf(sk) === undefined ? [] : [{ pk, sk }]));
  const asked = [...also, ...ids.map(ownerKey), ...ids.map(itemPointerKey), ...numbered, ...heads];
  const read = await table.batchGet(asked);
  const found = read.slice(also.length);
  const byNumber = found
    .slice(2 * ids.length, 2 * ids.length + numbered.length)
    .filter((facts): facts is InvoiceFacts => facts !== undefined);
  const byId = ids.flatMap((invoiceId, index): FoundInvoice[] => {
    const owner = found[index] as (Item & { customerId: string }) | undefined;
    if (owner === undefined || byNumber.some((invoice) => invoice.invoiceId === invoiceId)) return [];
    return [{ invoiceId, customerId: owner.customerId }];
  });
  const items = ids.flatMap((itemId, index) => {
    const pointer = found[ids.length + index] as (Item & { customerId?: string }) | undefined;
    return pointer === undefined
      ? []
      : [{ itemId, ...(pointer.customerId === undefined ? {} : { customerId: pointer.customerId }) }];
  });
  const all = found.slice(2 * ids.length + numbered.length).filter((head): head is CustomerHead => head !== undefined);
  return {
    customers: all.filter(({ customerId, name }) => ids.includes(customerId) || isCalled(name, term)),
    contacts: all.flatMap((head): FoundContact[] =>
      contactsOf(head)
        .filter((contact) => isFoundBy(contact, term))
        .map((contact) => ({ head, contact })),
    ),
    more: entries.next !== undefined,
    invoices: [
      ...byNumber.map(({ invoiceId, customerId, number }) => ({ invoiceId, customerId, number })),
      ...byId,
    ].map((invoice) => {
      const name = all.find(({ customerId }) => customerId === invoice.customerId)?.name;
      return name === undefined ? invoice : { ...invoice, name };
    }),
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
