import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { TASKS } from '../../local/tasks.ts';
import { loadDefinition } from '../../workflows/engine/definition.ts';
import { lifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';

/** Every definition is a document: it loads, it says why, and a manager understands its states. */

interface State {
  Type: string;
  Comment?: string;
  Resource?: string;
  Default?: string;
  TimeoutSeconds?: unknown;
  Retry?: { Comment?: string; ErrorEquals: string[] }[];
  Catch?: { Comment?: string; ErrorEquals: string[]; Next: string }[];
  [field: string]: unknown;
}
interface Definition {
  Comment?: string;
  StartAt: string;
  States: Record<string, State>;
}

const FOLDER = new URL('../../workflows/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => existsSync(new URL(`${name}/definition.asl.json`, FOLDER)));
const textOf = (name: string): string => readFileSync(new URL(`${name}/definition.asl.json`, FOLDER), 'utf8');
// The validator ships no types.
const validate = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => {
  isValid: boolean;
  errors: unknown[];
};
const tasks = Object.fromEntries([...TASKS.keys()].map((name) => [name, name]));
const arns = Object.fromEntries(
  [...TASKS.keys()].map((name) => [name, `arn:aws:lambda:us-east-1:000000000000:function:${name}`]),
);
const filled = (text: string): Definition =>
  JSON.parse(text.replace(/\$\{(\w+)\}/g, (_whole, name: string) => arns[name] ?? `no task ${name}`)) as Definition;

/** Step Functions Developer Guide, "Handle Lambda service exceptions"; the last two are a process that ended midway. */
const LAMBDA_FAILED = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
  'Runtime.ExitError',
];
const retried = (retriers: readonly { ErrorEquals: string[] }[]): Set<string> =>
  new Set(retriers.flatMap(({ ErrorEquals }) => ErrorEquals));

it('there are definitions', () => {
  expect(names).toEqual(
    expect.arrayContaining(['correspondence', 'escalation', 'invoice-lifecycle', 'issue-resolution', 'nightly-review']),
  );
});

describe.each(names)('%s', (name) => {
  const definition = filled(textOf(name));
  const states = Object.entries(definition.States);

  it('is valid for Step Functions and for the engine', () => {
    const { isValid, errors } = validate(definition);
    expect({ isValid, errors }).toEqual({ isValid: true, errors: [] });
    expect(() => loadDefinition(JSON.parse(textOf(name)), tasks)).not.toThrow();
    expect(textOf(name)).toContain('"QueryLanguage": "JSONata"');
  });

  it('says why: for itself, each wait, retry and catch, each waiting task and each choice with more than one way', () => {
    expect(definition.Comment).toBeTruthy();
    for (const [state, { Type, Comment, Resource, Retry = [], Catch = [] }] of states) {
      const waits = Type === 'Wait' || Resource?.endsWith('.waitForTaskToken') === true;
      if (waits || Type === 'Task') expect([state, Comment]).toEqual([state, expect.any(String)]);
      for (const each of [...Retry, ...Catch]) expect([state, each.Comment]).toEqual([state, expect.any(String)]);
    }
  });

  it('retries named errors only: States.ALL would retry the timer of a parked state', () => {
    for (const [, { Retry = [] }] of states)
      for (const { ErrorEquals } of Retry) for (const error of ErrorEquals) expect(error).not.toMatch(/^States\./);
  });

  it('retries every task that Lambda failed, by each name that Step Functions has for it', () => {
    for (const [state, { Type, Retry = [] }] of states)
      if (Type === 'Task')
        expect([state, LAMBDA_FAILED.filter((error) => !retried(Retry).has(error))]).toEqual([state, []]);
  });

  it('sets a time limit on every task that waits, and takes its end for no failure', () => {
    for (const [state, { Resource, TimeoutSeconds, Catch = [] }] of states) {
      if (!Resource?.endsWith('.waitForTaskToken')) continue;
      expect([state, TimeoutSeconds]).toEqual([state, expect.anything()]);
      expect(Catch.map(({ ErrorEquals, Next }) => [ErrorEquals, Next])).toEqual([
        [['States.Timeout'], definition.StartAt],
      ]);
    }
  });

  it('has states whose names are words, and choices with a default', () => {
    for (const [state, { Type, Default }] of states) {
      expect(state).toMatch(/^[A-Z][a-z-]+( [a-z0-9-]+)*\??$/);
      if (Type === 'Choice') expect([state, Default]).toEqual([state, expect.any(String)]);
    }
  });

  it('has its contract and its picture beside it', async () => {
    const contract = (await import(new URL(`${name}/contract.ts`, FOLDER).href)) as Record<string, unknown>;
    expect(Object.values(contract).some((value) => value instanceof z.ZodType)).toBe(true);
    const readme = readFileSync(new URL(`${name}/README.md`, FOLDER), 'utf8');
    expect(readme).toContain('```mermaid');
    // Every state stands in the picture or in the text.
    for (const [state] of states) expect(readme).toContain(state);
  });
});

it('an execution of the lifecycle is started with ids only', () => {
  expect(Object.keys(lifecycleInput.shape)).toEqual(['invoiceId', 'customerId', 'cycle', 'restart']);
});
