import { html } from 'hono/html';
import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import type { Look } from '../server/look.ts';
import { badge, type Html, link, path, tableOr } from './parts.ts';
import { inWords } from './words.ts';

/** Letters about an invoice, with what they asked and what became of them. */
export const lettersSent = ({ world, formats }: Look, letters: readonly LetterRecord[], empty: string): Html =>
  tableOr<LetterRecord>(
    'Letters',
    [
      { head: 'Sent', cell: ({ at }) => formats.instant(at), isWhole: true },
      {
        head: 'Letter',
        cell: ({ letterId, template, subject }) => {
          const mail = world.mailbox.ofLetter(letterId);
          const text = subject === '' ? inWords(template) : subject;
          return html`${mail === undefined ? text : link(path('mailbox', mail.messageId), text)}<br><small>${inWords(template)}</small>`;
        },
      },
      { head: 'To', cell: ({ to }) => to.join(', ') },
      { head: 'Asked', cell: ({ total, currency }) => formats.money(total, currency), isNumeric: true },
      {
        head: 'Status',
        cell: ({ status, bounced }) =>
          html`${badge(status === 'sent' ? 'settled' : 'late', status)}${bounced === undefined ? '' : badge('late', 'bounced')}`,
      },
    ],
    letters,
    empty,
  );
