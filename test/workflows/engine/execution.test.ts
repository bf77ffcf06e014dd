import { describe, expect, it } from 'vitest';
import type { Json } from '../../../functions/platform/ports.ts';
import { MemoryStore } from '../../../workflows/engine/store-memory.ts';
import { Bench, failing, task } from './support.ts';

describe('an execution', () => {
  const loop: Json = {
    A: { Type: 'Pass', Next: 'B' },
    B: { Type: 'Choice', Choices: [{ Condition: true, Next: 'A' }], Default: 'C' },
    C: { Type: 'Succeed' },
  };

  it('times out as a whole', async () => {
    const bench = new Bench({ W: { Type: 'Wait', Seconds: 60, End: true } }, () => null, { timeoutSeconds: 30 });
    await bench.start('one');
    await bench.run();
    expect(bench.found('one')).toMatchObject({ status: 'TIMED_OUT', error: undefined });
    expect(bench.events('one').at(-1)).toBe('ExecutionTimedOut');
    expect(bench.engine.counters.get('flow')?.ended).toBe(1);
  });

  it('fails when its history is full, with the failure as event 25,000', async () => {
    const bench = new Bench(loop, () => null);
    await bench.start('one');
    const found = bench.found('one');
    expect(found).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(found.history).toHaveLength(25_000);
    expect(found.history.at(-1)).toMatchObject({ id: 25_000, previousEventId: 24_999, type: 'ExecutionFailed' });
  });

  it('ends the same where no history is kept, and only its name stays', async () => {
    const bench = new Bench(loop, () => null, { history: 'none', store: new MemoryStore('none') });
    await bench.start('one');
    expect(bench.engine.counters.get('flow')).toMatchObject({ started: 1, ended: 1 });
    expect(bench.engine.counters.get('flow')!.transitions).toBe(12_499);
    expect(bench.engine.execution('flow', 'one')).toBeUndefined();
    await expect(bench.engine.start('flow', 'one', {})).rejects.toThrow('was started before');
  });

  it('shows every state entered and every retry to whoever listens', async () => {
    const seen: string[] = [];
    const bench = new Bench({ Work: task({ Retry: [{ ErrorEquals: ['Throttled'] }] }) }, failing(1), {
      onTransition: ({ state, retryCount }) => seen.push(`${state} ${retryCount}`),
    });
    await bench.start('one');
    await bench.run();
    expect(seen).toEqual(['Work 0', 'Work 1']);
  });

  it('takes its turn among equals in the order of setting, and the same way each time', async () => {
    const order = async (): Promise<string[]> => {
      const seen: string[] = [];
      const bench = new Bench(
        { W: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'Work' }, Work: task() },
        (_n, _p, call) => {
          seen.push(call.execution);
        },
      );
      for (const [name, s] of [
        ['a', 9],
        ['b', 5],
        ['c', 9],
        ['d', 5],
      ] as const)
        await bench.start(name, { s });
      await bench.run();
      return seen;
    };
    expect(await order()).toEqual(['b', 'd', 'a', 'c']);
    expect(await order()).toEqual(await order());
  });

  it('is written down as GetExecutionHistory gives it', async () => {
    const bench = new Bench({ Work: task({ TimeoutSeconds: 9, Assign: { x: 1 } }) }, () => 'done');
    await bench.start('one', { id: 7 });
    const included = { truncated: false };
    const timestamp = '2026-03-02T06:00:00.000Z';
    const result = '{"ExecutedVersion":"$LATEST","Payload":"done","StatusCode":200}';
    const lambda = { resourceType: 'lambda', resource: 'invoke' };
    expect(bench.found('one').history).toEqual([
      {
        timestamp,
        type: 'ExecutionStarted',
        id: 1,
        previousEventId: 0,
        executionStartedEventDetails: {
          input: '{"id":7}',
          inputDetails: included,
          roleArn: 'arn:aws:iam::000000000000:role/flow',
        },
      },
      {
        timestamp,
        type: 'TaskStateEntered',
        id: 2,
        previousEventId: 0,
        stateEnteredEventDetails: { name: 'Work', input: '{"id":7}', inputDetails: included },
      },
      {
        timestamp,
        type: 'TaskScheduled',
        id: 3,
        previousEventId: 2,
        taskScheduledEventDetails: {
          ...lambda,
          region: 'us-east-1',
          parameters: '{"FunctionName":"work","Payload":{"id":7}}',
          timeoutInSeconds: 9,
        },
      },
      { timestamp, type: 'TaskStarted', id: 4, previousEventId: 3, taskStartedEventDetails: lambda },
      {
        timestamp,
        type: 'TaskSucceeded',
        id: 5,
        previousEventId: 4,
        taskSucceededEventDetails: { ...lambda, output: result, outputDetails: included },
      },
      {
        timestamp,
        type: 'TaskStateExited',
        id: 6,
        previousEventId: 5,
        stateExitedEventDetails: {
          name: 'Work',
          output: result,
          outputDetails: included,
          assignedVariables: { x: '1' },
          assignedVariablesDetails: included,
        },
      },
      {
        timestamp,
        type: 'ExecutionSucceeded',
        id: 7,
        previousEventId: 6,
        executionSucceededEventDetails: { output: result, outputDetails: included },
      },
    ]);
  });
});
