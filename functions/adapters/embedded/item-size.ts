import { TooBig } from '../../platform/errors.ts';
import type { Item, Key } from '../../platform/ports.ts';

/** The limits of DynamoDB (Developer Guide, "Quotas in Amazon DynamoDB"), in bytes where they are sizes. */
export const limits = {
  item: 400 * 1024,
  transaction: 4 * 1024 * 1024,
  writesInTransaction: 100,
  keysInBatch: 100,
  page: 1024 * 1024,
  partitionKey: 2048,
  sortKey: 1024,
  depth: 32,
} as const;

/** An item as it is stored: its JSON, and its size in bytes by DynamoDB's rule. */
export interface StoredForm {
  json: string;
  size: number;
}

/** How messages name an item. */
export const nameOf = (key: Key): string => `${key.pk} / ${key.sk}`;

/** Throws where a key is not a pair of strings of 1 to 2,048 (`pk`) and 1 to 1,024 (`sk`) bytes. */
export function checkKey(key: Key): void {
  checkKeyPart('pk', key.pk, limits.partitionKey);
  checkKeyPart('sk', key.sk, limits.sortKey);
}

function checkKeyPart(name: string, value: unknown, most: number): void {
  if (typeof value !== 'string' || value === '' || !value.isWellFormed())
    throw new TypeError(`${name} is ${JSON.stringify(value)}; a key needs well-formed text that is not empty.`);
  // Three bytes is the most that one UTF-16 unit takes, so short keys need no counting.
  if (value.length * 3 > most && Buffer.byteLength(value) > most)
    throw new TooBig(`${name} ${value.slice(0, 80)}… has ${Buffer.byteLength(value)} bytes; it may have ${most}.`);
}

/**
 * The JSON and the size of an item. Throws `TooBig` above 400 KB or 32 levels, `TypeError` for a value that is not
 * JSON. Size (Developer Guide, "DynamoDB item sizes and formats"): names and strings by their UTF-8 bytes, numbers
 * about a byte for two significant digits and one more, null and boolean 1, a list or map 3 and 1 for each element.
 */
export function storedForm(item: Item): StoredForm {
  const json = JSON.stringify(item);
  const lengthIsBytes = Buffer.byteLength(json) === json.length;
  const size = sizeOfMap(item, lengthIsBytes, 0, item, 0);
  if (size > limits.item)
    throw new TooBig(`Item ${nameOf(item)} has ${size} bytes; an item may have at most ${limits.item}.`);
  return { json, size };
}

/** The size in bytes of an index entry, which holds the item's key and the index pair only. */
export function indexEntrySize(index: string, partition: string, at: string, key: Key): number {
  return 6 + 2 * index.length + Buffer.byteLength(partition) + Buffer.byteLength(at) + keySize(key);
}

/** The size in bytes of an item's key, without the names of its attributes. */
export const keySize = (key: Key): number => Buffer.byteLength(key.pk) + Buffer.byteLength(key.sk);

function sizeOfMap(map: object, lengthIsBytes: boolean, perElement: number, item: Key, depth: number): number {
  if (depth > limits.depth) throw new TooBig(`Item ${nameOf(item)} is nested deeper than ${limits.depth} levels.`);
  let size = 0;
  for (const name in map) {
    const value = (map as Record<string, unknown>)[name];
    if (value === undefined) continue;
    size += (lengthIsBytes ? name.length : Buffer.byteLength(name)) + perElement;
    size += sizeOfValue(value, lengthIsBytes, item, depth, name);
  }
  return size;
}

function sizeOfValue(value: unknown, lengthIsBytes: boolean, item: Key, depth: number, name: string): number {
  if (typeof value === 'string') return lengthIsBytes ? value.length : Buffer.byteLength(value);
  if (typeof value === 'number') return sizeOfNumber(value, item, name);
  if (typeof value === 'boolean' || value === null) return 1;
  if (Array.isArray(value)) {
    if (depth >= limits.depth) throw new TooBig(`Item ${nameOf(item)} is nested deeper than ${limits.depth} levels.`);
    let size = 3;
    for (const element of value) size += 1 + sizeOfValue(element, lengthIsBytes, item, depth + 1, name);
    return size;
  }
  if (typeof value === 'object') {
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null)
      return 3 + sizeOfMap(value, lengthIsBytes, 1, item, depth + 1);
  }
  throw new TypeError(`Item ${nameOf(item)}: ${name} holds ${describe(value)}; a table keeps plain JSON only.`);
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? `a ${value.constructor.name}` : String(value);
}

function sizeOfNumber(value: number, item: Key, name: string): number {
  let rest = Math.abs(value);
  // DynamoDB's numbers: 1E-130 to 9.99E+125.
  if (!(rest < 1e126) || (rest !== 0 && rest < 1e-130))
    throw new TypeError(`Item ${nameOf(item)}: ${name} is ${value}; a number must be 0 or within 1E-130 and 1E+126.`);
  const sign = value < 0 ? 1 : 0;
  if (!Number.isSafeInteger(rest)) return 1 + sign + Math.ceil((String(rest).length - 1) / 2);
  while (rest !== 0 && rest % 10 === 0) rest /= 10;
  let size = 1 + sign;
  for (; rest >= 1; rest = Math.floor(rest / 100)) size += 1;
  return size;
}
