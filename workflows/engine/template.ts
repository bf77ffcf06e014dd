import type { Json } from '../../functions/platform/ports.ts';
import { compileExpression, evaluate, type Field, isExpression } from './expression.ts';
import { type Fast, NOT_FAST } from './fast-path.ts';
import type { Scope } from './scope.ts';

const constant = (value: Json, location: string): Field => ({
  location,
  fast: () => value,
  slow: async () => value,
});

const holdsExpression = (value: Json): boolean => {
  if (typeof value === 'string') return isExpression(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(holdsExpression);
};

const list = (parts: readonly Field[], location: string): Field => ({
  location,
  fast: (scope) => {
    const values: unknown[] = [];
    for (const part of parts) {
      const value = part.fast(scope);
      if (value === NOT_FAST) return NOT_FAST;
      values.push(value);
    }
    return values;
  },
  slow: async (scope) => {
    const values: Json[] = [];
    for (const part of parts) values.push(await evaluate(part, scope));
    return values;
  },
});

const record = (names: readonly string[], parts: readonly Field[], location: string): Field => {
  const fasts: readonly Fast[] = parts.map((part) => part.fast);
  return {
    location,
    fast: (scope) => {
      const values: Record<string, unknown> = {};
      for (let index = 0; index < names.length; index += 1) {
        const value = fasts[index]!(scope);
        if (value === NOT_FAST) return NOT_FAST;
        values[names[index]!] = value;
      }
      return values;
    },
    slow: async (scope: Scope) => {
      const values: Record<string, Json> = {};
      for (let index = 0; index < names.length; index += 1) {
        values[names[index]!] = await evaluate(parts[index]!, scope);
      }
      return values;
    },
  };
};

/**
 * Compiles a value of a definition in which any string may be an expression. An expression that cannot be run is
 * added to `problems`, after its path.
 */
export const compileTemplate = (value: Json, location: string, path: string, problems: string[]): Field => {
  if (!holdsExpression(value)) return constant(value, location);
  if (typeof value === 'string') {
    try {
      return compileExpression(value, location);
    } catch (error) {
      problems.push(`${path}: ${JSON.stringify(value)} is no expression that can be run: ${(error as Error).message}`);
      return constant(null, location);
    }
  }
  if (Array.isArray(value)) {
    const parts = value.map((part, index) =>
      compileTemplate(part, `${location}[${index}]`, `${path}[${index}]`, problems),
    );
    return list(parts, location);
  }
  const entries = Object.entries(value as { [key: string]: Json });
  const parts = entries.map(([key, part]) => compileTemplate(part, `${location}/${key}`, `${path}.${key}`, problems));
  return record(
    entries.map(([key]) => key),
    parts,
    location,
  );
};
