import { html } from 'hono/html';
import { type CustomerHead, headKey } from '../ledger/entities.ts';
import type { Table } from '../platform/ports.ts';
import type { Bucket } from '../reports/ageing.ts';
import type { KeptFigures } from '../reports/kept-figures.ts';
import type { OpenInvoice } from '../reports/open-now.ts';
import { accountPath, invoicePath } from './account-parts.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { empty, table } from './staff-parts.ts';
import type { FiguresWords } from './words/figures-en.ts';

/** The invoices behind one age of the figures, as the night kept them. */

export const openPath = (bucket: Bucket): string => `/figures/open?age=${bucket}`;

/** One request beside the session and the figures: the names of the customers. */
export const openPage = async (
  ledger: Table,
  { tally, asOf, currency }: KeptFigures,
  bucket: Bucket,
  reader: Reader,
  words: FiguresWords,
): Promise<{ title: string; body: Html }> => {
  const of = words.open;
  const { number, largest } = tally.byAge?.[bucket] ?? { number: 0, largest: [] };
  const ids = [...new Set(largest.map(({ customerId }) => customerId))];
  const heads = ids.length === 0 ? [] : ((await ledger.batchGet(ids.map(headKey))) as (CustomerHead | undefined)[]);
  const names = new Map(heads.flatMap((head) => (head === undefined ? [] : [[head.customerId, head.name] as const])));
  const age = bucket === 'current' ? words.buckets[bucket] : of.days(words.buckets[bucket]);
  const title = of.title(age);
  const { columns } = of;
  const body = html`<div class="head"><h1>${title}</h1><p class="lead">${of.lead(of.invoices(number), reader.date(asOf))}${largest.length < number ? ` ${of.most(largest.length)}` : ''} ${words.in(currency)}</p></div>
${
  largest.length === 0
    ? empty(of.none.title, of.none.text)
    : html`<div class="card">${table<OpenInvoice>(
        title,
        [
          {
            title: columns.invoice,
            cell: (row) => html`<a href="${invoicePath(row.customerId, row.invoiceId)}"><bdi>${row.number}</bdi></a>`,
          },
          {
            title: columns.customer,
            cell: ({ customerId }) =>
              html`<a href="${accountPath(customerId)}"><bdi>${names.get(customerId) ?? customerId}</bdi></a>`,
          },
          {
            title: columns.due,
            cell: ({ dueOn }) => (dueOn === undefined ? '–' : reader.date(dueOn)),
            number: true,
          },
          { title: columns.open, cell: ({ open }) => reader.money(open, currency), number: true },
        ],
        largest,
      )}</div>`
}
<p class="acts"><a href="/figures">${of.back}</a></p>`;
  return { title, body };
};
