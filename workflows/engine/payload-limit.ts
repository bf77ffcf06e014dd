import type { Json } from '../../functions/platform/ports.ts';

/** Quota of Step Functions: bytes of UTF-8 of a state's input, output or variable. */
const LARGEST_PAYLOAD = 262_144;

/** An upper bound of the bytes that a value takes as JSON, or infinity as soon as it may be above the quota. */
const atMost = (value: Json, spare: number): number => {
  if (spare < 0) return Number.POSITIVE_INFINITY;
  // A character takes at most six bytes: the escape of a control character.
  if (typeof value === 'string') return 2 + value.length * 6;
  if (value === null || typeof value !== 'object') return 25;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const part of value) bytes += 1 + atMost(part, spare - bytes);
    return bytes;
  }
  for (const key in value) bytes += 4 + key.length * 6 + atMost(value[key] as Json, spare - bytes);
  return bytes;
};

/** Whether a value is within the quota for payloads. Small ones are seen to be so without being written out. */
export const fitsPayload = (value: Json): boolean =>
  atMost(value, LARGEST_PAYLOAD) <= LARGEST_PAYLOAD || Buffer.byteLength(JSON.stringify(value)) <= LARGEST_PAYLOAD;

/** A value as it comes out of a call: JSON only, and no part of it shared with the caller. */
export const asJson = (value: unknown): Json => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  const text = JSON.stringify(value);
  return text === undefined ? null : (JSON.parse(text) as Json);
};
