import type { Json } from '../../functions/platform/ports.ts';
import { isExpression } from './expression.ts';
import { type Fields, isFields, isPositiveInteger, show } from './json-shape.ts';

/** A place where a definition names the state that follows. */
export interface Transition {
  path: string;
  target: Json | undefined;
}

const RETRIER = [
  ...['ErrorEquals', 'IntervalSeconds', 'BackoffRate', 'MaxAttempts', 'MaxDelaySeconds', 'JitterStrategy', 'Comment'],
];
const CATCHER = ['ErrorEquals', 'Output', 'Assign', 'Next', 'Comment'];
const RULE = ['Condition', 'Output', 'Assign', 'Next', 'Comment'];

const unknown = (fields: Fields, known: readonly string[], path: string): string[] =>
  Object.keys(fields)
    .filter((key) => !known.includes(key))
    .map((key) => `${path}.${key}: is no field that is supported here`);

const problemsOfErrors = (entry: Fields, path: string, isLast: boolean): string[] => {
  const errors = entry.ErrorEquals;
  if (!Array.isArray(errors) || errors.length === 0 || !errors.every((error) => typeof error === 'string')) {
    return [`${path}.ErrorEquals: ${show(errors)} is wrong: a list of error names`];
  }
  if (!errors.includes('States.ALL')) return [];
  return errors.length > 1 || !isLast ? [`${path}.ErrorEquals: States.ALL stands alone, in the last entry`] : [];
};

const problemsOfRetrier = (retrier: Fields, path: string): string[] => {
  const { IntervalSeconds: interval, BackoffRate: rate, MaxAttempts: attempts } = retrier;
  const { MaxDelaySeconds: longest, JitterStrategy: jitter } = retrier;
  const problems = unknown(retrier, RETRIER, path);
  if (interval !== undefined && !isPositiveInteger(interval)) {
    problems.push(`${path}.IntervalSeconds: ${show(interval)} is wrong: an integer above zero`);
  }
  if (rate !== undefined && !(typeof rate === 'number' && rate >= 1)) {
    problems.push(`${path}.BackoffRate: ${show(rate)} is wrong: a number from 1`);
  }
  if (attempts !== undefined && attempts !== 0 && !(isPositiveInteger(attempts) && attempts <= 99_999_999)) {
    problems.push(`${path}.MaxAttempts: ${show(attempts)} is wrong: an integer from 0 to 99999999`);
  }
  if (longest !== undefined) {
    const least = typeof interval === 'number' ? interval : 1;
    if (!(isPositiveInteger(longest) && longest > least && longest < 31_622_400)) {
      problems.push(`${path}.MaxDelaySeconds: ${show(longest)} is wrong: an integer above ${least}, below 31622400`);
    }
  }
  if (jitter !== undefined && jitter !== 'FULL' && jitter !== 'NONE') {
    problems.push(`${path}.JitterStrategy: ${show(jitter)} is wrong: "FULL" or "NONE"`);
  }
  return problems;
};

const problemsOfList = (
  state: Fields,
  key: string,
  path: string,
  problemsOfEntry: (entry: Fields, path: string, isLast: boolean) => string[],
): string[] => {
  const list = state[key];
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [`${path}.${key}: ${show(list)} is wrong: a list`];
  return list.flatMap((entry, index) => {
    const here = `${path}.${key}[${index}]`;
    return isFields(entry)
      ? problemsOfEntry(entry, here, index === list.length - 1)
      : [`${here}: ${show(entry)} is wrong: an object`];
  });
};

/** The problems of a task's `Retry` and `Catch`. */
export const problemsOfHandlers = (state: Fields, path: string): string[] => [
  ...problemsOfList(state, 'Retry', path, (entry, here, isLast) => [
    ...problemsOfErrors(entry, here, isLast),
    ...problemsOfRetrier(entry, here),
  ]),
  ...problemsOfList(state, 'Catch', path, (entry, here, isLast) => [
    ...problemsOfErrors(entry, here, isLast),
    ...unknown(entry, CATCHER, here),
  ]),
];

/** The problems of the rules of a Choice. */
export const problemsOfChoices = (state: Fields, path: string): string[] => {
  if (!Array.isArray(state.Choices) || state.Choices.length === 0) {
    return [`${path}.Choices: ${show(state.Choices)} is wrong: a list of rules`];
  }
  return problemsOfList(state, 'Choices', path, (entry, here) => {
    const problems = unknown(entry, RULE, here);
    const condition = entry.Condition;
    if (!(typeof condition === 'boolean' || (typeof condition === 'string' && isExpression(condition)))) {
      problems.push(`${here}.Condition: ${show(condition)} is wrong: an expression or a boolean`);
    }
    return problems;
  });
};
