import { html } from 'hono/html';
import { owedBy } from './account-owes.ts';
import type { AccountPage } from './account-page.ts';
import { accountPath } from './account-parts.ts';
import { memberOf } from './account-view.ts';
import type { Html } from './page.ts';
import { table } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';

/** Where a payer has more customers than stand on a page: the way to the others. */
const pager = ({ view, signedIn }: AccountPage): Html | '' => {
  const { head, children } = view;
  if (children === undefined || children.pages < 2) return '';
  const { family } = accountWords(signedIn.reader);
  const at = (page: number): string =>
    page === 1 && view.next === undefined
      ? accountPath(head.customerId)
      : `${accountPath(head.customerId)}?customers=${page}`;
  return html`<p class="pager">${children.page > 1 ? html`<a href="${at(children.page - 1)}" rel="prev">${family.before}</a>` : ''}${children.page < children.pages ? html`<a href="${at(children.page + 1)}" rel="next">${family.after}</a>` : ''}</p>`;
};

/** Which of a payer's customers stand on this page, where it is not all of them; and whose own page has more. */
export const familyScope = ({ view, signedIn, customers }: AccountPage): Html | '' => {
  const { head, children } = view;
  const { family } = accountWords(signedIn.reader);
  const base = accountPath(head.customerId);
  if (children === undefined)
    return head.parent !== undefined || head.children.length === 0
      ? ''
      : html`<p class="notice">${family.long(head.children.length)} <a href="${base}?customers=1">${family.show}</a></p>`;
  const said = [
    ...(children.pages > 1 ? [family.page(view.family.size, head.children.length)] : []),
    ...(customers === undefined ? [] : [family.withoutOwn]),
  ];
  const cut = [...children.cut].map(
    (id, index) =>
      html`${index === 0 ? '' : ', '}<a href="${accountPath(id)}"><bdi>${memberOf(view, id)?.name ?? id}</bdi></a>`,
  );
  if (said.length === 0 && cut.length === 0) return '';
  return html`<div class="notice"><p>${said.join(' ')}${customers === undefined ? '' : html` <a href="${base}">${family.own}</a>`}</p>${cut.length === 0 ? '' : html`<p>${family.cut} ${cut}</p>`}</div>`;
};

/** Who of a family owes what, in each currency; whoever is the furthest behind first. */
export const familyPart = (of: AccountPage): Html | '' => {
  const { view, signedIn } = of;
  if (view.children === undefined) return '';
  const { reader } = signedIn;
  const words = accountWords(reader);
  const rows = owedBy(of);
  const owing = new Set(rows.map(({ customerId }) => customerId));
  const even = [...view.family.values()].filter(({ customerId }) => !owing.has(customerId));
  return html`<section class="card"><h2>${words.family.title}</h2>${
    rows.length === 0
      ? html`<p>${words.family.nobody}</p>`
      : table(
          words.family.title,
          [
            {
              title: words.customerColumn,
              cell: ({ customerId }) =>
                customerId === view.head.customerId
                  ? html`<b><bdi>${view.head.name}</bdi></b> <span class="small">${words.family.self}</span>`
                  : html`<a href="${accountPath(customerId)}"><bdi>${memberOf(view, customerId)?.name ?? customerId}</bdi></a>`,
            },
            { title: words.open, cell: ({ open }) => `${open}`, number: true },
            { title: words.owed, cell: ({ owed, currency }) => reader.money(owed, currency), number: true },
            {
              title: words.overdue,
              cell: ({ overdue, currency }) =>
                overdue === 0 ? '–' : html`<span class="is-late">${reader.money(overdue, currency)}</span>`,
              number: true,
            },
          ],
          rows,
        )
  }${
    even.length === 0
      ? ''
      : html`<p class="small">${words.family.even} ${even.map(({ customerId, name }, index) => html`${index === 0 ? '' : ', '}<a href="${accountPath(customerId)}"><bdi>${name}</bdi></a>`)}</p>`
  }${pager(of)}</section>`;
};
