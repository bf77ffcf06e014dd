import type { ALL_LETTERS } from './letters.ts';

/** What a letter says, decided and complete: plain data. Rendering and sending add no fact of their own. */

/** At most so many invoices stand in the text of a letter; the statement carries all of them. */
export const LINES_IN_TEXT = 50;

export type Letter = (typeof ALL_LETTERS)[number];

/** One invoice in a letter. Money in minor units of the letter's currency, dates as `YYYY-MM-DD`. */
export interface LetterLine {
  invoiceId: string;
  /** The invoice's number as the customer knows it; where absent, the id. */
  number?: string;
  customerId: string;
  customerName?: string;
  site?: string;
  purchaseOrder?: string;
  issuedOn: string;
  dueOn?: string;
  overdueDays: number;
  /** What is asked for (in a check-in: what is open). */
  amount: number;
  /** What is open besides, and not asked for while an issue is being looked into. */
  underReview?: number;
  step: string | null;
}

/** What the customer reported, as the notices about it repeat it. */
interface LetterIssue {
  category: string;
  description: string;
  outcome?: string;
  /** What the books are asked to credit, in minor units of the letter's currency: no balance has changed by it. */
  credit?: number;
  correctiveAction?: string;
  rootCause?: string;
}

export interface Mailbox {
  name: string;
  email: string;
}

export interface Sender extends Mailbox {
  replyTo?: string;
}

export interface LetterModel {
  letterId: string;
  /** One of `ALL_LETTERS`. */
  template: string;
  /** The language of the words: `en` or `de`; any other is written to in English. */
  language: string;
  /** How dates and money are written, like `en-US`. */
  locale: string;
  /** The local date of the letter. */
  on: string;
  company: string;
  sender: Sender;
  /** Who is responsible on our side. */
  person: { name: string; phone?: string; email: string };
  to: readonly Mailbox[];
  payer: { id: string; name: string };
  currency: string;
  total: number;
  lines: readonly LetterLine[];
  issue?: LetterIssue;
  /** Whom letters are to go to from now on, where the reader is asked to confirm it. */
  contact?: Mailbox;
  /** The page where the customer can answer with a click. */
  answerUrl?: string;
  thread?: { inReplyTo: string; references: readonly string[] };
}

/** The words of a message in both forms; line breaks are CRLF, as mail wants them. */
export interface Rendered {
  subject: string;
  html: string;
  text: string;
}
