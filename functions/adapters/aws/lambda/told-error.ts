import { BadInput, NamedError } from '../../../platform/errors.ts';

/**
 * Errors as they may be seen. Lambda writes what a handler throws into the log with all its fields, and Step Functions
 * into the history of the execution; neither may hold personal data. The name stays: state machines retry by it.
 */

/** Errors whose messages are ours and hold ids and figures only. */
const OURS: ReadonlySet<string> = new Set([
  'AggregateError',
  'AlreadyStarted',
  'CertainlyNotSent',
  'ConditionFailed',
  'Conflict',
  'ForeignInvoice',
  'MessageRefused',
  'NotSetUp',
  'PayerBeingChanged',
  'ServiceUnavailable',
  'TaskClosed',
  'Throttled',
  'TooBig',
]);
const HIDDEN = 'The message is not shown, because it may hold personal data.';
const LONGEST = 200;
const MOST_NAMED = 10;

interface Raised {
  name?: unknown;
  message?: unknown;
  stack?: unknown;
  issues?: readonly { path: readonly PropertyKey[]; code: string }[];
  errors?: readonly unknown[];
}

const list = (parts: readonly string[]): string => {
  const more = parts.length - MOST_NAMED;
  return `${parts.slice(0, MOST_NAMED).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
};

/** A problem without the values that somebody wrote: those stand in quotation marks, or may hold one themselves. */
const withoutValues = (problem: string): string => {
  const first = problem.indexOf('"');
  const text = first < 0 ? problem : `${problem.slice(0, first)}…${problem.slice(problem.lastIndexOf('"') + 1)}`;
  return text.includes('@') ? 'a value' : text.slice(0, LONGEST);
};

const messageOf = (error: unknown): string => {
  const { name, issues, errors } = error as Raised;
  if (name === 'ZodError' && Array.isArray(issues))
    return `Not as agreed: ${list(issues.map(({ path, code }) => `${path.join('.') || 'the payload'} (${code})`))}`;
  if (error instanceof BadInput) return `Refused: ${list(error.problems.map(withoutValues))}`;
  const known = error instanceof NamedError || error instanceof AggregateError;
  if (!known || !OURS.has(error.name)) return HIDDEN;
  if (!Array.isArray(errors)) return error.message;
  return `${error.message}: ${list(errors.map((each) => `${nameOf(each)}: ${messageOf(each)}`))}`;
};

const nameOf = (error: unknown): string => {
  const { name } = (error ?? {}) as Raised;
  return typeof name === 'string' && name !== '' ? name : 'Error';
};

/** The frames alone: the first lines repeat the message. */
const framesOf = ({ stack, message }: Raised): string => {
  if (typeof stack !== 'string') return '';
  const after = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  const frames = (after < 0 ? stack : stack.slice(after + (message as string).length)).split('\n');
  return frames.filter((line) => /^\s+at /.test(line)).join('\n');
};

/** The same error with its name, its frames and a message that anybody may see; nothing else of it is left. */
export const toldError = (error: unknown): Error => {
  const told = new Error(messageOf(error ?? {}));
  told.name = nameOf(error);
  told.stack = `${told.name}: ${told.message}\n${framesOf(error ?? {})}`;
  return told;
};
