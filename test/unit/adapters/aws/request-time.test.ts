import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ADAPTERS = new URL('../../../../functions/adapters/aws/', import.meta.url);
const sources = readdirSync(ADAPTERS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const limited = sources.filter((file) => readFileSync(new URL(file, ADAPTERS), 'utf8').includes('requestTimeout:'));

test('limits of a request’s time are found', () => {
  expect(limited.length).toBeGreaterThan(3);
});

test.each(limited)('a request that takes too long ends, where the SDK alone would write a warning (%s)', (file) => {
  const source = readFileSync(new URL(file, ADAPTERS), 'utf8');
  const count = (text: string): number => source.split(text).length - 1;
  expect(count('throwOnRequestTimeout: true')).toBe(count(' requestTimeout:'));
});
