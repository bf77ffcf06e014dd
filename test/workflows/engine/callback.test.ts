import { describe, expect, it } from 'vitest';
import { AlreadyStarted, TaskClosed } from '../../../functions/platform/errors.ts';
import type { Json } from '../../../functions/platform/ports.ts';
import { Bench, CALLBACK } from './support.ts';

const park = (more: { [key: string]: Json } = {}): Json => ({
  Park: {
    Type: 'Task',
    Resource: CALLBACK,
    Arguments: { FunctionName: 'park', Payload: { token: '{% $states.context.Task.Token %}' } },
    TimeoutSeconds: '{% $states.input.seconds %}',
    Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.errorOutput %}', Next: 'Timed out' }],
    Next: 'Woken',
    ...more,
  },
  Woken: { Type: 'Succeed' },
  'Timed out': { Type: 'Succeed' },
});

/** Remembers the tokens that were handed out. */
const collector = (): { tokens: string[]; invoke: (name: string, payload: Json) => Json } => {
  const tokens: string[] = [];
  return {
    tokens,
    invoke: (_name, payload) => {
      tokens.push((payload as { token: string }).token);
      return null;
    },
  };
};

describe('a task that waits for its token', () => {
  it('goes on with the output that it is woken with', async () => {
    const { tokens, invoke } = collector();
    const bench = new Bench(park(), invoke);
    await bench.start('one', { seconds: 60 });
    expect(bench.found('one').status).toBe('RUNNING');
    await bench.engine.wake(tokens[0]!, { fact: 'paid' });
    expect(bench.found('one').status).toBe('RUNNING');
    await bench.engine.drain();
    expect(bench.found('one')).toMatchObject({ status: 'SUCCEEDED', output: { fact: 'paid' } });
    expect(bench.engine.nextTimer()).toBeUndefined();
  });

  it('times out into its catcher, with an empty cause', async () => {
    const { invoke } = collector();
    const bench = new Bench(park(), invoke);
    await bench.start('one', { seconds: 60 });
    const began = bench.now;
    await bench.run();
    expect(bench.now - began).toBe(60_000);
    expect(bench.states('one')).toEqual(['Park', 'Timed out']);
    expect(bench.found('one').output).toEqual({ Error: 'States.Timeout', Cause: '' });
  });

  it('refuses a token that is used, unknown or timed out', async () => {
    const { tokens, invoke } = collector();
    const bench = new Bench(park(), invoke);
    await bench.start('one', { seconds: 60 });
    await bench.start('two', { seconds: 60 });
    await bench.engine.wake(tokens[0]!, {});
    await expect(bench.engine.wake(tokens[0]!, {})).rejects.toThrow(TaskClosed);
    await expect(bench.engine.wake('never', {})).rejects.toThrow(TaskClosed);
    bench.now += 60_000;
    await expect(bench.engine.wake(tokens[1]!, {})).rejects.toThrow(TaskClosed);
  });

  it('counts a wake that comes while its own handler still runs', async () => {
    const bench: Bench = new Bench(park(), async (_name, payload) => {
      await bench.engine.wake((payload as { token: string }).token, 'at once');
      return 'too late to matter';
    });
    await bench.start('one', { seconds: 60 });
    expect(bench.found('one')).toMatchObject({ status: 'SUCCEEDED', output: 'at once' });
    expect(bench.events('one').slice(2, 6)).toEqual(['TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded']);
  });

  it('keeps a wake that came before its handler failed', async () => {
    const bench: Bench = new Bench(park(), async (_name, payload) => {
      await bench.engine.wake((payload as { token: string }).token, 'at once');
      throw new Error('after the answer');
    });
    await bench.start('one', { seconds: 60 });
    expect(bench.found('one')).toMatchObject({ status: 'SUCCEEDED', output: 'at once' });
  });

  it('fails with the error that it is failed with', async () => {
    const { tokens, invoke } = collector();
    const bench = new Bench(park(), invoke);
    await bench.start('one', { seconds: 60 });
    await bench.engine.fail(tokens[0]!, 'Refused', 'by a person');
    await bench.engine.drain();
    expect(bench.found('one')).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'by a person' });
  });

  it('lives on for as long as its heartbeats come, and times out after the last', async () => {
    const { tokens, invoke } = collector();
    const bench = new Bench(park({ HeartbeatSeconds: 10 }), invoke);
    await bench.start('one', { seconds: 3600 });
    const began = bench.now;
    for (const after of [8, 16, 24]) {
      await bench.run(began + after * 1000);
      await bench.engine.heartbeat(tokens[0]!);
    }
    await bench.run();
    expect(bench.now - began).toBe(34_000);
    expect(bench.found('one').output).toEqual({ Error: 'States.Timeout', Cause: '' });
    await expect(bench.engine.heartbeat(tokens[0]!)).rejects.toThrow(TaskClosed);
  });

  it('gives each retry a token of its own', async () => {
    const { tokens, invoke } = collector();
    const bench = new Bench(park({ Retry: [{ ErrorEquals: ['Refused'], MaxAttempts: 1 }] }), invoke);
    await bench.start('one', { seconds: 3600 });
    await bench.engine.fail(tokens[0]!, 'Refused');
    await bench.run(bench.now + 1000);
    expect(tokens).toEqual(['token-1', 'token-2']);
    await bench.engine.wake(tokens[1]!, 'second');
    await bench.engine.drain();
    expect(bench.found('one').output).toBe('second');
  });
});

