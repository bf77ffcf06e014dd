import type { Json } from '../../functions/platform/ports.ts';
import { isExpression } from './expression.ts';
import { problemsOfChoices, problemsOfHandlers, type Transition } from './handler-problems.ts';
import { type Fields, isFields, isPositiveInteger, show } from './json-shape.ts';
import { isTimestamp } from './timestamp.ts';

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [
    ...['Resource', 'Arguments', 'Output', 'Assign', 'Next', 'End', 'TimeoutSeconds', 'HeartbeatSeconds'],
    ...['Retry', 'Catch'],
  ],
  Choice: ['Choices', 'Default', 'Output', 'Assign'],
  Wait: ['Seconds', 'Timestamp', 'Output', 'Assign', 'Next', 'End'],
  Pass: ['Output', 'Assign', 'Next', 'End'],
  Succeed: ['Output'],
  Fail: ['Error', 'Cause'],
};
const MACHINE = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
const JSONPATH = new Set([
  ...['InputPath', 'OutputPath', 'ResultPath', 'Parameters', 'ResultSelector', 'Result', 'SecondsPath'],
  ...['TimestampPath', 'TimeoutSecondsPath', 'HeartbeatSecondsPath', 'ErrorPath', 'CausePath', 'ItemsPath'],
]);
/** Quota of Step Functions: characters of a state's name. */
const LONGEST_NAME = 80;
/** Quota of Step Functions: seconds of a Wait or a time-out. */
const LONGEST_SECONDS = 99_999_999;

const isText = (value: Json | undefined): value is string => typeof value === 'string';
const isQuery = (value: Json | undefined): boolean => isText(value) && isExpression(value);

const unknownFields = (fields: Fields, known: readonly string[], path: string): string[] =>
  Object.keys(fields)
    .filter((key) => !known.includes(key))
    .map((key) =>
      JSONPATH.has(key)
        ? `${path}${key}: belongs to JSONPath; this engine runs JSONata only`
        : `${path}${key}: is no field that is supported here`,
    );

const problemsOfSeconds = (state: Fields, key: string, path: string, least: number): string[] => {
  const value = state[key];
  if (value === undefined || isQuery(value)) return [];
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= LONGEST_SECONDS
    ? []
    : [`${path}.${key}: ${show(value)} is wrong: an integer from ${least} to ${LONGEST_SECONDS} or an expression`];
};

const problemsOfTask = (state: Fields, path: string): string[] => {
  const problems = [
    ...problemsOfSeconds(state, 'TimeoutSeconds', path, 1),
    ...problemsOfSeconds(state, 'HeartbeatSeconds', path, 1),
    ...problemsOfHandlers(state, path),
  ];
  const { Resource: resource, TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
  if (!isText(resource) || !resource.startsWith('arn:')) {
    problems.push(`${path}.Resource: ${show(resource)} is wrong: the ARN of a task`);
  }
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    problems.push(`${path}.HeartbeatSeconds: ${heartbeat} is not less than TimeoutSeconds, ${timeout}`);
  }
  return problems;
};

const problemsOfWait = (state: Fields, path: string): string[] => {
  const { Seconds: seconds, Timestamp: timestamp } = state;
  const problems = problemsOfSeconds(state, 'Seconds', path, 0);
  if ((seconds === undefined) === (timestamp === undefined)) {
    problems.push(`${path}: a Wait has exactly one of Seconds and Timestamp`);
  }
  if (timestamp !== undefined && !isQuery(timestamp) && !(isText(timestamp) && isTimestamp(timestamp))) {
    problems.push(`${path}.Timestamp: ${show(timestamp)} is wrong: an instant like 2026-03-02T06:00:00Z`);
  }
  return problems;
};

const problemsOfAssign = (state: Fields, path: string): string[] => {
  const assign = state.Assign;
  if (assign === undefined) return [];
  if (!isFields(assign)) return [`${path}.Assign: ${show(assign)} is wrong: an object of variables`];
  return Object.keys(assign)
    .filter((name) => name === 'states' || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) || name.length > LONGEST_NAME)
    .map((name) => `${path}.Assign.${name}: is no name for a variable`);
};

/** `Next` or `End`, where a state has to say how it goes on. */
const problemsOfExit = (state: Fields, path: string): string[] => {
  const { Next: next, End: end } = state;
  if (end !== undefined && typeof end !== 'boolean') return [`${path}.End: ${show(end)} is wrong: true`];
  return (end === true) === (next !== undefined) ? [`${path}: needs exactly one of Next and "End": true`] : [];
};

