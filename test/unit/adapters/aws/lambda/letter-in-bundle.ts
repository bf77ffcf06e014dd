import { finishLetter } from '../../../../../functions/correspondence/finish-letter.ts';
import { letter, manyLines, options } from '../../../correspondence/sample-letter.ts';

/** A letter in German with a statement: every library that makes letters has a part in it. */
export const makeLetter = () =>
  finishLetter(letter({ language: 'de', locale: 'de-DE', template: 'final-notice', lines: manyLines(60) }), options);
