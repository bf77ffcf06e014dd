import { type CustomerHead, headKey, ownerKey } from '../ledger/entities.ts';
import { settledId, wantedId } from '../ledger/import/derived-ids.ts';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key } from '../platform/ports.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { customersNamed, searchedName } from '../platform/shard.ts';
import { itemPointerKey } from '../work-list/item.ts';
import { isId } from './item-view.ts';
import { type Found, MOST_FOUND, searchPage } from './search-page.ts';
import { type StaffPages, staffPage, unlessMay } from './staff-pages.ts';

const LONGEST = 200;

/** The ids that an invoice's number may have become when it was read from a table. */
const idsOf = (text: string): string[] =>
  [...new Set([text, wantedId(text), settledId(text, () => true)])].filter((id) => isId(id));

const people = ({ staff }: Company, searched: string): StaffMember[] =>
  staff.filter(({ id, name, email }) =>
    [id, email, name, ...name.split(/\s+/)].some((part) => searchedName(part).startsWith(searched)),
  );

/**
 * Customers by the beginning of their name or by id, invoices by id or number, items by id, colleagues by name: one request
 * of the index, and one batch.
 */
const find = async ({ table }: Platform, company: Company, text: string): Promise<Found> => {
  const searched = searchedName(text);
  const named = await table.queryIndex(
    'work',
    customersNamed(searched),
    `${searched}~`,
    undefined,
    MOST_FOUND,
    searched,
  );
  const ids = idsOf(text);
  const heads: Key[] = [...ids.map(headKey), ...named.items.map(({ pk, sk }) => ({ pk, sk }))];
  const unique = [...new Map(heads.map((key) => [key.pk, key])).values()];
  const keys = [...ids.map(ownerKey), ...ids.map(itemPointerKey), ...unique];
  const read = keys.length === 0 ? [] : await table.batchGet(keys);
  const invoices = ids.flatMap((invoiceId, index) => {
    const owner = read[index] as (Item & { customerId: string }) | undefined;
    return owner === undefined ? [] : [{ invoiceId, customerId: owner.customerId }];
  });
  const items = ids.flatMap((itemId, index) => {
    const pointer = read[ids.length + index] as (Item & { customerId?: string }) | undefined;
    return pointer === undefined
      ? []
      : [{ itemId, ...(pointer.customerId === undefined ? {} : { customerId: pointer.customerId }) }];
  });
  return {
    customers: read.slice(2 * ids.length).filter((head): head is CustomerHead => head !== undefined),
    more: named.next !== undefined,
    invoices,
    items,
    people: people(company, searched),
  };
};

/** `/search?q=`: three requests to the table with the session, and none where nothing was asked for. */
export const searchPages = (pages: StaffPages): void => {
  const { platform } = pages;
  pages.get('/search', async (context) => {
    const refused = unlessMay(context, 'search');
    if (refused !== undefined) return refused;
    const text = (context.req.query('q') ?? '').trim().slice(0, LONGEST);
    const company = await companyOf(platform.table, platform.clock.now());
    const found = text === '' ? undefined : await find(platform, company, text);
    return staffPage(context, searchPage(context.var.staff, text, found));
  });
};
