import { html } from 'hono/html';
import type { Company } from '../platform/company.ts';
import type { WorkItem } from '../work-list/item.ts';
import type { Happened } from './account-history.ts';
import type { AccountInvoice } from './account-records.ts';
import type { Stand } from './account-view.ts';
import { inWords } from './acts/act-form.ts';
import { titleOf } from './item-title.ts';
import { itemPath } from './list-rows.ts';
import type { Content, Html } from './page.ts';
import type { Reader } from './reader.ts';
import { sentence } from './sentence.ts';
import { badge, type Tone } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';
import { workWords } from './words/work-words.ts';

/** The parts of an account's pages. */

export const accountPath = (customerId: string): string => `/accounts/${customerId}`;
export const invoicePath = (customerId: string, invoiceId: string): string =>
  `${accountPath(customerId)}/invoices/${invoiceId}`;

/** The name of a colleague, or whoever else did something. */
export const doerOf = (reader: Reader, { staff }: Pick<Company, 'staff'>, by: string): string =>
  by === 'customer' ? accountWords(reader).customer : (staff.find(({ id }) => id === by)?.name ?? by);

const TONES: Readonly<Record<string, Tone>> = {
  held: 'accent',
  'waiting-on-customer': 'accent',
  'on-list': 'warn',
  'next-step': 'quiet',
  settled: 'good',
};

/** How an invoice stands, the sentence that says why, and why its letter stayed here. */
export const standCell = (
  reader: Reader,
  { decision, position, lacksContact }: Stand,
  steps: AccountInvoice['steps'],
): Content => {
  const words = accountWords(reader);
  if (decision === undefined) return '';
  const planned = steps.find(({ status, verdict }) => status === 'planned' && verdict !== undefined);
  const verdict = planned?.verdict;
  const why =
    verdict === undefined
      ? sentence(reader, decision.text, [decision.next?.step ?? '', ...steps.map(({ step }) => step)])
      : html`<span class="is-late">${words.heldBack[verdict.reason]}</span> ${words.lookedAtAgain(reader.date(verdict.on))}`;
  // No step is due yet; the invoice itself may well be.
  const stands =
    decision.standing === 'not-due' && position.overdueDays > 0 ? words.noReminder : words.standings[decision.standing];
  return html`${badge(stands, TONES[decision.standing] ?? 'quiet')} ${why}${lacksContact ? html` <span class="is-late">${words.lacksContact}</span>` : ''}`;
};

const whoseIn = (nameOf: (customerId: string) => string | undefined, customerId: string | undefined): Content => {
  const name = customerId === undefined ? undefined : nameOf(customerId);
  return name === undefined ? '' : html` · <bdi>${name}</bdi>`;
};

/** A page is read; who has more begins with these. */
const MOST_ITEMS = 25;

/** What waits for somebody, with whom it is. */
export const itemList = (
  reader: Reader,
  company: Company,
  items: readonly WorkItem[],
  nameOf: (customerId: string) => string | undefined = () => undefined,
): Html => {
  const words = workWords(reader);
  const more = items.length - MOST_ITEMS;
  return html`<ul class="plain-list">${items.slice(0, MOST_ITEMS).map((item) => {
    const { itemId, customerId, kind, assignee, department, dueOn, putOff } = item;
    const whose =
      assignee === undefined ? inWords(department ?? words.item.nobodyYet) : doerOf(reader, company, assignee);
    const waits =
      putOff === undefined
        ? ''
        : html` · ${words.first.putOff(doerOf(reader, company, putOff.by), reader.date(putOff.until), putOff.reason)}`;
    return html`<li><a href="${itemPath({ itemId, ...(customerId === undefined ? {} : { customerId }) })}">${titleOf(reader, item)}</a> ${badge(words.kinds[kind])}${whoseIn(nameOf, customerId)}<br><span class="small">${whose}${dueOn === undefined ? '' : html` · ${words.list.answerBy(reader.date(dueOn))}`}${waits}</span></li>`;
  })}</ul>${more > 0 ? html`<p class="small">${accountWords(reader).moreOnList(more)}</p>` : ''}`;
};

/** What happened, the newest first; of a family with whose account it was. */
export const historyList = (
  reader: Reader,
  company: Company,
  lines: readonly Happened[],
  of: { withInvoice: boolean; nameOf?: (customerId: string) => string | undefined },
): Html => {
  const words = accountWords(reader);
  const list = workWords(reader).list;
  return html`<ol class="timeline">${lines.map(({ at, text, by, customerId, invoiceId, itemId, number, note }) => {
    const whose = customerId === undefined ? undefined : of.nameOf?.(customerId);
    return html`<li><time datetime="${at}">${reader.instant(at)}</time><span>${itemId === undefined ? text : html`<a href="${itemPath({ itemId, ...(customerId === undefined ? {} : { customerId }) })}">${text}</a>`}${by === undefined ? '' : html` <span class="small">${words.by(doerOf(reader, company, by))}</span>`}${
      !of.withInvoice || invoiceId === undefined || customerId === undefined
        ? ''
        : html` · <a href="${invoicePath(customerId, invoiceId)}">${list.invoice(number ?? invoiceId)}</a>`
    }${whose === undefined ? '' : html` · <bdi>${whose}</bdi>`}${note === undefined || note === '' ? '' : html`<br><span class="said">${note}</span>`}</span></li>`;
  })}</ol>`;
};
