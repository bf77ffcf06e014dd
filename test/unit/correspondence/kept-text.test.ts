import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepText, keptText, LINK } from '../../../functions/correspondence/kept-text.ts';
import { WORDS_1 } from '../../../functions/correspondence/kept-text-words.ts';
import { ALL_LETTERS } from '../../../functions/correspondence/letters.ts';
import { renderLetter } from '../../../functions/correspondence/render.ts';
import { letter, line, manyLines } from './sample-letter.ts';

const URL = `https://app.company.example/c/${'x'.repeat(60)}`;
const textOf = (fields: object): string => renderLetter(letter({ answerUrl: URL, ...fields })).text;

describe('the text of a letter', () => {
  it.each(['en', 'de'])(
    'is kept word for word in %s, without the reader’s link, in a quarter of a kilobyte',
    (language) => {
      for (const template of ALL_LETTERS) {
        const text = textOf({ language, template });
        const kept = keepText(text, URL);
        expect(keptText(kept)).toBe(text.replaceAll(URL, LINK));
        expect(kept.length).toBeLessThan(330);
      }
      expect(keepText(textOf({ language, lines: manyLines(50) }), URL).length).toBeLessThan(1_600);
    },
  );

  it('is kept whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (number) => {
        const text = textOf({ lines: [line({ number })] });
        expect(keptText(keepText(text, URL))).toBe(text.replaceAll(URL, LINK));
      }),
      { numRuns: 50 },
    );
  });

  it('is missing where it was kept otherwise, or is broken', () => {
    for (const kept of [undefined, '', '2abc', '1', '1!!!!', `1${Buffer.from('no deflate at all').toString('base64')}`])
      expect(keptText(kept)).toBeUndefined();
  });

  it('is read with the words that it was kept with: they never change', () => {
    const kept =
      '1gyRl38SizEQFn8ObC1KrdHi56Ft2D5PSG0f5TaU0j5rCsVULg7liIKZqICVnYM0boBWJeYkKQamVqVhyikdiUVJ+kYJjTmJRLlKWUTA1NVUwMAQFICLvpCTmJTpkgDXopVYkggZ8QMbr6irwcqGaQyCDOSbnpir45KdnFpdkJhfzcgEA';
    expect(keptText(kept)).toContain('Maria');
    expect(WORDS_1.join('\r\n')).toHaveLength(11_172);
  });
});
