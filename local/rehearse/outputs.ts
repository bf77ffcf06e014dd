import { createWriteStream, mkdirSync, rmSync, type WriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import type { InvoiceFacts } from '../../functions/ledger/entities.ts';
import { loadCase } from '../../functions/lifecycle/load-case.ts';
import { minorDigits } from '../../functions/platform/money.ts';
import type { OutgoingMail } from '../../functions/platform/ports.ts';
import type { TimelineEntry } from '../../functions/platform/timeline.ts';
import { localDate } from '../../functions/platform/zone.ts';
import { positionOf } from '../../functions/policy/case-facts.ts';
import { BooksOf } from '../../functions/reports/books-of.ts';
import { kpis } from '../../functions/reports/kpis.ts';
import { orphanBecause, standingOf } from '../../functions/reports/standing.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import { costOf, transitionsOf } from './cost.ts';
import { invoiceRow, itemRow, letterRow } from './rows.ts';
import type { Play, Played } from './world.ts';

/** Writes what a rehearsal brings: in a stable order, the same bytes for the same input. */
export class Outputs {
  readonly #folder: string;
  readonly #timeline: WriteStream;
  #mails = 0;
  #customerMails = 0;

  /** Makes the folder; letters of an earlier rehearsal in it are removed. */
  constructor(folder: string) {
    this.#folder = folder;
    rmSync(join(folder, 'letters'), { recursive: true, force: true });
    mkdirSync(join(folder, 'letters'), { recursive: true });
    this.#timeline = createWriteStream(join(folder, 'timeline.jsonl'));
  }

  mail(mail: OutgoingMail): void {
    this.#mails += 1;
    if (mail.audience === 'customer') this.#customerMails += 1;
    writeFileSync(join(this.#folder, 'letters', `${String(this.#mails).padStart(6, '0')}.eml`), mail.raw);
  }

  tell(entry: TimelineEntry): void {
    this.#timeline.write(`${JSON.stringify(entry)}\n`);
  }

  /** Writes an array row by row, one a line: a large one never stands in memory as a whole. */
  #array(name: string, rows: Iterable<unknown>): number {
    const file = join(this.#folder, name);
    const parts: string[] = [];
    let count = 0;
    writeFileSync(file, '[');
    for (const row of rows) {
      parts.push(`${count === 0 ? '\n' : ',\n'}  ${JSON.stringify(row)}`);
      count += 1;
      if (parts.length === 5000) writeFileSync(file, parts.splice(0).join(''), { flag: 'a' });
    }
    writeFileSync(file, `${parts.join('')}${count === 0 ? ']' : '\n]'}\n`, { flag: 'a' });
    return count;
  }

  /** Reads the world at its end and writes everything that is not written yet. */
  async finish(of: Play, { table, runtime }: Played): Promise<{ invoices: number; letters: number; orphans: number }> {
    // Counted before the reports read the table: a report is no part of what a ledger costs.
    const usage = table.usage();
    const letters = [...table.scan('LETTER#')] as LetterRecord[];
    letters.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.letterId < b.letterId ? -1 : 1));
    this.#array('letters.json', letters.map(letterRow));
    const items = ([...table.scan('ITEM#')] as WorkItem[]).filter((item) => item.closedAt === undefined);
    items.sort((a, b) => (a.raisedAt < b.raisedAt ? -1 : a.raisedAt > b.raisedAt ? 1 : a.itemId < b.itemId ? -1 : 1));
    this.#array('work-list.json', items.map(itemRow));
    const invoices = [];
    const books = new BooksOf(of.settings.currency);
    let orphans = 0;
    for (const item of table.scan('INVOICE#')) {
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
    this.#array('invoices.json', invoices);
    const asOf = localDate(of.until, of.settings.timeZone);
    const summary = {
      invoices: invoices.length,
      letters: letters.length,
      transitions: transitionsOf(runtime).variable,
      orphans,
      cost: costOf(runtime, usage, { invoices: invoices.length, mails: this.#customerMails }),
      kpis: kpis(books.books, asOf, minorDigits(of.settings.currency)),
    };
    writeFileSync(join(this.#folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    await new Promise<void>((resolve, reject) => {
      this.#timeline.on('error', reject);
      this.#timeline.end(resolve);
    });
    return { invoices: invoices.length, letters: letters.length, orphans };
  }
}
