import Handlebars from 'handlebars';
import { cleanText } from '../platform/clean-text.ts';
import { displayMoney } from '../platform/money.ts';
import type { MissingMoney } from '../work-list/item.ts';
import type { Rendered } from './letter-model.ts';
import type { ColleagueReader } from './mail-colleague.ts';
import { displayDate, readerLocale } from './reader-format.ts';
import { shortSubject } from './render.ts';
import { DIGEST_WORDS, digestHtml, digestText } from './templates/digest.ts';
import { languageCode } from './templates/language-code.ts';

/** How many items are on a list; `more` says that they were not counted to the end. */
export interface Counted {
  count: number;
  more: boolean;
}

export interface DigestLine {
  title: string;
  /** What of a promise did not come: said in the reader's words, in place of the title. */
  missing?: MissingMoney;
  customer?: string;
  /** Minor units of `currency`. */
  amount?: number;
  currency?: string;
  /** The day by which the money was to come. */
  dueOn?: string;
  /** The last day on which the item is answered in time. */
  answerBy?: string;
}

/** What waits for one colleague in the morning. */
export interface Digest {
  own: Counted;
  /** The first of their list. */
  lines: readonly DigestLine[];
  /** Lists of what nobody in particular has; without a department, everybody's. */
  shared: readonly (Counted & { department?: string })[];
  link: string;
}

interface DigestView {
  lang: string;
  subject: string;
  company: string;
  title: string;
  lead: string;
  lines: readonly { title: string; about: string }[];
  shared: readonly { list: string; count: string }[];
  link: string;
}

const compiled = new Map<string, Record<'html' | 'text', (view: DigestView) => string>>();

const templatesOf = (lang: 'en' | 'de') => {
  let templates = compiled.get(lang);
  if (templates === undefined) {
    const words = DIGEST_WORDS[lang];
    templates = {
      html: Handlebars.compile<DigestView>(digestHtml(words), { strict: true }),
      text: Handlebars.compile<DigestView>(digestText(words), { strict: true, noEscape: true }),
    };
    compiled.set(lang, templates);
  }
  return templates;
};

/** The words of the morning's mail. Throws `BadInput` where a currency is unknown. */
export const renderDigest = (digest: Digest, reader: ColleagueReader): Rendered => {
  const lang = languageCode(reader.language);
  const words = DIGEST_WORDS[lang];
  const locale = readerLocale(lang, reader.locale);
  const numbers = new Intl.NumberFormat(locale);
  const said = ({ count, more }: Counted): [text: string, isOne: boolean] => [
    `${numbers.format(count)}${more ? '+' : ''}`,
    count === 1 && !more,
  ];
  const dated = (word: string, date: string | undefined): string =>
    date === undefined ? '' : `${word} ${displayDate(date, locale, 'medium')}`;
  const nothingOwn = digest.own.count === 0;
  const subject = nothingOwn ? words.subjectShared : words.subject(...said(digest.own));
  const titleOf = ({ title, missing }: DigestLine): string =>
    missing === undefined
      ? cleanText(title)
      : words.missing(displayMoney(missing.amount, missing.currency, locale), missing.inPart);
  const view: DigestView = {
    lang,
    subject: shortSubject(subject),
    company: cleanText(reader.company),
    title: subject,
    lead: nothingOwn ? words.leadShared : words.lead(...said(digest.own)),
    lines: digest.lines.map((line) => ({
      title: titleOf(line),
      about: [
        cleanText(line.customer ?? ''),
        line.amount === undefined || line.currency === undefined
          ? ''
          : displayMoney(line.amount, line.currency, locale),
        dated(words.due, line.dueOn),
        dated(words.answerBy, line.answerBy),
      ]
        .filter((part) => part !== '')
        .join(' · '),
    })),
    shared: digest.shared.map((list) => ({
      list: list.department ?? words.everybody,
      count: words.items(...said(list)),
    })),
    link: digest.link,
  };
  const templates = templatesOf(lang);
  return { subject: view.subject, html: templates.html(view), text: templates.text(view) };
};
