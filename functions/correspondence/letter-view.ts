import { cleanText } from '../platform/clean-text.ts';
import { displayMoney } from '../platform/money.ts';
import { type LetterLine, type LetterModel, LINES_IN_TEXT } from './letter-model.ts';
import { displayDate, readerLocale } from './reader-format.ts';
import { needsStatement } from './statement.ts';
import { wordsFor } from './templates/language-code.ts';
import type { Language, LetterWording } from './templates/wording.ts';

/** What the templates read: every fact as the text that the reader sees, the same for both forms of a letter. */

interface Row {
  id: string;
  number: string;
  amount: string;
  details: readonly string[];
  /** What is open besides and under review; empty where nothing is. */
  review: string;
  showsReference: boolean;
}

/** Every field is there, empty or not: the templates are strict. */
export interface LetterView {
  lang: string;
  subject: string;
  letterId: string;
  company: string;
  payer: string;
  names: string;
  person: string;
  phone: string;
  dial: string;
  email: string;
  answerUrl: string;
  on: string;
  total: string;
  /** The one invoice's number, where the letter is about one. */
  number: string;
  one: boolean;
  count: number;
  shown: number;
  hasLines: boolean;
  hasMore: boolean;
  hasStatement: boolean;
  rows: readonly Row[];
  hasIssue: boolean;
  issue: readonly { label: string; value: string }[];
}

const clean = (text: string | undefined): string => (text === undefined ? '' : cleanText(text).trim());

/** The most names that a greeting says; a letter to more people greets the customer. */
const MOST_NAMES = 3;

const namesIn = (model: LetterModel, payer: string, lang: string): string => {
  const names = model.to.map(({ name }) => clean(name)).filter((name) => name !== '');
  if (names.length === 0 || names.length > MOST_NAMES) return payer;
  return names.length === 1 ? (names[0] ?? '') : new Intl.ListFormat(lang).format(names);
};

const reviewOf = (line: LetterLine, currency: string, language: Language, locale: string): string => {
  const { amount, underReview = 0 } = line;
  if (underReview === 0) return '';
  const open = displayMoney(amount + underReview, currency, locale);
  return language.underReview(open, displayMoney(underReview, currency, locale));
};

const rowOf = (
  line: LetterLine,
  model: LetterModel,
  language: Language,
  wording: LetterWording,
  locale: string,
): Row => {
  const words = language.line;
  const details = [`${words.issued} ${displayDate(line.issuedOn, locale, 'medium')}`];
  if (line.dueOn !== undefined) details[0] += `, ${words.due} ${displayDate(line.dueOn, locale, 'medium')}`;
  if (wording.showsOverdueDays && line.overdueDays > 0) details.push(language.overdue(line.overdueDays));
  if (line.customerId !== model.payer.id)
    details.push(`${words.customer}: ${clean(line.customerName) || line.customerId}`);
  const site = clean(line.site);
  if (site !== '') details.push(`${words.site}: ${site}`);
  const purchaseOrder = clean(line.purchaseOrder);
  if (purchaseOrder !== '') details.push(`${words.purchaseOrder}: ${purchaseOrder}`);
  const number = clean(line.number) || line.invoiceId;
  return {
    id: line.invoiceId,
    number,
    amount: displayMoney(line.amount, model.currency, locale),
    details,
    review: reviewOf(line, model.currency, language, locale),
    showsReference: number !== line.invoiceId,
  };
};

const issueIn = (model: LetterModel, language: Language, locale: string): LetterView['issue'] => {
  const { issue, contact } = model;
  if (contact !== undefined)
    return [
      { label: language.contact.name, value: clean(contact.name) },
      { label: language.contact.email, value: contact.email },
    ];
  if (issue === undefined) return [];
  const labels = language.issue;
  const outcome = issue.outcome === undefined ? '' : (wordsFor(language.outcomes, issue.outcome) ?? issue.outcome);
  return [
    {
      label: labels.category,
      value: wordsFor(language.categories, issue.category) ?? clean(issue.category.replaceAll('-', ' ')),
    },
    { label: labels.description, value: clean(issue.description) },
    { label: labels.outcome, value: clean(outcome) },
    {
      label: labels.credit,
      value: issue.credit === undefined ? '' : language.creditAsked(displayMoney(issue.credit, model.currency, locale)),
    },
    { label: labels.rootCause, value: clean(issue.rootCause) },
    { label: labels.correctiveAction, value: clean(issue.correctiveAction) },
  ].filter(({ value }) => value !== '');
};

/** The view of a letter in a language; `subject` is filled in by its own template. */
export const viewOf = (model: LetterModel, lang: string, language: Language, wording: LetterWording): LetterView => {
  const locale = readerLocale(lang, model.locale);
  const shown = model.lines.length > LINES_IN_TEXT ? model.lines.slice(0, LINES_IN_TEXT) : model.lines;
  const rows = shown.map((line) => rowOf(line, model, language, wording, locale));
  const count = model.lines.length;
  const issue = issueIn(model, language, locale);
  const payer = clean(model.payer.name) || model.payer.id;
  const phone = clean(model.person.phone);
  return {
    lang,
    subject: '',
    letterId: model.letterId,
    company: clean(model.company),
    payer,
    names: namesIn(model, payer, lang),
    person: clean(model.person.name),
    phone,
    dial: phone.replace(/[^+\d]/g, ''),
    email: model.person.email,
    answerUrl: model.answerUrl ?? '',
    on: displayDate(model.on, locale, 'long'),
    total: displayMoney(model.total, model.currency, locale),
    number: rows[0]?.number ?? '',
    one: count === 1,
    count,
    shown: rows.length,
    hasLines: count > 0,
    hasMore: count > LINES_IN_TEXT,
    hasStatement: count <= LINES_IN_TEXT && needsStatement(model),
    rows,
    hasIssue: issue.length > 0,
    issue,
  };
};
