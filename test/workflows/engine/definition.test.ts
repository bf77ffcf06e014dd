import { describe, expect, it } from 'vitest';
import { BadInput } from '../../../functions/platform/errors.ts';
import type { Json } from '../../../functions/platform/ports.ts';
import { loadDefinition } from '../../../workflows/engine/definition.ts';
import { Bench, CALLBACK, INVOKE } from './support.ts';

type Fields = { [key: string]: Json };

const problemsOf = (definition: unknown, substitutions?: Record<string, string>): readonly string[] => {
  try {
    loadDefinition(definition, substitutions);
    return [];
  } catch (error) {
    if (error instanceof BadInput) return error.problems;
    throw error;
  }
};

const machine = (states: Fields): Json => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0]!,
  States: states,
});
const one = (state: Fields): Json => machine({ A: { End: true, ...state } });
const placeholder = (name: string): string => `$\{${name}}`;
const task = (more: Fields): Json => one({ Type: 'Task', Resource: INVOKE, ...more });

describe('a definition', () => {
  it('is taken as JSON or as its text', () => {
    const definition = one({ Type: 'Pass' });
    expect(loadDefinition(JSON.stringify(definition)).startAt).toBe('A');
    expect(loadDefinition(definition).states.get('A')).toEqual({ type: 'Pass', name: 'A' });
  });

  it('gets its placeholders filled, in every string', () => {
    const definition = task({
      Resource: placeholder('arn'),
      Arguments: { FunctionName: `fn-${placeholder('stage')}` },
    });
    expect(problemsOf(definition, { arn: CALLBACK })).toEqual([
      `States.A.Arguments.FunctionName: nothing is given for the placeholder ${placeholder('stage')}`,
    ]);
    const state = loadDefinition(definition, { arn: CALLBACK, stage: 'test' }).states.get('A');
    expect(state).toMatchObject({ resource: CALLBACK, isCallback: true });
  });

  it.each<[string, Json, string]>([
    [
      'Map',
      one({ Type: 'Map' }),
      'States.A.Type: "Map" is not run by this engine: only Task, Choice, Wait, Pass, Succeed, Fail',
    ],
    ['Parallel', one({ Type: 'Parallel' }), 'States.A.Type: "Parallel" is not run by this engine'],
    [
      'JSONPath by default',
      { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
      'States.A.QueryLanguage: "JSONPath" is not run',
    ],
    ['a field of JSONPath', one({ Type: 'Pass', InputPath: '$' }), 'States.A.InputPath: belongs to JSONPath'],
    ['an unknown field', one({ Type: 'Pass', Outputs: 1 }), 'States.A.Outputs: is no field that is supported here'],
    ['no Next and no End', machine({ A: { Type: 'Pass' } }), 'States.A: needs exactly one of Next and "End": true'],
    ['Next and End', machine({ A: { Type: 'Pass', Next: 'A', End: true } }), 'States.A: needs exactly one of'],
    [
      'an unknown target',
      machine({ A: { Type: 'Pass', Next: 'B' } }),
      'States.A.Next: "B" is wrong: the name of a state',
    ],
    ['an unknown start', { ...(one({ Type: 'Pass' }) as Fields), StartAt: 'B' }, 'StartAt: "B" is wrong'],
    ['no definition', 'null', 'the definition: null is wrong: an object'],
    ['a state that is none', machine({ A: 1 }), 'States.A: 1 is wrong: a state'],
    ['a wait for nothing', one({ Type: 'Wait' }), 'States.A: a Wait has exactly one of Seconds and Timestamp'],
    ['a wait below zero', one({ Type: 'Wait', Seconds: -1 }), 'States.A.Seconds: -1 is wrong: an integer from 0'],
    [
      'a day that is none',
      one({ Type: 'Wait', Timestamp: '2026-02-30T00:00:00Z' }),
      'States.A.Timestamp: "2026-02-30T00:00:00Z" is wrong',
    ],
    [
      'a resource that is none',
      one({ Type: 'Task', Resource: 'fn' }),
      'States.A.Resource: "fn" is wrong: the ARN of a task',
    ],
    ['a time-out of zero', task({ TimeoutSeconds: 0 }), 'States.A.TimeoutSeconds: 0 is wrong: an integer from 1'],
    [
      'a late heartbeat',
      task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
      'States.A.HeartbeatSeconds: 5 is not less than TimeoutSeconds, 5',
    ],
    [
      'a retry of nothing',
      task({ Retry: [{ ErrorEquals: [] }] }),
      'States.A.Retry[0].ErrorEquals: [] is wrong: a list of error names',
    ],
    [
      'States.ALL before others',
      task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
      'States.A.Retry[0].ErrorEquals: States.ALL stands alone, in the last entry',
    ],
    [
      'a rate below 1',
      task({ Retry: [{ ErrorEquals: ['A'], BackoffRate: 0.5 }] }),
      'States.A.Retry[0].BackoffRate: 0.5 is wrong',
    ],
    [
      'a short longest delay',
      task({ Retry: [{ ErrorEquals: ['A'], IntervalSeconds: 9, MaxDelaySeconds: 9 }] }),
      'MaxDelaySeconds: 9 is wrong: an integer above 9',
    ],
    [
      'attempts below zero',
      task({ Retry: [{ ErrorEquals: ['A'], MaxAttempts: -1 }] }),
      'States.A.Retry[0].MaxAttempts: -1 is wrong',
    ],
    [
      'an interval of zero',
      task({ Retry: [{ ErrorEquals: ['A'], IntervalSeconds: 0 }] }),
      'States.A.Retry[0].IntervalSeconds: 0 is wrong',
    ],
    [
      'unknown jitter',
      task({ Retry: [{ ErrorEquals: ['A'], JitterStrategy: 'SOME' }] }),
      'States.A.Retry[0].JitterStrategy: "SOME" is wrong',
    ],
    [
      'a catch to nowhere',
      task({ Catch: [{ ErrorEquals: ['A'] }] }),
      'States.A.Catch[0].Next: nothing is wrong: the name of a state',
    ],
    [
      'a choice of nothing',
      machine({ A: { Type: 'Choice', Choices: [] } }),
      'States.A.Choices: [] is wrong: a list of rules',
    ],
    [
      'a condition that is a literal',
      machine({ A: { Type: 'Choice', Choices: [{ Condition: 'yes', Next: 'A' }] } }),
      'States.A.Choices[0].Condition: "yes" is wrong',
    ],
    [
      'a variable named states',
      one({ Type: 'Pass', Assign: { states: 1 } }),
      'States.A.Assign.states: is no name for a variable',
    ],
    [
      'variables that are none',
      one({ Type: 'Pass', Assign: [] }),
      'States.A.Assign: [] is wrong: an object of variables',
    ],
    ['an error that is no text', machine({ A: { Type: 'Fail', Error: 1 } }), 'States.A.Error: 1 is wrong: a string'],
    [
      'a machine that times out at once',
      { ...(one({ Type: 'Pass' }) as Fields), TimeoutSeconds: 0 },
      'TimeoutSeconds: 0 is wrong',
    ],
    [
      'a name that is too long',
      machine({ ['x'.repeat(81)]: { Type: 'Pass', End: true } }),
      'the name is longer than 80 characters',
    ],
    [
      'an expression that does not parse',
      one({ Type: 'Pass', Output: { a: ['{% $x + %}'] } }),
      'States.A.Output.a[0]: "{% $x + %}" is no expression that can be run: Unexpected end',
    ],
  ])('is refused for %s', (_, definition, problem) => {
    const problems = problemsOf(definition);
    expect(problems.join('\n')).toContain(problem);
  });

  it.each([
    ['phone', "refers to 'phone' at the top level"],
    ['$sum(phone.number)', "refers to 'phone' at the top level"],
    ['{ "a": phone }', "refers to 'phone' at the top level"],
    ['$$.phone', 'refers to $$, which is not there'],
    ['$.phone', 'refers to $, which is not there'],
    ['$states.errorOutput.Error', 'reads $states.errorOutput outside a Catch'],
  ])('is refused for the expression %s', (source, problem) => {
    expect(problemsOf(one({ Type: 'Pass', Output: `{% ${source} %}` })).join()).toContain(problem);
  });

  it.each([
    '$states.input.phones[type = "home"].number',
    '$states.input.phones.{ "n": number, "self": $ }',
    '$states.input.phones^(number).type',
    '$states.input.phones{ type: number }',
    '$map($states.input.phones, function($phone) { $phone.number })',
    '($first := $states.input.phones[0]; $first.number)',
    '$states.input ~> |phones|{ "type": type & "!" }|',
  ])('is accepted for the expression %s', (source) => {
    expect(problemsOf(one({ Type: 'Pass', Output: `{% ${source} %}` }))).toEqual([]);
  });

  it('names every problem at once', () => {
    const problems = problemsOf(machine({ A: { Type: 'Map' }, B: { Type: 'Pass', InputPath: '$', Next: 'C' } }));
    expect(problems.length).toBeGreaterThan(2);
  });

  it('is refused by an engine that cannot call its resources', () => {
    expect(
      () => new Bench({ A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } }, () => null),
    ).toThrow('flow: States.A.Resource: "arn:aws:states:::sqs:sendMessage" is not called by this engine');
  });
});
