import { html } from 'hono/html';
import { keptText, LINK } from '../correspondence/kept-text.ts';
import { type LetterRecord, letterKey } from '../correspondence/letter-record.ts';
import { type CustomerHead, headKey, prefixOf } from '../ledger/entities.ts';
import { letterBadges } from './account-letters.ts';
import { accountPath, invoicePath } from './account-parts.ts';
import { inWords } from './acts/act-form.ts';
import { isId } from './item-view.ts';
import type { Content, Html } from './page.ts';
import type { SignedIn } from './shell.ts';
import { missing, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { facts, table } from './staff-parts.ts';
import { letterWords } from './words/letter-words.ts';

/** One letter as it left: what it said, to whom it went, and what the mail service reported of it. */

const MOST_INVOICES = 50;

const linesOf = ({ reader }: SignedIn, letter: LetterRecord): Html | '' => {
  const words = letterWords(reader);
  const { lines, currency, payerId, steps, total } = letter;
  if (lines.length === 0) return '';
  const whose = (invoiceId: string): string =>
    steps.find(([, sk]) => sk.startsWith(prefixOf(invoiceId)))?.[0] ?? payerId;
  return html`<section class="card"><h2>${words.invoices}</h2>${table(
    words.invoices,
    [
      {
        title: words.invoice,
        cell: ({ invoiceId }) => html`<a href="${invoicePath(whose(invoiceId), invoiceId)}">${invoiceId}</a>`,
      },
      { title: words.step, cell: ({ step }) => (step === null ? '–' : inWords(step)) },
      {
        title: words.asked,
        cell: ({ amount, underReview }) =>
          html`${reader.money(amount, currency)}${underReview === undefined ? '' : html`<br><span class="small">${words.review(reader.money(underReview, currency))}</span>`}`,
        number: true,
      },
    ],
    lines.slice(0, MOST_INVOICES),
  )}${lines.length > MOST_INVOICES ? html`<p class="small">${words.more(MOST_INVOICES, lines.length)}</p>` : ''}<p class="acts">${words.together}: <b>${reader.money(total, currency)}</b></p></section>`;
};

const deliveryOf = ({ reader }: SignedIn, letter: LetterRecord): Content => {
  const words = letterWords(reader);
  const { status, bounced = [], complained } = letter;
  const said = [
    ...(bounced.length > 0 ? [words.bounced(bounced.join(', '))] : []),
    ...(complained === true ? [words.complained] : []),
  ];
  return html`${said.length === 0 ? words.endings[status] : said.join(' ')}${letterBadges(reader, letter)}`;
};

const letterPage = (signedIn: SignedIn, head: CustomerHead, letter: LetterRecord): { title: string; body: Html } => {
  const { reader } = signedIn;
  const words = letterWords(reader);
  const text = keptText(letter.text)
    ?.replaceAll('\r\n', '\n')
    // Lines that stand under another keep their place; a browser draws blanks at the beginning of a line as none.
    .replaceAll('\n  ', '\n\u2003')
    .replaceAll(LINK, words.link);
  const base = accountPath(head.customerId);
  const body = html`<div class="head"><div><h1>${letter.subject}</h1><p class="lead"><a href="${base}"><bdi>${head.name}</bdi></a></p></div></div>
<div class="columns"><div>
<section class="card"><h2>${words.says}</h2>${
    text === undefined
      ? html`<p>${words.notKept}</p><p class="hint">${words.notKeptText}</p>`
      : html`<p class="said">${text}</p><p class="hint">${words.asLeft}</p>`
  }</section>
</div><div>
<section class="card">${facts([
    [words.sent, html`<time datetime="${letter.at}">${reader.instant(letter.at)}</time>`],
    [words.to, html`${letter.to.map((address, index) => html`${index === 0 ? '' : html`<br>`}<bdi>${address}</bdi>`)}`],
    [words.delivery, deliveryOf(signedIn, letter)],
    [words.kind, inWords(letter.template)],
  ])}</section>
${linesOf(signedIn, letter)}
</div></div>`;
  return { title: `${letter.subject} · ${head.name}`, body };
};

/** `/accounts/:customerId/letters/:letterId`: the session, and one batch. */
export const letterPages = (pages: StaffPages): void => {
  pages.get('/accounts/:customerId/letters/:letterId', async (context) => {
    const refused = unlessMay(context, 'see-account');
    if (refused !== undefined) return refused;
    const { customerId, letterId } = context.req.param();
    if (!isId(customerId) || !isId(letterId)) return missing(context);
    const keys = [letterKey(customerId, letterId), headKey(customerId)];
    const [letter, head] = (await pages.platform.table.batchGet(keys)) as [LetterRecord?, CustomerHead?];
    if (letter === undefined || head === undefined) return missing(context);
    return staffPage(context, letterPage(context.var.staff, head, letter));
  });
};
