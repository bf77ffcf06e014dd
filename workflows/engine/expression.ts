import jsonata from 'jsonata';
import type { Json } from '../../functions/platform/ports.ts';
import { compileFast, type Fast, NOT_FAST, type Node } from './fast-path.ts';
import { addFunctions, SURROUNDINGS } from './functions.ts';
import type { Scope } from './scope.ts';

/** An expression that could not be evaluated, or whose value does not fit. The state fails with it. */
export class QueryFailure extends Error {
  /** The field, like `Output/result`. */
  readonly location: string;
  constructor(message: string, location: string) {
    super(message);
    this.name = 'States.QueryEvaluationError';
    this.location = location;
  }
}

/** A field of a state: constants and expressions. */
export interface Field {
  readonly location: string;
  /** The expression without its braces, where the whole field is one. */
  readonly source?: string;
  /** Evaluates without waiting, or gives `NOT_FAST`. Never throws, never gives `undefined`. */
  readonly fast: Fast;
  /** Evaluates with jsonata. Throws `QueryFailure`. */
  readonly slow: (scope: Scope) => Promise<Json>;
}

/** The value of a field; a promise only where jsonata has to be asked. Throws `QueryFailure`. */
export const evaluate = (field: Field, scope: Scope): Json | Promise<Json> => {
  const value = field.fast(scope);
  return value === NOT_FAST ? field.slow(scope) : (value as Json);
};

const isFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && ('_jsonata_function' in value || '_jsonata_lambda' in value));

/** jsonata's arrays carry hidden marks, and values may share parts with the input: only the JSON of it counts. */
const plain = (value: unknown): Json =>
  value === null || typeof value !== 'object' ? (value as Json) : JSON.parse(JSON.stringify(value));

const reasonOf = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string };
  return code === undefined ? `${message ?? String(error)}` : `${code}: ${message}`;
};

const definite = (value: unknown): unknown => (value === undefined ? NOT_FAST : value);

/** Whether a text of a definition is an expression. With a space outside the braces it is a literal, as on AWS. */
export const isExpression = (text: string): boolean => text.startsWith('{%') && text.endsWith('%}');

/** Compiles `{% … %}` once. Throws jsonata's own error where it does not parse. */
export const compileExpression = (text: string, location: string): Field => {
  const source = text.slice(2, -2).trim();
  const compiled = jsonata(source);
  addFunctions(compiled);
  const direct = compileFast(compiled.ast() as Node);
  const about = `The JSONata expression '${source}' specified for the field '${location}'`;
  return {
    location,
    source,
    // Nothing (undefined) is left to jsonata as well: that path words the failure.
    fast: direct === undefined ? () => NOT_FAST : (scope) => definite(direct(scope)),
    slow: async (scope) => {
      let value: unknown;
      try {
        const bindings = { ...scope.variables, states: scope.states(), [SURROUNDINGS]: scope.surroundings };
        value = await compiled.evaluate(undefined, bindings);
      } catch (error) {
        throw new QueryFailure(`${about} threw an error during evaluation. ${reasonOf(error)}`, location);
      }
      if (value === undefined) throw new QueryFailure(`${about} returned nothing (undefined).`, location);
      if (isFunction(value)) throw new QueryFailure(`${about} returned an unsupported result type.`, location);
      return plain(value);
    },
  };
};

const typeOf = (value: Json): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

/** The failure of a field whose value has the wrong type, in the words of AWS. */
export const wrongType = (field: Field, expected: string, value: Json): QueryFailure =>
  new QueryFailure(
    `The JSONata expression '${field.source}' specified for the field '${field.location}' returned an unexpected result ` +
      `type. Expected '${expected}', but was '${typeOf(value)}' for value: ${JSON.stringify(value)}`,
    field.location,
  );
