import { html } from 'hono/html';
import type { Account, OpenInvoice } from './customer-account.ts';
import { pastDueOf } from './customer-open.ts';
import type { CustomerReader } from './customer-reader.ts';
import type { Html } from './page.ts';
import { table } from './staff-parts.ts';

/** A page is read, a list of hundreds is not; the statement has everybody. */
const MOST_CUSTOMERS = 30;

interface Owes {
  name: string;
  currency: string;
  invoices: number;
  open: number;
  pastDue: number;
}

/** What each customer owes in each currency, the payer's own first, then whoever is the furthest behind. */
const owedBy = ({ view: { payer } }: Account, open: readonly OpenInvoice[]): Owes[] => {
  const owed = new Map<string, Owes & { own: boolean }>();
  for (const one of open) {
    const { customerId, currency } = one.invoice;
    const key = `${customerId} ${currency}`;
    const known = owed.get(key) ?? {
      ...{ name: one.customerName ?? payer.name, currency, invoices: 0, open: 0, pastDue: 0 },
      own: customerId === payer.customerId,
    };
    known.invoices += 1;
    known.open += one.position.balance;
    known.pastDue += pastDueOf(one);
    owed.set(key, known);
  }
  return [...owed.values()].sort((a, b) => Number(b.own) - Number(a.own) || b.pastDue - a.pastDue || b.open - a.open);
};

/** Who owes what, where letters go to a payer for several customers; nothing where there is only one. */
export const familySums = (reader: CustomerReader, account: Account): Html | '' => {
  const { words, money } = reader;
  if (new Set(account.open.map(({ invoice }) => invoice.customerId)).size < 2) return '';
  const rows = owedBy(account, account.open);
  return html`<section class="card"><h2>${words.family.title}</h2>${table(
    words.family.title,
    [
      { title: words.family.customer, cell: ({ name }) => html`<bdi>${name}</bdi>` },
      { title: words.family.invoices, cell: ({ invoices }) => `${invoices}`, number: true },
      { title: words.amount, cell: ({ open, currency }) => money(open, currency), number: true },
      {
        title: words.family.pastDue,
        cell: ({ pastDue, currency }) => (pastDue === 0 ? '–' : money(pastDue, currency)),
        number: true,
      },
    ],
    rows.slice(0, MOST_CUSTOMERS),
  )}${rows.length > MOST_CUSTOMERS ? html`<p class="small">${words.family.more(MOST_CUSTOMERS, rows.length)}</p>` : ''}</section>`;
};
