import { createHash } from 'node:crypto';
import type jsonata from 'jsonata';
import type { Surroundings } from './scope.ts';

/** The name under which an evaluation finds its surroundings; a space keeps it out of reach of expressions. */
export const SURROUNDINGS = 'the surroundings';

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** A refusal that names the function; jsonata passes it on as the error of the expression. */
const refuse = (name: string, why: string): Error => new Error(`$${name}: ${why}`);

/** AWS's functions give at most so many entries. */
const LONGEST_RANGE = 1000;

const partition = (array: unknown, size: number): unknown => {
  if (array === undefined) return undefined;
  if (!Number.isInteger(size) || size < 1) throw refuse('partition', `the size ${size} is no integer above zero`);
  const list = Array.isArray(array) ? array : [array];
  const parts: unknown[] = [];
  for (let from = 0; from < list.length; from += size) parts.push(list.slice(from, from + size));
  return parts;
};

const range = (first: number, last: number, step: number): unknown => {
  if (step === 0) throw refuse('range', 'the step is zero');
  const count = Math.floor((last - first) / step) + 1;
  if (count > LONGEST_RANGE) throw refuse('range', `${count} entries are more than ${LONGEST_RANGE}`);
  if (count < 1) return [];
  // As recorded on AWS: one entry comes back without its array.
  if (count === 1) return first;
  return Array.from({ length: count }, (_, index) => first + index * step);
};

const hash = (value: unknown, algorithm: string): string => {
  const name = ALGORITHMS[algorithm];
  if (name === undefined) {
    throw refuse('hash', `"${algorithm}" is none of ${Object.keys(ALGORITHMS).join(', ')}`);
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return createHash(name).update(text).digest('hex');
};

const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/**
 * The first `nextDouble()` of `java.util.Random` with this seed: `$random(42)` gives 0.7275636800328681 on AWS.
 * Formula: documentation of java.util.Random.
 */
const seeded = (seed: number): number => {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): number => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return Number(state >> (48n - bits));
  };
  return (next(26n) * 2 ** 27 + next(27n)) / 2 ** 53;
};

const surroundingsOf = (focus: jsonata.Focus): Surroundings => focus.environment.lookup(SURROUNDINGS);

/**
 * Gives a compiled expression the functions that Step Functions adds, takes `$eval` away as Step Functions does, and
 * lets everything that depends on time or chance come from the surroundings of the evaluation.
 * Source: Step Functions developer guide, "Transforming data with JSONata", section "JSONata functions provided".
 */
export const addFunctions = (expression: jsonata.Expression): void => {
  expression.assign('eval', undefined);
  expression.registerFunction('partition', partition, '<xn:a>');
  expression.registerFunction('range', range, '<nnn:x>');
  expression.registerFunction('hash', hash, '<xs:s>');
  expression.registerFunction('parse', (text: string) => JSON.parse(text), '<s:x>');
  expression.registerFunction(
    'random',
    function (this: jsonata.Focus, seed?: number) {
      return seed === undefined ? surroundingsOf(this).random() : seeded(seed);
    },
    '<n?:n>',
  );
  expression.registerFunction(
    'uuid',
    function (this: jsonata.Focus) {
      return surroundingsOf(this).uuid();
    },
    '<:s>',
  );
  expression.registerFunction(
    'millis',
    function (this: jsonata.Focus) {
      return surroundingsOf(this).now();
    },
    '<:n>',
  );
  expression.registerFunction(
    'now',
    function (this: jsonata.Focus, picture?: string, timeZone?: string) {
      const fromMillis = this.environment.lookup('fromMillis');
      return fromMillis.implementation.call(this, surroundingsOf(this).now(), picture, timeZone);
    },
    '<s?s?:s>',
  );
};
