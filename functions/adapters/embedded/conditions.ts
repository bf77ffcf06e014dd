import type { Condition, Item } from '../../platform/ports.ts';

/**
 * Why the condition does not hold for the item as it stands (`undefined`: not there), or `undefined` where it holds.
 * The reason names attributes, never their values: those may be personal.
 */
export function whyNot(condition: Condition | undefined, item: Item | undefined): string | undefined {
  if (condition === undefined) return undefined;
  if (condition.exists === true && item === undefined) return 'it is not there';
  if (condition.exists === false && item !== undefined) return 'it is there already';
  for (const name in condition.equals)
    if (!sameJson(condition.equals[name], item?.[name])) return `${name} has another value than expected`;
  for (const name in condition.absentOrLessThan)
    if (!absentOrLess(item?.[name], condition.absentOrLessThan[name])) return `${name} is not below the given value`;
  return undefined;
}

function absentOrLess(value: unknown, bound: unknown): boolean {
  if (value === undefined) return true;
  if (typeof value === 'number' && typeof bound === 'number') return value < bound;
  // DynamoDB orders strings by their UTF-8 bytes, which for astral characters differs from JavaScript's `<`.
  if (typeof value === 'string' && typeof bound === 'string')
    return Buffer.compare(Buffer.from(value), Buffer.from(bound)) < 0;
  return false;
}

/** Equal as JSON: the order of an object's attributes does not count, undefined ones are absent. */
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const name in left) if (!sameJson(left[name], right[name])) return false;
  for (const name in right) if (right[name] !== undefined && left[name] === undefined) return false;
  return true;
}