describe('starting and stopping', () => {
  it('refuses a name that was used, also after its execution has ended', async () => {
    const { tokens, invoke } = collector();
    const bench = new Bench(park(), invoke);
    await bench.start('one', { seconds: 60 });
    await expect(bench.engine.start('flow', 'one', {})).rejects.toThrow(AlreadyStarted);
    await bench.engine.wake(tokens[0]!, {});
    await bench.engine.drain();
    await expect(bench.engine.start('flow', 'one', {})).rejects.toThrow(AlreadyStarted);
  });

  it('refuses a name that Step Functions would refuse', async () => {
    const bench = new Bench(park(), () => null);
    await expect(bench.engine.start('flow', 'a name', {})).rejects.toThrow('"a name" is no name of an execution');
    await expect(bench.engine.start('flow', 'x'.repeat(81), {})).rejects.toThrow('is no name of an execution');
    await expect(bench.engine.start('flaw', 'one', {})).rejects.toThrow('"flaw" is not known here');
  });

  it('stops a running execution, and leaves one that has ended as it is', async () => {
    const { tokens, invoke } = collector();
    const bench = new Bench(park(), invoke);
    await bench.start('one', { seconds: 60 });
    await bench.engine.stop('flow', 'one', 'voided');
    expect(bench.found('one')).toMatchObject({ status: 'ABORTED', cause: 'voided' });
    expect(bench.engine.nextTimer()).toBeUndefined();
    await expect(bench.engine.wake(tokens[0]!, {})).rejects.toThrow(TaskClosed);
    await bench.engine.stop('flow', 'one', 'again');
    expect(bench.found('one').cause).toBe('voided');
  });

  it('lets a handler stop its own execution', async () => {
    const bench: Bench = new Bench(park(), async () => {
      await bench.engine.stop('flow', 'one', 'enough');
    });
    await bench.start('one', { seconds: 60 });
    expect(bench.found('one').status).toBe('ABORTED');
    expect(bench.events('one').at(-1)).toBe('ExecutionAborted');
  });

  it('runs what a handler starts in the same drain, after what was there before', async () => {
    const order: string[] = [];
    const bench: Bench = new Bench(park(), async (_name, _payload, call) => {
      order.push(call.execution);
      if (call.execution === 'one') await bench.engine.start('flow', 'three', { seconds: 60 });
    });
    await bench.engine.start('flow', 'one', { seconds: 60 });
    await bench.engine.start('flow', 'two', { seconds: 60 });
    await bench.engine.drain();
    expect(order).toEqual(['one', 'two', 'three']);
  });
});
