import Handlebars from 'handlebars';
import { cleanText } from '../platform/clean-text.ts';
import { displayMoney } from '../platform/money.ts';
import type { OutgoingMail } from '../platform/ports.ts';
import type { Mailbox, Rendered, Sender } from './letter-model.ts';
import { composeMessage, type MessageOptions } from './message.ts';
import { displayDate, readerLocale } from './reader-format.ts';
import { shortSubject } from './render.ts';
import { languageCode, wordsFor } from './templates/language-code.ts';
import { STAFF_WORDS, staffHtml, staffText } from './templates/staff.ts';

/** Mail to colleagues: a decision is wanted, or an issue's deadline has passed. Short, with the facts in a list. */
export interface StaffMailModel {
  kind: 'approval-request' | 'deadline';
  language: string;
  locale: string;
  company: string;
  sender: Sender;
  to: readonly Mailbox[];
  /** What it is about, like `Final notice` or the category. */
  title: string;
  customer: { id: string; name: string };
  invoice?: { id: string; number?: string };
  /** Minor units of `currency`. */
  amount?: number;
  currency: string;
  /** What is to be approved, like `final-notice`. */
  action?: string;
  /** One or more sentences: what follows from the answer, or from none. */
  whatHappens: string;
  /** The reason, as the rule that led here puts it. */
  why?: string;
  /** The date by which an answer is wanted, or was. */
  answerBy?: string;
  /** Where to see all of it and decide. Opening it decides nothing. */
  link?: string;
}

interface StaffView {
  lang: string;
  subject: string;
  company: string;
  title: string;
  whatHappens: string;
  link: string;
  facts: readonly { label: string; value: string }[];
}

const compiled = new Map<string, Record<'html' | 'text', (view: StaffView) => string>>();

const templatesOf = (kind: StaffMailModel['kind'], lang: 'en' | 'de') => {
  const key = `${lang} ${kind}`;
  let templates = compiled.get(key);
  if (templates === undefined) {
    const words = STAFF_WORDS[lang];
    templates = {
      html: Handlebars.compile<StaffView>(staffHtml(words, words[kind]), { strict: true }),
      text: Handlebars.compile<StaffView>(staffText(words, words[kind]), { strict: true, noEscape: true }),
    };
    compiled.set(key, templates);
  }
  return templates;
};

/** The words of a mail to a colleague. Throws `BadInput` where the currency is unknown. */
export const renderStaffMail = (model: StaffMailModel): Rendered => {
  const lang = languageCode(model.language);
  const words = STAFF_WORDS[lang];
  const locale = readerLocale(lang, model.locale);
  const customer = cleanText(model.customer.name);
  const invoice = cleanText(model.invoice?.number ?? model.invoice?.id ?? '');
  const title = cleanText(model.title);
  const labels = words.labels;
  const view: StaffView = {
    lang,
    subject: shortSubject(`${words[model.kind].subject}: ${title} – ${customer}`),
    company: cleanText(model.company),
    title,
    whatHappens: cleanText(model.whatHappens),
    link: model.link ?? '',
    facts: [
      { label: labels.customer, value: customer === '' ? model.customer.id : `${customer} (${model.customer.id})` },
      { label: labels.invoice, value: invoice },
      {
        label: labels.amount,
        value: model.amount === undefined ? '' : displayMoney(model.amount, model.currency, locale),
      },
      { label: labels.action, value: wordsFor(words.actions, model.action ?? '') ?? cleanText(model.action ?? '') },
      { label: labels.why, value: cleanText(model.why ?? '') },
      {
        label: words[model.kind].answerBy,
        value: model.answerBy === undefined ? '' : displayDate(model.answerBy, locale, 'long'),
      },
    ].filter(({ value }) => value !== ''),
  };
  const templates = templatesOf(model.kind, lang);
  return { subject: view.subject, html: templates.html(view), text: templates.text(view) };
};

/**
 * The finished message of a mail to colleagues. `tags` are ids by which the mail is found again, if it need be.
 * Throws `BadInput` where an address is none, or nobody is addressed.
 */
export const buildStaffMessage = async (
  model: Pick<StaffMailModel, 'sender' | 'to'>,
  rendered: Rendered,
  options: MessageOptions,
  tags: Readonly<Record<string, string>> = {},
): Promise<OutgoingMail> => ({
  ...(await composeMessage({ sender: model.sender, to: model.to }, rendered, options)),
  tags,
  audience: 'staff',
});
