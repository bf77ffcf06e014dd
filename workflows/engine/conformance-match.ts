import type { Json } from '../../functions/platform/ports.ts';
import { isFields } from './json-shape.ts';

const ANY = '<any>';
const AS_JSON = '<json>';

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** Whether a text fits a pattern in which `<any>` stands for any run of characters. */
const fitsText = (pattern: string, text: string): boolean => {
  const [first = '', ...rest] = pattern.split(ANY);
  if (rest.length === 0) return pattern === text;
  const last = rest.pop()!;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= text.length - last.length;
};

/**
 * Whether a value is as expected. `"<any>"` fits every value, inside a text any run of characters;
 * `{ "<json>": X }` fits a text that parses as JSON that fits X; objects have exactly the keys listed.
 */
export const fits = (expected: Json | undefined, actual: Json | undefined): boolean => {
  if (expected === undefined || actual === undefined) return expected === actual;
  if (expected === ANY) return true;
  if (typeof expected === 'string') return typeof actual === 'string' && fitsText(expected, actual);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((part, index) => fits(part, actual[index]))
    );
  }
  if (!isFields(expected)) return expected === actual;
  const inside = expected[AS_JSON];
  if (inside !== undefined) return typeof actual === 'string' && fits(inside, parsed(actual));
  if (!isFields(actual)) return false;
  const keys = Object.keys(expected);
  return keys.length === Object.keys(actual).length && keys.every((key) => fits(expected[key], actual[key]));
};
