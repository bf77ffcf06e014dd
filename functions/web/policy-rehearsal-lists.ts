import { html } from 'hono/html';
import { differs, type MovableCase, type OtherDay, type WrittenTo } from '../policy-change/entities.ts';
import type { Html } from './page.ts';
import { caseColumns, customerLink, FILES, fileLinks } from './policy-change-parts.ts';
import type { ReadChange } from './policy-change-read.ts';
import { policyPath } from './policy-path.ts';
import type { Reader } from './reader.ts';
import { type Column, table } from './staff-parts.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** Whom a rehearsal found, by name: who is written to in one course only, and which running cases go on differently. */

/** Rows of each list on the page; the files hold all of them. */
const MOST_ROWS = 30;

/** What is said where not all of a list stands on the page: where the rest is. */
const restOf = (
  reader: Reader,
  { change, parts }: ReadChange,
  of: { total: number; known: number; shown: number },
): string => {
  if (of.shown >= of.total) return '';
  const words = policyChangeWords(reader);
  return of.shown < of.known || parts.length < change.parts ? words.more(of.shown) : words.left;
};

const byFirst = (a: WrittenTo, b: WrittenTo): number => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);

/** Who is newly written to, or no longer. */
export const writtenToCard = (reader: Reader, read: ReadChange, which: 'newly' | 'noLonger'): Html => {
  const words = policyChangeWords(reader);
  const { title, lead, none } = words[which];
  const { change, parts } = read;
  const total = change.totals[which];
  const known = parts.flatMap((part) => part[which]).sort(byFirst);
  const list = known.slice(0, MOST_ROWS);
  const [customer, letters, first, invoices] = words.writtenTo;
  const columns: Column<WrittenTo>[] = [
    { title: customer, cell: customerLink },
    { title: first, cell: (row) => reader.date(row.first) },
    { title: letters, cell: (row) => `${row.letters}`, number: true },
    { title: invoices, cell: (row) => `${row.invoices}`, number: true },
  ];
  const id = which.toLowerCase();
  const path = `${policyPath(change.policyId)}/rehearsal/${FILES[which]}`;
  const of = { total, known: known.length, shown: list.length };
  return html`<section class="card" aria-labelledby="${id}"><header><h2 id="${id}">${title(total)}</h2>${
    total === 0 ? '' : fileLinks(reader, { title: title(total), path, parts: change.parts })
  }</header>${
    total === 0
      ? html`<p class="small">${none}</p>`
      : html`<p class="small">${lead} ${restOf(reader, read, of)}</p>${table(title(total), columns, list)}`
  }</section>`;
};

/** Who gets the same letter on another day, with both days. */
export const otherDayCard = (reader: Reader, read: ReadChange): Html => {
  const words = policyChangeWords(reader);
  const { title, lead, columns: titles, later, earlier } = words.otherDay;
  const { change, parts } = read;
  const total = change.totals.otherDay ?? 0;
  if (total === 0) return html``;
  const known = parts.flatMap((part) => part.otherDay ?? []).sort((a, b) => (a.before < b.before ? -1 : 1));
  const list = known.slice(0, MOST_ROWS);
  const [customer, now, then, invoices] = titles;
  const columns: Column<OtherDay>[] = [
    { title: customer, cell: customerLink },
    { title: now, cell: ({ before }) => reader.date(before) },
    {
      title: then,
      cell: ({ before, after }) => html`${reader.date(after)} <small>${after > before ? later : earlier}</small>`,
    },
    { title: invoices, cell: (row) => `${row.invoices}`, number: true },
  ];
  const path = `${policyPath(change.policyId)}/rehearsal/${FILES.otherDay}`;
  const of = { total, known: known.length, shown: list.length };
  return html`<section class="card" aria-labelledby="other-day"><header><h2 id="other-day">${title(total)}</h2>${fileLinks(reader, { title: title(total), path, parts: change.parts })}</header><p class="small">${lead} ${restOf(reader, read, of)}</p>${table(title(total), columns, list)}</section>`;
};

/** The running cases that would go on differently; those that would not are counted, and folded away. */
export const casesCard = (reader: Reader, read: ReadChange): Html => {
  const { change, parts } = read;
  const words = policyChangeWords(reader);
  const { changed, cases } = change.totals;
  const title = words.cases.title(changed);
  const file = (): Html =>
    fileLinks(reader, { title, path: `${policyPath(change.policyId)}/rehearsal/${FILES.cases}`, parts: change.parts });
  const all = parts.flatMap((part) => part.cases);
  const listed = (
    known: readonly MovableCase[],
    total: number,
    of: { lead: string; most: number; caption: string },
  ) => {
    const list = known.slice(0, of.most);
    const more = restOf(reader, read, { total, known: known.length, shown: list.length });
    return html`<p class="small">${of.lead} ${more}</p>${table(of.caption, caseColumns(reader), list)}`;
  };
  const differently = (): Html => {
    const lead = change.moveRunning === true ? words.cases.lead : words.cases.leadKept;
    return listed(all.filter(differs), changed, { lead, most: MOST_ROWS, caption: title });
  };
  const kept = (): Html => {
    const caption = words.cases.unchanged(cases - changed);
    const known = all.filter((each) => !differs(each));
    return html`<details class="again"><summary>${caption}</summary>${listed(known, cases - changed, { lead: '', most: MOST_ROWS / 2, caption })}</details>`;
  };
  return html`<section class="card" aria-labelledby="cases"><header><h2 id="cases">${title}</h2>${cases === 0 ? '' : file()}</header>${
    cases === 0
      ? html`<p class="small">${words.cases.none}</p>`
      : html`${changed === 0 ? '' : differently()}${changed === cases ? '' : kept()}`
  }</section>`;
};
