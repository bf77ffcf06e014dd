import { html } from 'hono/html';
import type { Look } from '../server/look.ts';
import type { SurveyedCustomer, SurveyedInvoice } from '../server/survey.ts';
import { invoiceTable } from './invoices.ts';
import { layout } from './layout.ts';
import { address, type Html, link, pager, path, section, tableOr } from './parts.ts';
import { inWords } from './words.ts';

const PAGE = 50;

interface Row extends SurveyedCustomer {
  open: SurveyedInvoice[];
}

const totals = ({ formats }: Look, invoices: readonly SurveyedInvoice[]): string => {
  const sums = new Map<string, number>();
  for (const { currency, balance } of invoices) sums.set(currency, (sums.get(currency) ?? 0) + balance);
  return [...sums].map(([currency, sum]) => formats.money(sum, currency)).join(', ') || '–';
};

export const searchForm = (
  query: string,
): Html => html`<form class="search" role="search" method="get" action="/customers">
<label for="q">Customer’s name, invoice number or id</label>
<div><input id="q" name="q" type="search" value="${query}" maxlength="200"><button type="submit">Search</button></div>
</form>`;

const has = (text: string, wanted: string): boolean => text.toLowerCase().includes(wanted);

const matchingInvoices = ({ world }: Look, wanted: string): SurveyedInvoice[] =>
  wanted === ''
    ? []
    : [...world.survey.invoices.values()].filter(
        ({ invoiceId, number }) => has(invoiceId, wanted) || has(number, wanted),
      );

const matchingCustomers = ({ world }: Look, wanted: string): Row[] =>
  [...world.survey.customers.values()]
    .filter(({ customerId, name }) => wanted === '' || has(customerId, wanted) || has(name, wanted))
    .map((customer) => ({
      ...customer,
      open: world.survey.invoicesOf(customer.customerId).filter(({ isOpen }) => isOpen),
    }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.customerId < b.customerId ? -1 : 1));

/** Customers, and a search for them and for invoices. */
export const customers = (look: Look, query: { q?: string; page?: string }): Html => {
  const { chrome, formats } = look;
  const text = (query.q ?? '').trim().slice(0, 200);
  const wanted = text.toLowerCase();
  const found = matchingCustomers(look, wanted);
  const invoices = matchingInvoices(look, wanted);
  const number = Math.max(Number.parseInt(query.page ?? '1', 10) || 1, 1);
  const more = (to: number): string => address('/customers', { q: text, page: to });
  const list = tableOr<Row>(
    'Customers',
    [
      {
        head: 'Customer',
        cell: ({ customerId, name }) =>
          html`${link(path('customers', customerId), name)}<br><small>${customerId}</small>`,
      },
      { head: 'Segment', cell: ({ segment }) => (segment === '' ? '–' : inWords(segment)) },
      { head: 'Open invoices', cell: ({ open }) => formats.count(open.length), isNumeric: true },
      { head: 'Open', cell: ({ open }) => totals(look, open), isNumeric: true },
    ],
    found.slice((number - 1) * PAGE, number * PAGE),
    html`No customer is called “${text}”. ${link('/customers', 'Show all customers')}.`,
  );
  const body = html`<h1>Customers</h1>
${searchForm(text)}
${invoices.length === 0 ? '' : section('Invoices found', invoiceTable(look, 'Invoices found', invoices.slice(0, 20), ''))}
${section('Customers', html`${list}${pager(number > 1 ? more(number - 1) : undefined, number * PAGE < found.length ? more(number + 1) : undefined, ['Before', 'More'])}`, { aside: html`<span class="count">${formats.count(found.length)}</span>` })}`;
  return layout(chrome, '/customers', text === '' ? 'Customers' : `Search: ${text}`, body);
};
