import jsonata from 'jsonata';
import type { Json } from '../../functions/platform/ports.ts';
import { addBounds, tooDeep, USAGE, type Usage } from './expression-bounds.ts';
import { DEEPEST, inspectExpression } from './expression-problems.ts';
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
const plain = (value: unknown): Json => {
  // As inside JSON, a number that is not finite becomes null.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value === null || typeof value !== 'object' ? (value as Json) : JSON.parse(JSON.stringify(value));
};

const reasonOf = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string };
  // The full stop goes before an error with a code, the colon before one without, as on AWS.
  return code === undefined ? `: ${message ?? String(error)}` : `. ${code}: ${message}`;
};

const definite = (value: unknown): unknown => (value === undefined ? NOT_FAST : value);

/** Whether a text of a definition is an expression. With a space outside the braces it is a literal, as on AWS. */
export const isExpression = (text: string): boolean => text.startsWith('{%') && text.endsWith('%}');

/** Compiles `{% … %}` once. Throws where it does not parse, or refers to what is not there. */
export const compileExpression = (text: string, location: string): Field => {
  const source = text.slice(2, -2).trim();
  const compiled = jsonata(source);
  addFunctions(compiled);
  const tree = compiled.ast() as Node;
  addBounds(compiled, tree);
  const { problems, depth } = inspectExpression(tree, location.startsWith('Catch['));
  if (problems.length > 0) throw new Error(problems.join('; '));
  const direct = depth > DEEPEST ? undefined : compileFast(tree);
  const about = `The JSONata expression '${source}' specified for the field '${location}'`;
  return {
    location,
    source,
    // Nothing (undefined) is left to jsonata as well: that path words the failure.
    fast: direct === undefined ? () => NOT_FAST : (scope) => definite(direct(scope)),
    slow: async (scope) => {
      let value: unknown;
      try {
        if (depth > DEEPEST) throw tooDeep();
        const usage: Usage = { depth: 0, steps: 0 };
        const own = { states: scope.states(), [SURROUNDINGS]: scope.surroundings, [USAGE]: usage };
        value = await compiled.evaluate(undefined, { ...scope.variables, ...own });
      } catch (error) {
        throw new QueryFailure(`${about} threw an error during evaluation${reasonOf(error)}`, location);
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
