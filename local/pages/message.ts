import { html } from 'hono/html';
import { type LetterRecord, letterKey } from '../../functions/correspondence/letter-record.ts';
import { accountPath } from '../../functions/web/account-parts.ts';
import type { Look } from '../server/look.ts';
import { readMessage } from '../server/mime.ts';
import { customerLinkIn, staffLinkIn, withOwnTextLinks } from '../server/staff-link.ts';
import { layout } from './layout.ts';
import { facts, type Html, link, path, section, tableOr } from './parts.ts';
import { inWords } from './words.ts';

const MOST_SHOWN = 30_000;
/** Characters of an answer that is written here. */
export const MOST_ANSWER = 2_000;

const kilobytes = (bytes: number): string => `${Math.max(Math.round(bytes / 1024), 1)} KB`;

const invoicesIn = ({ world, formats }: Look, letter: LetterRecord): Html =>
  tableOr(
    'Invoices in this letter',
    [
      {
        head: 'Invoice',
        cell: ({ invoiceId }) =>
          link(path('invoices', invoiceId), world.survey.invoices.get(invoiceId)?.number ?? invoiceId),
      },
      { head: 'Step', cell: ({ step }) => (step === null ? '–' : inWords(step)) },
      { head: 'Asked', cell: ({ amount }) => formats.money(amount, letter.currency), isNumeric: true },
    ],
    letter.lines.slice(0, 60),
    'It names no invoice.',
  );

/** Where a letter is answered as its customer would, and what came of it. */
const answer = ({ world }: Look, messageId: string, letterId: string | undefined): Html => {
  const answers = [...world.survey.items.values()].filter(
    (item) => item.kind === 'reply' && letterId !== undefined && item.letterId === letterId,
  );
  return html`${answers.map((item) => html`<p>“${item.reply?.text ?? ''}” – on the list of ${item.assignee ?? 'everybody'}.</p>`)}
<form method="post" action="${path('mailbox', messageId)}/answer" class="answer">
<label for="text">What the customer writes back</label>
<textarea id="text" name="text" rows="4" maxlength="${MOST_ANSWER}" required></textarea>
<button type="submit" class="second">Send it as the customer</button></form>`;
};

/** One message as its reader sees it: HTML, text, headers, attachments. */
export const message = async (look: Look, messageId: string): Promise<Html | undefined> => {
  const { world, formats, chrome } = look;
  const found = world.mailbox.message(messageId);
  if (found === undefined) return undefined;
  const { subject, text, headers, html: rendered, attachments } = readMessage(found.raw);
  const { letter: letterId, payer } = found.tags;
  const letter =
    letterId === undefined || payer === undefined
      ? undefined
      : ((await world.table.get(letterKey(payer, letterId))) as LetterRecord | undefined);
  const base = path('mailbox', messageId);
  const isStaff = found.audience === 'staff';
  const leadsTo = isStaff ? staffLinkIn(text) : undefined;
  const answersAt = isStaff ? undefined : customerLinkIn(text);
  const body = html`<p class="crumbs">${link('/mailbox', 'Mailbox')}</p>
<h1>${subject}</h1>
${facts([
  ['Sent', formats.instant(found.at)],
  ['To', found.to.join(', ')],
  ['From', found.from],
  payer === undefined
    ? undefined
    : ['Customer', link(accountPath(payer), world.survey.customers.get(payer)?.name ?? payer)],
  letter === undefined ? undefined : ['Status', inWords(letter.status)],
  letter === undefined ? undefined : ['Letter', `${inWords(letter.template)}, ${letter.letterId}`],
  leadsTo === undefined ? undefined : ['Its link', link(leadsTo, 'Decide')],
  answersAt === undefined ? undefined : ['Its link', link(answersAt, 'Answer as the customer')],
  ['Whole message', link(`${base}/message.eml`, `message.eml, ${kilobytes(found.raw.byteLength)}`)],
  ...attachments.map(
    ({ name, content }, index) =>
      ['Attachment', link(`${base}/attachments/${index}`, `${name}, ${kilobytes(content.byteLength)}`)] as const,
  ),
])}
${rendered === '' ? '' : section('As it is seen', html`<iframe class="letter" src="${base}/html" sandbox="allow-top-navigation-by-user-activation" title="The letter as its reader sees it"></iframe>`)}
${isStaff ? '' : section('Answer', answer(look, messageId, letterId))}
${letter === undefined ? '' : section('Invoices', invoicesIn(look, letter))}
${section('As plain text', html`<pre class="text" tabindex="0" role="region" aria-label="The text of the letter">${withOwnTextLinks(text.slice(0, MOST_SHOWN), world.runtime.platform.publicUrl)}</pre>`)}
${section(
  'Headers',
  tableOr(
    'Headers',
    [
      { head: 'Name', cell: ([name]) => name },
      { head: 'Value', cell: ([, value]) => value },
    ],
    headers,
    '',
  ),
)}`;
  return layout(chrome, '/mailbox', subject, body);
};
