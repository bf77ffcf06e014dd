import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer';
import { cleanText } from '../platform/clean-text.ts';
import { BadInput } from '../platform/errors.ts';
import { email } from '../platform/fields.ts';
import type { OutgoingMail } from '../platform/ports.ts';
import type { LetterModel, Mailbox, Rendered, Sender } from './letter-model.ts';
import { needsStatement, statementCsv, statementName } from './statement.ts';

/** How rendered words become a MIME message. The same input gives the same bytes: nothing here is random or timed. */

/** What makes one message this one: all of it comes from outside. */
export interface MessageOptions {
  /** With or without angle brackets: `letter-7@company.example`. */
  messageId: string;
  /** The instant in the `Date` header, in milliseconds since 1970. */
  at: number;
  /** The part of the MIME boundaries that no text contains: see `Ids`. */
  boundary: string;
}

/** The header that finds the letter again in a mailbox: its id. */
const LETTER_HEADER = 'X-Good-Standing-Letter';

const refuseUnlessAddress = (mailbox: { email: string }, path: string): void => {
  const problem = email.safeParse(mailbox.email).error?.issues[0]?.message;
  if (problem !== undefined) throw new BadInput([`${path}: ${JSON.stringify(mailbox.email)} ${problem}`]);
};

/** Addresses that were looked at and found right; the same few thousand come again and again. */
const known = new Set<string>();
const MOST_KNOWN = 100_000;

const address = (mailbox: Mailbox, path: string): { name: string; address: string } => {
  if (!known.has(mailbox.email)) {
    refuseUnlessAddress(mailbox, path);
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(mailbox.email);
  }
  return { name: cleanText(mailbox.name), address: mailbox.email };
};

/** The addresses and words of a message, whoever it goes to. */
interface Envelope {
  sender: Sender;
  to: readonly Mailbox[];
  /** Where answers go, unless the sender names a mailbox for them. */
  replyTo?: Mailbox;
  headers?: Readonly<Record<string, string>>;
  thread?: LetterModel['thread'];
  attachment?: { filename: string; csv: string };
}

// Named, because MailComposer otherwise weighs the whole text several times to choose (a tenth of the time of a letter).
const inQuotedPrintable = (content: string) => ({ content, contentTransferEncoding: 'quoted-printable' });

const optionsOf = (envelope: Envelope, rendered: Rendered, options: MessageOptions): MailComposerOptions => {
  const { sender, thread, attachment } = envelope;
  const mail: MailComposerOptions = {
    from: address(sender, 'sender.email'),
    to: envelope.to.map((mailbox, index) => address(mailbox, `to[${index}].email`)),
    subject: cleanText(rendered.subject),
    text: inQuotedPrintable(rendered.text),
    html: inQuotedPrintable(rendered.html),
    messageId: options.messageId,
    date: new Date(options.at),
    baseBoundary: options.boundary,
    headers: { 'Auto-Submitted': 'auto-generated', ...envelope.headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const replyTo = sender.replyTo === undefined ? envelope.replyTo : { name: sender.name, email: sender.replyTo };
  if (replyTo !== undefined) mail.replyTo = address(replyTo, 'replyTo');
  if (thread !== undefined) {
    mail.inReplyTo = thread.inReplyTo;
    mail.references = [...thread.references];
  }
  if (attachment !== undefined) {
    // Spreadsheets read UTF-8 only behind a byte order mark.
    const content = Buffer.from(`\ufeff${attachment.csv}`);
    mail.attachments = [{ filename: attachment.filename, contentType: 'text/csv; charset=utf-8', content }];
  }
  return mail;
};

/**
 * A finished message from its parts. `from` and `to` are the bare addresses as the mail service wants them: domains in
 * ASCII, each address once. Throws `BadInput` where an address is none, or nobody is addressed.
 */
export const composeMessage = async (
  envelope: Envelope,
  rendered: Rendered,
  options: MessageOptions,
): Promise<Pick<OutgoingMail, 'raw' | 'from' | 'to'>> => {
  if (envelope.to.length === 0) throw new BadInput(['to: is empty: a message needs a recipient']);
  const message = new MailComposer(optionsOf(envelope, rendered, options)).compile();
  const { from, to } = message.getEnvelope();
  return { raw: await message.build(), from: from === false ? envelope.sender.email : from, to };
};

/**
 * The finished message of a letter, ready for the mailer: text and HTML, and the statement where the letter needs one.
 * Throws `BadInput` where an address is none, or nobody is addressed.
 */
export const buildMessage = async (
  model: LetterModel,
  rendered: Rendered,
  options: MessageOptions,
): Promise<OutgoingMail> => {
  const envelope: Envelope = {
    sender: model.sender,
    to: model.to,
    replyTo: model.person,
    headers: { [LETTER_HEADER]: model.letterId },
  };
  if (model.thread !== undefined) envelope.thread = model.thread;
  if (needsStatement(model)) envelope.attachment = { filename: statementName(model), csv: statementCsv(model) };
  const message = await composeMessage(envelope, rendered, options);
  return { ...message, tags: { letter: model.letterId }, audience: 'customer' };
};
