import { describe, expect, it } from 'vitest';
import type { Json } from '../../../functions/platform/ports.ts';
import { TaskError } from '../../../workflows/engine/task.ts';
import { Bench, CALLBACK, failing, task } from './support.ts';

describe('a task', () => {
  it('gives the function its payload and takes its result as lambda:invoke does', async () => {
    const seen: unknown[] = [];
    const bench = new Bench({ Work: task() }, (...call) => {
      seen.push(call);
      return { ok: true };
    });
    await bench.start('one', { id: 7 });
    const origin = { workflow: 'flow', execution: 'one', state: 'Work', enteredAt: bench.now, retryCount: 0 };
    expect(seen).toEqual([['work', { id: 7 }, origin]]);
    expect(bench.found('one').output).toEqual({ ExecutedVersion: '$LATEST', Payload: { ok: true }, StatusCode: 200 });
  });

  it('keeps its input apart from what a handler does to the payload', async () => {
    const bench = new Bench({ Work: task({ Output: '{% $states.input %}' }) }, (_name, payload) => {
      (payload as { list: number[] }).list.push(2);
    });
    await bench.start('one', { list: [1] });
    expect(bench.found('one').output).toEqual({ list: [1] });
  });

  it('fails with the name of what its function throws, and the cause as Lambda words it', async () => {
    const bench = new Bench({ Work: task() }, failing(1));
    await bench.start('one');
    expect(bench.found('one')).toMatchObject({ status: 'FAILED', error: 'Throttled' });
    expect(JSON.parse(bench.found('one').cause!)).toEqual({ errorType: 'Throttled', errorMessage: 'slow down' });
    expect(bench.events('one').slice(-2)).toEqual(['TaskFailed', 'ExecutionFailed']);
  });

  it('is tried again after growing pauses, each counted as a transition', async () => {
    const at: number[] = [];
    const work = failing(3);
    const retry = [{ ErrorEquals: ['Throttled'], IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10 }];
    const bench: Bench = new Bench({ Work: task({ Retry: retry }) }, () => {
      at.push(bench.now);
      return work();
    });
    await bench.start('one');
    await bench.run();
    expect(at.map((instant) => (instant - at[0]!) / 1000)).toEqual([0, 2, 8, 18]);
    expect(bench.found('one').status).toBe('SUCCEEDED');
    expect(bench.engine.counters.get('flow')).toEqual({ transitions: 4, started: 1, ended: 1 });
  });

  it('spreads its pauses where the jitter is full', async () => {
    const retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 8, JitterStrategy: 'FULL' }];
    const bench = new Bench({ Work: task({ Retry: retry }) }, failing(1));
    await bench.start('one');
    expect(bench.engine.nextTimer()).toBe(bench.now + 4000);
  });

  it('counts the attempts of each retrier by itself and then catches', async () => {
    let calls = 0;
    const names = ['A', 'B', 'A', 'B', 'B'];
    const bench = new Bench(
      {
        Work: task({
          Retry: [
            { ErrorEquals: ['A'], MaxAttempts: 2 },
            { ErrorEquals: ['B'], MaxAttempts: 2 },
            { ErrorEquals: ['States.ALL'] },
          ],
          Catch: [{ ErrorEquals: ['States.TaskFailed'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
        }),
        Caught: { Type: 'Succeed' },
      },
      () => {
        calls += 1;
        throw new TaskError(names[calls - 1]!, null);
      },
    );
    await bench.start('one');
    await bench.run();
    expect(calls).toBe(5);
    expect(bench.found('one').output).toBe('B');
  });

  it('does not catch a time-out as a failed task', async () => {
    const states = {
      Work: task({
        Resource: CALLBACK,
        TimeoutSeconds: 5,
        Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }],
      }),
      Caught: { Type: 'Succeed' },
    };
    const bench = new Bench(states, () => null);
    await bench.start('one');
    await bench.run();
    expect(bench.found('one')).toMatchObject({ status: 'FAILED', error: 'States.Timeout', cause: undefined });
  });

  it('has timed out where its function took too long', async () => {
    const bench: Bench = new Bench({ Work: task({ TimeoutSeconds: 5 }) }, () => {
      bench.now += 6000;
    });
    await bench.start('one');
    expect(bench.found('one')).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(bench.events('one')).toContain('TaskTimedOut');
  });

  it('fails where its time-out is no positive integer', async () => {
    const bench = new Bench({ Work: task({ TimeoutSeconds: '{% $states.input.seconds %}' }) }, () => null);
    await bench.start('one', { seconds: 0 });
    expect(bench.found('one')).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(bench.found('one').cause).toContain("Expected 'positive integer', but was 'number' for value: 0");
  });

  it('catches an expression of its own that fails, but not one of its catcher', async () => {
    const states = (output: string): Json => ({
      Work: task({
        Output: '{% $states.result.missing %}',
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: output, Next: 'Caught' }],
      }),
      Caught: { Type: 'Succeed' },
    });
    const caught = new Bench(states('{% $states.errorOutput.Error %}'), () => null);
    await caught.start('one');
    expect(caught.found('one')).toMatchObject({ status: 'SUCCEEDED', output: 'States.QueryEvaluationError' });
    const lost = new Bench(states('{% $states.input.missing %}'), () => null);
    await lost.start('one');
    expect(lost.found('one')).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(lost.found('one').cause).toContain("specified for the field 'Catch[0]/Output' returned nothing");
  });

  it('fails with States.DataLimitExceeded above 256 KiB', async () => {
    const bench = new Bench({ Work: task() }, () => 'x'.repeat(262_144));
    await bench.start('one');
    expect(bench.found('one').error).toBe('States.DataLimitExceeded');
    const within = new Bench({ Work: task() }, () => 'x'.repeat(262_000));
    await within.start('one');
    expect(within.found('one').status).toBe('SUCCEEDED');
    const long = new Bench(
      { Work: task({ Arguments: { FunctionName: 'f', Payload: '{% $pad("", 300000) %}' } }) },
      () => 1,
    );
    await long.start('one');
    expect(long.found('one').error).toBe('States.DataLimitExceeded');
  });
});
