import { html } from 'hono/html';
import { LINK } from '../correspondence/kept-text.ts';
import { wordsFor } from '../correspondence/templates/language-code.ts';
import { LANGUAGES } from '../correspondence/templates/languages.ts';
import type { Evidence } from '../escalation/evidence.ts';
import { minorOf } from '../platform/money.ts';
import type { Content, Html } from './page.ts';
import type { Reader } from './reader.ts';
import { type Column, facts, table } from './staff-parts.ts';
import type { EvidenceWords } from './words/evidence-en.ts';

/** The evidence of a debt as people read it: on the page for colleagues, and in the file that is passed on. */

export interface EvidenceReader {
  reader: Reader;
  words: EvidenceWords;
}

const inWords = (id: string): string => {
  const text = id.replace(/[-_]+/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const isolated = (text: string): Html => html`<bdi>${text}</bdi>`;

/** A part with its table, or with the sentence that there is nothing. */
const part = <Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[], none: string): Html =>
  html`<section class="card"><h2>${title}</h2>${rows.length === 0 ? html`<p>${none}</p>` : table(title, columns, rows)}</section>`;

const partIfAny = <Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html | '' =>
  rows.length === 0 ? '' : part(title, columns, rows, '');

const lineBreaks = (lines: readonly Content[]): Html =>
  html`${lines.map((line, index) => html`${index === 0 ? '' : html`<br>`}${line}`)}`;

type Parts = readonly { dueOn: string; amount: string }[];

/** What the letters about this debt said; the link in each was for its reader. */
const textsOf = ({ letters }: Evidence, { reader, words }: EvidenceReader): Html | '' => {
  const texts = letters.flatMap(({ text, ...letter }) => (text === undefined ? [] : [{ ...letter, text }]));
  if (texts.length === 0) return '';
  return html`<section class="card"><h2>${words.texts}</h2>${texts.map(
    ({ at, subject, text }) =>
      html`<h3>${isolated(subject)}</h3><p class="small">${reader.instant(at)}</p><p class="said">${text.replaceAll(LINK, words.link)}</p>`,
  )}</section>`;
};

export const evidenceBody = ({ reader, words }: EvidenceReader, evidence: Evidence): Html => {
  const { invoice, customer, payer, approved, plan } = evidence;
  const money = (amount: string): string => reader.money(minorOf(amount, evidence.currency), evidence.currency);
  const date = (day: string | undefined): string | undefined => (day === undefined ? undefined : reader.date(day));
  const general = reader.words;
  const partsTable = (title: string, parts: Parts): Html | '' =>
    partIfAny(
      title,
      [
        { title: words.dueOn, cell: ({ dueOn }) => reader.date(dueOn) },
        { title: words.amount, cell: ({ amount }) => money(amount), number: true },
      ],
      parts,
    );
  return html`<p>${words.intro(evidence.company, reader.instant(evidence.madeAt))}</p>
<section class="card"><h2>${words.handedOver}</h2>
${facts([
  [words.amount, html`<strong>${money(evidence.amount)}</strong>`],
  [words.disputed, minorOf(evidence.disputed, evidence.currency) === 0 ? undefined : money(evidence.disputed)],
  [words.approvedBy, lineBreaks(approved.by.map(({ name, at }) => words.by(name, reader.instant(at))))],
  [words.request, approved.approvalId],
])}</section>
<section class="card"><h2>${words.debtor}</h2>
${facts([
  [general.customer, html`${isolated(customer.name)} (${customer.id})`],
  [words.segment, customer.segment === '' ? undefined : inWords(customer.segment)],
  [general.letterGoesTo, payer.id === customer.id ? undefined : html`${isolated(payer.name)} (${payer.id})`],
  [
    words.contacts,
    lineBreaks(
      payer.contacts.map(({ name, email, phone }) => isolated([name, email, phone].filter(Boolean).join(', '))),
    ),
  ],
])}</section>
<section class="card"><h2>${words.billed}</h2>
${facts([
  [words.number, invoice.number === '' ? invoice.id : html`${isolated(invoice.number)} (${invoice.id})`],
  [general.issued, reader.date(invoice.issuedOn)],
  [general.due, date(invoice.dueOn)],
  [words.installed, date(invoice.installedOn)],
  [general.site, invoice.site === undefined ? undefined : isolated(invoice.site)],
  [general.purchaseOrder, invoice.purchaseOrder === undefined ? undefined : isolated(invoice.purchaseOrder)],
  [general.invoiced, money(invoice.amount)],
])}
${
  invoice.lines === undefined
    ? ''
    : table(
        words.billed,
        [
          { title: words.line, cell: ({ description }) => isolated(description) },
          { title: general.site, cell: ({ site }) => (site === undefined ? '' : isolated(site)) },
          { title: words.amount, cell: ({ amount }) => money(amount), number: true },
        ],
        invoice.lines,
      )
}</section>
${partsTable(words.instalments, invoice.instalments ?? [])}
${part(
  words.money,
  [
    { title: general.when, cell: (entry) => ('on' in entry ? reader.date(entry.on) : reader.instant(entry.at)) },
    { title: general.what, cell: ({ kind, id }) => `${words.moneyKinds[kind]} ${id}` },
    { title: words.amount, cell: ({ amount }) => money(amount), number: true },
  ],
  evidence.money,
  words.noMoney,
)}
${part(
  words.letters,
  [
    { title: words.sent, cell: ({ at }) => reader.instant(at) },
    {
      title: words.subject,
      cell: ({ subject, letterId }) => html`${isolated(subject)}<br><span class="small">${letterId}</span>`,
    },
    { title: words.to, cell: ({ to }) => lineBreaks(to) },
    {
      title: words.ending,
      cell: ({ status, bounced }) =>
        bounced === undefined || bounced.length === 0
          ? words.endings[status]
          : `${words.endings.bounced} ${bounced.join(', ')}`,
    },
    { title: words.asked, cell: ({ asked }) => (asked === undefined ? '' : money(asked)), number: true },
  ],
  evidence.letters,
  words.noLetters,
)}
${textsOf(evidence, { reader, words })}
${partIfAny(
  words.steps,
  [
    { title: general.when, cell: ({ at }) => reader.instant(at) },
    {
      title: words.steps,
      cell: ({ step, why, open }) =>
        `${inWords(step)}${why === undefined ? '' : `: ${why}`}${open === true ? ` (${words.notDone})` : ''}`,
    },
  ],
  evidence.steps,
)}
${part(
  words.issues,
  [
    { title: general.when, cell: ({ raisedAt }) => reader.instant(raisedAt) },
    {
      title: words.issue,
      cell: ({ category, description }) =>
        html`${wordsFor(LANGUAGES[general.lang].categories, category) ?? inWords(category)}<br><span class="small">${isolated(description)}</span>`,
    },
    {
      title: words.outcome,
      cell: ({ resolvedAt, outcome, rootCause, correctiveAction }) =>
        resolvedAt === undefined
          ? words.stillOpen
          : html`${words.outcomes[outcome ?? ''] ?? outcome ?? ''}, ${reader.instant(resolvedAt)}<br><span class="small">${words.rootCause}: ${isolated(rootCause ?? '')}. ${words.correctiveAction}: ${isolated(correctiveAction ?? '')}</span>`,
    },
  ],
  evidence.issues,
  words.noIssues,
)}
${part(
  words.promises,
  [
    { title: words.made, cell: ({ madeAt }) => reader.instant(madeAt) },
    { title: words.promisedFor, cell: ({ promisedOn }) => reader.date(promisedOn) },
    { title: words.amount, cell: ({ amount }) => money(amount), number: true },
    { title: words.paid, cell: ({ paid }) => money(paid), number: true },
    { title: words.outcome, cell: ({ outcome }) => general.outcomes[outcome] },
  ],
  evidence.promises,
  words.noPromises,
)}
${plan === undefined ? '' : partsTable(words.plan(reader.instant(plan.agreedAt)), plan.instalments)}
${partIfAny(
  words.holds,
  [
    { title: general.when, cell: ({ placedAt }) => reader.instant(placedAt) },
    {
      title: words.holds,
      cell: ({ reason, until, owner }) => html`${isolated(reason)}, ${words.hold(reader.date(until), owner)}`,
    },
  ],
  evidence.holds,
)}
${partIfAny(
  words.decisions,
  [
    { title: general.when, cell: ({ at }) => reader.instant(at) },
    {
      title: words.decisions,
      cell: ({ action, decision, name: by, reason }) =>
        html`${inWords(action)} ${words.decisionKinds[decision]} (${isolated(by)})${reason === undefined ? '' : html`<br><span class="small">${isolated(reason)}</span>`}`,
    },
  ],
  evidence.decisions,
)}`;
};
