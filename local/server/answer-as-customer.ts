import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailboxMessage } from '../../functions/adapters/embedded/mailbox.ts';
import { readMessage } from './mime.ts';

/** What a customer's mail program would send where they press "reply" and write a text. `at`: milliseconds since 1970. */
export const answerTo = (letter: MailboxMessage, text: string, at: number): Promise<Buffer> => {
  const { headers, subject, text: words } = readMessage(letter.raw);
  const header = (name: string): string => headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? '';
  const quoted = words
    .split(/\r?\n/)
    .map((line) => `> ${line}`)
    .join('\r\n');
  return new MailComposer({
    from: letter.to[0] ?? '',
    to: header('reply-to') || letter.from,
    subject: `Re: ${subject}`,
    inReplyTo: header('message-id'),
    references: header('message-id'),
    date: new Date(at),
    text: `${text}\r\n\r\nOn ${header('date')}, ${letter.from} wrote:\r\n${quoted}`,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
};
