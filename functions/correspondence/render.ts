import Handlebars from 'handlebars';
import { BadInput } from '../platform/errors.ts';
import type { Letter, LetterModel, Rendered } from './letter-model.ts';
import { type LetterView, viewOf } from './letter-view.ts';
import { ALL_LETTERS } from './letters.ts';
import { type LanguageCode, languageCode } from './templates/language-code.ts';
import { LANGUAGES } from './templates/languages.ts';
import { htmlLayout } from './templates/layout.html.ts';
import { textLayout } from './templates/layout.text.ts';

type Templates = Readonly<Record<'subject' | 'html' | 'text', (view: LetterView) => string>>;

const compiled = new Map<string, Templates>();

const templatesOf = (letter: Letter, lang: LanguageCode): Templates => {
  const key = `${lang} ${letter}`;
  let templates = compiled.get(key);
  if (templates === undefined) {
    const language = LANGUAGES[lang];
    const wording = language.letters[letter];
    // A letter with a hole where a name belongs must never leave: strict templates throw instead.
    templates = {
      subject: Handlebars.compile<LetterView>(wording.subject, { strict: true, noEscape: true }),
      html: Handlebars.compile<LetterView>(htmlLayout(language, wording), { strict: true }),
      text: Handlebars.compile<LetterView>(textLayout(language, wording), { strict: true, noEscape: true }),
    };
    compiled.set(key, templates);
  }
  return templates;
};

const isLetter = (name: string): name is Letter => (ALL_LETTERS as readonly string[]).includes(name);

/** The longest subject; invoice numbers and names of 200 characters are cut there. */
const LONGEST_SUBJECT = 150;

/** A subject on one line and of a length that mailboxes show; a cut never splits a character. */
export const shortSubject = (subject: string): string => {
  if (subject.length <= LONGEST_SUBJECT) return subject;
  return `${[...subject].slice(0, LONGEST_SUBJECT - 1).join('')}…`;
};

/**
 * The words of a letter: subject, HTML and text, both with the same facts, in the reader's language and locale.
 * Throws `BadInput` where the template is none that is shipped.
 */
export const renderLetter = (model: LetterModel): Rendered => {
  if (!isLetter(model.template))
    throw new BadInput([`template: "${model.template}" is no letter: expected one of ${ALL_LETTERS.join(', ')}`]);
  const lang = languageCode(model.language);
  const language = LANGUAGES[lang];
  const templates = templatesOf(model.template, lang);
  const view = viewOf(model, lang, language, language.letters[model.template]);
  view.subject = shortSubject(templates.subject(view));
  return { subject: view.subject, html: templates.html(view), text: templates.text(view) };
};
