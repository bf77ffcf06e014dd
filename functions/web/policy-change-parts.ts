import { html } from 'hono/html';
import type { MovableCase, NextOf, PolicyChange } from '../policy-change/entities.ts';
import { accountPath, invoicePath } from './account-parts.ts';
import { inWords } from './acts/act-form.ts';
import type { Content, Html } from './page.ts';
import { PARTS_AT_ONCE, type Stage } from './policy-change-read.ts';
import { policyPath } from './policy-path.ts';
import { seenFields } from './policy-publishing.ts';
import type { Reader } from './reader.ts';
import type { SignedIn } from './shell.ts';
import { type Column, form, selectField } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** What the pages about a rehearsal and about moving cases have in common. */

/** The lists of a rehearsal as files, by their names without the ending. */
export const FILES = {
  newly: 'newly-written-to',
  noLonger: 'no-longer-written-to',
  otherDay: 'on-another-day',
  perDay: 'letters-per-day',
  cases: 'running-cases',
} as const;

export const REHEARSAL_DAYS = [14, 30, 60, 90] as const;

const USUAL_DAYS = 30;

/** The form that has a draft rehearsed. */
export const rehearseForm = (
  staff: SignedIn,
  policyId: string,
  seen: { v: number; active: number },
  said: { days?: number | undefined; moveRunning?: boolean | undefined } = {},
): Html => {
  const { rehearse: words } = policyChangeWords(staff.reader);
  // Nothing runs on a policy that is new.
  const move =
    seen.active === 0
      ? ''
      : html`<label class="choice rehearse-move"><input type="checkbox" name="move" value="yes"${said.moveRunning === true ? html` checked` : ''}><b>${words.move}</b><span>${words.moveHint}</span></label>`;
  const fields = html`${seenFields(seen.v, seen.active)}<div class="rehearse-days">${selectField({
    name: 'days',
    label: words.days,
    value: `${said.days ?? USUAL_DAYS}`,
    options: REHEARSAL_DAYS.map((days) => [`${days}`, words.daysOf(days)]),
  })}</div>${move}<div class="acts"><button>${words.button}</button></div>`;
  return form(staff, `${policyPath(policyId)}/rehearse`, fields);
};

/** A change on its way: whose it is, how far it is, and the button that stops it. */
export const progress = (staff: SignedIn, change: PolicyChange, of: { here: string; by: string }): Html => {
  const { running: words } = policyChangeWords(staff.reader);
  const { kind, looked, totals, changeId, policyId, days } = change;
  const at = staff.reader.instant(change.at);
  const asked = days === undefined ? words.asked(of.by, at) : words.askedDays(of.by, at, days);
  const stop = html`<input type="hidden" name="change" value="${changeId}"><button class="second">${words.cancel}</button>`;
  return html`<section class="card" role="status"><h2>${words[kind]}</h2><p>${words.soFar(looked.customers, looked.invoices)}${kind === 'move' ? html` ${words.moved(totals.moved)}` : ''}</p><p class="small">${asked} ${words.waits}</p><div class="acts"><a class="button second" href="${of.here}">${words.look}</a>${form(staff, `${policyPath(policyId)}/cancel`, stop)}</div></section>`;
};

/** A change that came to no end: why, and how it is begun anew. */
export const halted = (staff: SignedIn, change: PolicyChange, stage: Stage, again: Content): Html => {
  const { stopped, ended } = policyChangeWords(staff.reader);
  const { kind, progressedAt, totals, because = 'overtaken' } = change;
  const said =
    stage === 'stopped'
      ? { title: stopped.title, text: stopped.text(staff.reader.instant(progressedAt)) }
      : ended[because];
  const moved = kind === 'move' && totals.moved > 0 ? html` ${ended.moved(totals.moved)}` : '';
  return html`<section class="card"><h2>${said.title}</h2><p>${said.text}${moved}</p>${again}</section>`;
};

/** How often the page of a change that runs asks again: often at first, then as seldom as one would by hand. */
export const refreshSeconds = ({ looked }: PolicyChange): number => {
  if (looked.invoices < 2_000) return 2;
  return looked.invoices < 20_000 ? 5 : 15;
};

/** The link to the list as a file, or to its files where one would be too large. */
export const fileLinks = (reader: Reader, of: { title: string; path: string; parts: number }): Html => {
  const words = policyChangeWords(reader);
  const files = Math.ceil(of.parts / PARTS_AT_ONCE);
  if (files <= 1)
    return html`<a class="small" href="${of.path}.csv" download aria-label="${words.file(of.title)}">${words.csv}</a>`;
  return html`<span class="small">${Array.from({ length: files }, (_, index) => html`<a href="${of.path}.csv?from=${index * PARTS_AT_ONCE}" download>${words.csvPart(index + 1)}</a> `)}</span>`;
};

/** What comes next for a case: the step and its day, or how it stands where none is to come. */
const nextText = (reader: Reader, { step, on, standing, unreachable }: NextOf): string => {
  const stands = accountWords(reader).standings[standing];
  if (step === null) return stands;
  const named = inWords(step);
  const words = policyChangeWords(reader).cases;
  const dated = on === null ? named : words.nextOn(named, reader.date(on));
  const next = unreachable === true ? words.unreachable(dated) : dated;
  return standing === 'next-step' || standing === 'not-due' ? next : `${stands} (${next})`;
};

/** Names and numbers may have 200 characters: a list shows so many, and the account's page all. */
const MOST_SHOWN = 40;

/** A name or a number as a list shows it. */
export const shortened = (text: string): string => {
  const characters = [...text];
  return characters.length <= MOST_SHOWN ? text : `${characters.slice(0, MOST_SHOWN - 1).join('')}…`;
};

/** A customer's name, leading to the account. */
export const customerLink = ({ customerId, name }: { customerId: string; name: string }): Html =>
  html`<a href="${accountPath(customerId)}"><bdi>${shortened(name)}</bdi></a>`;

/** The columns of a table of cases; what comes next stands last, under these titles. */
export const caseColumns = (reader: Reader, next?: readonly [now: string, then: string]): Column<MovableCase>[] => {
  const words = policyChangeWords(reader).cases;
  const [customer, invoice, open] = words.columns;
  const [now, then] = next ?? [words.columns[3], words.columns[4]];
  return [
    { title: customer, cell: customerLink },
    {
      title: invoice,
      cell: ({ customerId, invoiceId, number }) =>
        html`<a href="${invoicePath(customerId, invoiceId)}"><bdi>${shortened(number)}</bdi></a>`,
    },
    { title: open, cell: ({ amount, currency }) => reader.money(amount, currency), number: true },
    {
      title: now,
      cell: ({ before, fromVersion }) => html`${nextText(reader, before)} <small>${words.version(fromVersion)}</small>`,
    },
    {
      title: then,
      cell: ({ after, lapses }) =>
        html`${nextText(reader, after)}${lapses === true ? html` <small>${words.lapses}</small>` : ''}`,
    },
  ];
};
