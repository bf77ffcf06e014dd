import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import { INVOICES, type InvoiceFacts, isFacts } from '../../functions/ledger/entities.ts';
import { loadCase } from '../../functions/lifecycle/load-case.ts';
import { minorDigits } from '../../functions/platform/money.ts';
import { localDate } from '../../functions/platform/zone.ts';
import { positionOf } from '../../functions/policy/case-facts.ts';
import { BooksOf } from '../../functions/reports/books-of.ts';
import { kpis } from '../../functions/reports/kpis.ts';
import { orphanBecause, standingOf } from '../../functions/reports/standing.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import { costOf, transitionsOf } from './cost.ts';
import { invoiceRow, itemRow, letterRow } from './rows.ts';
import type { Play, Played } from './world.ts';

/** What stands in the table at a rehearsal's end, as the rows of its output files, each in its stable order. */
export const resultsOf = async (of: Play, { table, runtime, repeats }: Played, customerMails: number) => {
  // Counted before the reports read the table: a report is no part of what a ledger costs.
  const usage = table.usage();
  const letters = [...table.scan('LETTER#')] as LetterRecord[];
  letters.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.letterId < b.letterId ? -1 : 1));
  const items = ([...table.scan('ITEM#')] as WorkItem[]).filter((item) => item.closedAt === undefined);
  items.sort((a, b) => (a.raisedAt < b.raisedAt ? -1 : a.raisedAt > b.raisedAt ? 1 : a.itemId < b.itemId ? -1 : 1));
  const invoices: ReturnType<typeof invoiceRow>[] = [];
  const books = new BooksOf(of.settings.currency);
  let orphans = 0;
  for (const item of table.scan(INVOICES)) {
    if (!isFacts(item)) continue;
    const { customerId, invoiceId, status } = item as InvoiceFacts;
    if (status === 'draft') continue;
    const loaded = (await loadCase(runtime.platform, { customerId, invoiceId }))!;
    const decision = standingOf(loaded);
    const position = positionOf(loaded.facts);
    books.add(loaded.facts, position);
    if (orphanBecause(loaded, decision) !== undefined) orphans += 1;
    invoices.push(invoiceRow(loaded, position, decision));
  }
  invoices.sort((a, b) => (a.invoiceId < b.invoiceId ? -1 : a.invoiceId > b.invoiceId ? 1 : 0));
  const asOf = localDate(of.until, of.settings.timeZone);
  return {
    letters: letters.map(letterRow),
    workList: items.map(itemRow),
    invoices,
    summary: {
      invoices: invoices.length,
      letters: letters.length,
      transitions: transitionsOf(runtime).variable,
      orphans,
      repeats,
      cost: costOf(runtime, usage, { invoices: invoices.length, mails: customerMails }),
      kpis: kpis(books.books, asOf, minorDigits(of.settings.currency)),
    },
  };
};
export type Results = Awaited<ReturnType<typeof resultsOf>>;
