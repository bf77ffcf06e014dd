import { expect, test } from 'vitest';
import { filesEnding, textOf } from '../../support/source-files.ts';

const PAGE = textOf('docs/access-patterns.md');
const CODE = filesEnding('.ts')
  .filter((path) => path.startsWith('functions/') && !path.startsWith('functions/adapters/'))
  .map(textOf)
  .join('\n');

const wordsOf = (pattern: RegExp): string[] =>
  [...new Set([...CODE.matchAll(pattern)].map(([, word]) => word!))].sort();

test('every kind of item in the code stands on the page', () => {
  const sortKeys = wordsOf(/\bsk: [`'](?:\$\{prefixOf\(\w+\)\})?([A-Z-]+)\b/g);
  expect(sortKeys).toContain('HEAD');
  expect(sortKeys).toContain('CASE');
  expect(sortKeys.filter((word) => !PAGE.includes(word))).toEqual([]);
  const partitions = wordsOf(/\bpk: `([A-Z])#/g);
  expect(partitions.length).toBeGreaterThan(5);
  expect(partitions.filter((word) => !PAGE.includes(`\`${word}#`))).toEqual([]);
});

test('every kind of the agenda stands on the page', () => {
  const kinds = wordsOf(/\bagendaOf\('([a-z-]+)'/g);
  expect(kinds.length).toBeGreaterThan(4);
  expect(kinds.filter((word) => !PAGE.includes(`| \`${word}\``))).toEqual([]);
});

test('nothing stands on the page that the code does not have', () => {
  const named = [...PAGE.matchAll(/`(?:[A-Z]#<\w+>(?:#<\w+>)?` \/ `)?([A-Z-]{4,})(?:#[^`]*)?`/g)].map(
    ([, word]) => word!,
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((word) => !CODE.includes(word))).toEqual([]);
});