const isReadable = (value: Json | undefined): boolean => value === undefined || isText(value);

const problemsOfState = (name: string, state: Json, machineLanguage: Json | undefined): string[] => {
  const path = `States.${name}`;
  if (!isFields(state)) return [`${path}: ${show(state)} is wrong: a state`];
  const type = isText(state.Type) ? state.Type : undefined;
  const known = type === undefined ? undefined : FIELDS[type];
  if (known === undefined) {
    return [`${path}.Type: ${show(state.Type)} is not run by this engine: only ${Object.keys(FIELDS).join(', ')}`];
  }
  const language = state.QueryLanguage ?? machineLanguage ?? 'JSONPath';
  if (language !== 'JSONata') {
    return [`${path}.QueryLanguage: ${show(language)} is not run by this engine: only "JSONata"`];
  }
  const problems = unknownFields(state, [...COMMON, ...known], `${path}.`);
  problems.push(...problemsOfAssign(state, path));
  if (name.length > LONGEST_NAME) problems.push(`${path}: the name is longer than ${LONGEST_NAME} characters`);
  if (known.includes('Next')) problems.push(...problemsOfExit(state, path));
  if (type === 'Task') problems.push(...problemsOfTask(state, path));
  if (type === 'Wait') problems.push(...problemsOfWait(state, path));
  if (type === 'Choice') problems.push(...problemsOfChoices(state, path));
  if (type === 'Fail') {
    for (const key of ['Error', 'Cause'] as const) {
      if (!isReadable(state[key])) problems.push(`${path}.${key}: ${show(state[key])} is wrong: a string`);
    }
  }
  return problems;
};

/** Where a state may go on to, each after its path. */
const transitionsOf = (name: string, state: Fields): Transition[] => {
  const path = `States.${name}`;
  const targets: Transition[] = [];
  if (state.Next !== undefined) targets.push({ path: `${path}.Next`, target: state.Next });
  if (state.Default !== undefined) targets.push({ path: `${path}.Default`, target: state.Default });
  for (const key of ['Choices', 'Catch'] as const) {
    const list = state[key];
    if (!Array.isArray(list)) continue;
    for (const [index, entry] of list.entries()) {
      if (isFields(entry)) targets.push({ path: `${path}.${key}[${index}].Next`, target: entry.Next });
    }
  }
  return targets;
};

const problemsOfGraph = (startAt: string, states: Fields): string[] => {
  const problems: string[] = [];
  const reached = new Set<string>([startAt]);
  let ends = false;
  for (const name of reached) {
    const state = states[name] as Fields;
    ends ||= state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';
    for (const { path, target } of transitionsOf(name, state)) {
      if (isText(target) && Object.hasOwn(states, target)) reached.add(target);
      else problems.push(`${path}: ${show(target)} is wrong: the name of a state`);
    }
  }
  for (const name of Object.keys(states)) {
    if (!reached.has(name)) problems.push(`States.${name}: is not reachable`);
  }
  if (!ends) problems.push('States: no state ends the workflow');
  return problems;
};

/** Every problem of a definition, one clear sentence each, after its path; none where the engine can run it. */
export const problemsOfDefinition = (definition: Json): string[] => {
  if (!isFields(definition)) return [`the definition: ${show(definition)} is wrong: an object`];
  const { StartAt: startAt, States: states, TimeoutSeconds: timeout, QueryLanguage: language } = definition;
  const problems = unknownFields(definition, MACHINE, '');
  if (startAt === undefined) problems.push('StartAt: is missing');
  if (states === undefined) problems.push('States: is missing');
  if (timeout !== undefined && !(isPositiveInteger(timeout) && timeout <= LONGEST_SECONDS)) {
    problems.push(`TimeoutSeconds: ${show(timeout)} is wrong: an integer from 1 to ${LONGEST_SECONDS}`);
  }
  if (states === undefined) return problems;
  if (!isFields(states)) return [...problems, `States: ${show(states)} is wrong: an object of states`];
  for (const [name, state] of Object.entries(states)) problems.push(...problemsOfState(name, state, language));
  if (startAt === undefined) return problems;
  if (!isText(startAt) || !Object.hasOwn(states, startAt)) {
    return [...problems, `StartAt: ${show(startAt)} is wrong: the name of a state`];
  }
  if (Object.values(states).every(isFields)) problems.push(...problemsOfGraph(startAt, states));
  return problems;
};
