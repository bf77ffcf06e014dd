import type { Letter } from '../letter-model.ts';

/**
 * The words of one letter in one language. Handlebars expressions stand for the facts; the HTML and the text form are
 * made from the same words, so that neither can say something that the other does not. No markup here.
 */
export interface LetterWording {
  subject: string;
  /** What a mailbox shows beside the subject. */
  preheader: string;
  title: string;
  opening: readonly string[];
  /** The words over the list of invoices. */
  list: string;
  /** The words over what the reader is told beside the invoices, where it is not their own report. */
  report?: string;
  total: string;
  closing: readonly string[];
  /** The words on the button to the answer page. */
  answer: string;
  /** Whether each line says for how many days it has been overdue. */
  showsOverdueDays: boolean;
}

/** What one language needs besides the letters' own words. */
export interface Language {
  greeting: string;
  farewell: string;
  responsible: string;
  phone: string;
  email: string;
  orAnswerHere: string;
  more: string;
  statement: string;
  reference: string;
  issue: Readonly<
    Record<'title' | 'category' | 'description' | 'outcome' | 'credit' | 'rootCause' | 'correctiveAction', string>
  >;
  /** A credit is asked of the books; until they apply it, the sums of the letter do not have it. */
  creditAsked: (amount: string) => string;
  contact: Readonly<Record<'name' | 'email', string>>;
  line: Readonly<Record<'invoice' | 'issued' | 'due' | 'customer' | 'site' | 'purchaseOrder', string>>;
  overdue: (days: number) => string;
  underReview: (open: string, amount: string) => string;
  categories: Readonly<Record<string, string>>;
  outcomes: Readonly<Record<string, string>>;
  columns: readonly string[];
  statementName: string;
  letters: Readonly<Record<Letter, LetterWording>>;
}
