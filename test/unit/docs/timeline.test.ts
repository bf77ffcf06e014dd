import { describe, expect, test } from 'vitest';
import { LETTERS } from '../../../functions/correspondence/letters.ts';
import { ACTIONS } from '../../../functions/escalation/actions.ts';
import { event } from '../../../functions/ledger/event.ts';
import { filesEnding, textOf } from '../../support/source-files.ts';
import { listedWords } from '../../support/timeline-words.ts';

const CODE = filesEnding('.ts')
  .filter((path) => path.startsWith('functions/'))
  .map(textOf)
  .join('\n');

/** The words that stand behind a field in the code; of a condition both. */
const wordsBehind = (field: string): string[] => {
  const plain = new RegExp(`\\b${field}: '([a-z0-9-]+)'`, 'g');
  const either = new RegExp(`\\b${field}: [^'\\n]+ \\? '([a-z0-9-]+)' : '([a-z0-9-]+)'`, 'g');
  const found = [...CODE.matchAll(plain), ...CODE.matchAll(either)].flatMap(([, ...words]) => words);
  return [...new Set(found)].sort();
};

const EVENTS = event.options.map((option) => option.shape.type.value.replace('.', '-'));

describe('the words of the timeline', () => {
  const listed = listedWords();

  test('every what in the code is listed', () => {
    expect([...wordsBehind('what'), ...EVENTS].filter((word) => !listed.what.has(word))).toEqual([]);
  });

  test('every rule in the code is listed', () => {
    const words = [...wordsBehind('rule'), ...wordsBehind('because'), ...LETTERS, ...ACTIONS];
    expect(words.filter((word) => !listed.rule.has(word))).toEqual([]);
  });

  test('nothing is listed that the code does not say', () => {
    const composed = new Set([
      ...EVENTS,
      'letter-sent',
      'letter-failed',
      'letter-unknown',
      'check-in-due',
      'reminder-due',
    ]);
    const said = (word: string): boolean => composed.has(word) || CODE.includes(`'${word}'`);
    // Outside its tables the page also names other words, with the list that they stand in.
    const whats = [...listed.what].filter((word) => !said(word));
    const rules = [...listed.rule].filter((word) => !said(word) && !listed.what.has(word));
    expect([...whats, ...rules]).toEqual([]);
  });
});
