import { html } from 'hono/html';
import type { InvoiceFacts, PromiseToPay } from '../ledger/entities.ts';
import { itemId, type WorkItem } from '../work-list/item.ts';
import { inWords } from './acts/act-form.ts';
import type { Content, Html } from './page.ts';
import type { Reader } from './reader.ts';
import { itemKnownWords } from './words/item-known-words.ts';

/** What whoever acts on an item has to know before they call: what was promised, and what the last call brought. */

/** The promise that an item is about, in whichever cycle it was broken. */
const promiseOf = (
  { invoiceId, cycle, promises }: InvoiceFacts,
  { kind, itemId: id }: Pick<WorkItem, 'kind' | 'itemId'>,
): PromiseToPay | undefined => {
  if (kind !== 'broken-promise') return undefined;
  return Object.values(promises).find(({ promiseId }) => {
    for (let each = 1; each <= cycle; each += 1) if (itemId(kind, invoiceId, `c${each}`, promiseId) === id) return true;
    return false;
  });
};

/** What was promised for when, as a fact of an item's invoice. */
export const promisedFact = (
  reader: Reader,
  invoice: InvoiceFacts,
  item: WorkItem,
): readonly [name: string, value: Content | undefined] => {
  const words = itemKnownWords(reader);
  const promise = promiseOf(invoice, item);
  return [
    words.promised,
    promise === undefined
      ? undefined
      : words.promise(reader.money(promise.amount, invoice.currency), reader.date(promise.promisedOn)),
  ];
};

/** What a colleague said when they last did a task of this invoice, another than the item itself. */
export const lastSaid = (
  reader: Reader,
  invoice: InvoiceFacts | undefined,
  item: WorkItem,
  nameOf: (id: string) => string,
): Html | '' => {
  const last = invoice?.lastSaid;
  if (last === undefined || last.task === item.itemId || (item.closedAt !== undefined && last.at >= item.closedAt))
    return '';
  const words = itemKnownWords(reader);
  const what = last.step === undefined ? '' : inWords(last.step);
  return html`<p><b>${words.said}</b><br><span class="said">${last.note}</span><br><span class="small">${[what, nameOf(last.by), reader.instant(last.at)].filter((part) => part !== '').join(', ')}</span></p>`;
};
