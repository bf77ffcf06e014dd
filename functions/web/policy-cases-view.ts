import { html } from 'hono/html';
import type { Policy } from '../policy/contract.ts';
import { differs, type MovableCase } from '../policy-change/entities.ts';
import type { Content, Html } from './page.ts';
import { caseColumns, shortened } from './policy-change-parts.ts';
import type { ReadChange } from './policy-change-read.ts';
import { policyPath } from './policy-path.ts';
import { type SignedIn, staffWords } from './shell.ts';
import { type Column, form, problems, table } from './staff-parts.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** The running cases on older versions, with what comes next for each, and the form that moves them. */

/** Cases with a box to tick on one page: those that go on differently, and those that do not. */
const MOST_CHANGED = 45;
const MOST_KEPT = 20;

/** A place in a preview: the part, and the case in it. */
export interface Place {
  part: number;
  index: number;
}

const PLACE = /^(\d{1,6})\.(\d{1,6})$/;

/** A place as an address names it; the beginning where it names none. */
export const placeIn = (text: string | undefined): Place => {
  const [, part, index] = PLACE.exec(text ?? '') ?? [];
  return { part: Number(part ?? 0), index: Number(index ?? 0) };
};

export const placeText = ({ part, index }: Place): string => `${part}.${index}`;

/** The cases that one page shows; a form sent from it names none but these. */
export interface Shown {
  changed: MovableCase[];
  kept: MovableCase[];
  next?: Place;
}

export const shownFrom = ({ change, parts }: ReadChange, { part: from, index: begin }: Place): Shown => {
  const changed: MovableCase[] = [];
  const kept: MovableCase[] = [];
  for (const [at, { cases }] of parts.entries())
    for (let index = at === 0 ? begin : 0; index < cases.length; index += 1) {
      const each = cases[index]!;
      if (!differs(each)) {
        if (kept.length < MOST_KEPT) kept.push(each);
      } else if (changed.length < MOST_CHANGED) changed.push(each);
      else return { changed, kept, next: { part: from + at, index } };
    }
  const next = from + parts.length;
  return next < change.parts && parts.length > 0
    ? { changed, kept, next: { part: next, index: 0 } }
    : { changed, kept };
};

/** The field of a case in the form. */
export const tickOf = (invoiceId: string): string => `case-${invoiceId}`;

interface CasesLook {
  staff: SignedIn;
  active: Policy;
  read: ReadChange;
  place: Place;
  /** Who looked at the cases, by name. */
  by: string;
  problems: readonly string[];
  /** The form that has them looked at again. */
  again: Content;
}

/** A preview that is through: the answer, the cases, and the buttons that move them. */
export const previewView = ({ staff, active, read, place, by, again, problems: wrong }: CasesLook): Content => {
  const { reader } = staff;
  const { change } = read;
  const words = policyChangeWords(reader);
  const { moving } = words;
  const { cases, changed, lapsing = 0 } = change.totals;
  const shown = shownFrom(read, place);
  const columns: Column<MovableCase>[] = [
    {
      title: moving.pick,
      cell: ({ invoiceId, number, name }) =>
        html`<input type="checkbox" name="${tickOf(invoiceId)}" value="yes" aria-label="${moving.tick(shortened(number), shortened(name))}">`,
    },
    ...caseColumns(reader),
  ];
  const answer = moving.answer(cases, changed, change.version);
  const kept = cases - changed;
  const list = html`<input type="hidden" name="change" value="${change.changeId}"><input type="hidden" name="from" value="${placeText(place)}">${
    shown.changed.length > 0
      ? table(words.cases.title(changed), columns, shown.changed)
      : changed > 0
        ? html`<p class="small">${moving.noneHere}</p>`
        : ''
  }${
    kept === 0 || shown.kept.length === 0
      ? ''
      : html`<details class="again"><summary>${words.cases.unchanged(kept)}</summary>${kept > shown.kept.length ? html`<p class="small">${words.shown(shown.kept.length)}</p>` : ''}${table(words.cases.unchanged(kept), columns, shown.kept)}</details>`
  }<div class="acts"><button>${moving.moveTicked}</button><button class="second" name="all" value="yes">${moving.moveAll(cases)}</button></div>`;
  const pager =
    shown.next === undefined && place.part === 0 && place.index === 0
      ? ''
      : html`<nav class="pager">${place.part === 0 && place.index === 0 ? '' : html`<a href="${policyPath(active.id)}/cases">${moving.fromStart}</a>`}${shown.next === undefined ? '' : html`<a href="${policyPath(active.id)}/cases?from=${placeText(shown.next)}">${moving.next}</a>`}</nav>`;
  const to = `${policyPath(active.id)}/move`;
  return html`${problems(staffWords(reader.words.lang), wrong)}<section class="card answer"><h2>${answer}</h2>${lapsing === 0 ? '' : html`<p>${words.confirm.lapsing(lapsing)}</p>`}<div class="looked"><p class="small">${moving.lookedAt(reader.instant(change.endedAt ?? change.at), by)}</p>${again}</div>${
    cases === 0 ? '' : html`${form(staff, to, list)}${pager}`
  }</section>`;
};

/** What a move has done. */
export const movedView = (staff: SignedIn, { change, parts }: ReadChange, again: Content): Html => {
  const { reader } = staff;
  const { moving, ...words } = policyChangeWords(reader);
  const list = parts.flatMap(({ cases }) => cases).slice(0, MOST_CHANGED);
  const { moved } = change.totals;
  const title = moving.moved(moved, change.version);
  return html`<section class="card answer"><h2>${title}</h2>${
    list.length === 0
      ? ''
      : html`<p class="small">${moving.movedLead}${moved > list.length ? html` ${words.shown(list.length)}` : ''}</p>${table(title, caseColumns(reader, moving.movedColumns), list)}`
  }${again}</section>`;
};
