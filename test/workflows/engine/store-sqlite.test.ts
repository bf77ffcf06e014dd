import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { AlreadyStarted, TaskClosed } from '../../../functions/platform/errors.ts';
import type { Json } from '../../../functions/platform/ports.ts';
import type { ExecutionStore } from '../../../workflows/engine/store.ts';
import { MemoryStore } from '../../../workflows/engine/store-memory.ts';
import { SqliteStore } from '../../../workflows/engine/store-sqlite.ts';
import { Bench, CALLBACK, INVOKE } from './support.ts';

const FLOW: Json = {
  Park: {
    Type: 'Task',
    Resource: CALLBACK,
    Arguments: { FunctionName: 'park', Payload: { id: '{% $uuid() %}', token: '{% $states.context.Task.Token %}' } },
    TimeoutSeconds: 600,
    Assign: { woken: '{% $states.result %}' },
    Next: 'Settled?',
  },
  'Settled?': { Type: 'Choice', Choices: [{ Condition: "{% $woken = 'paid' %}", Next: 'Write' }], Default: 'Park' },
  Write: {
    Type: 'Task',
    Resource: INVOKE,
    Arguments: { FunctionName: 'write', Payload: { attempt: '{% $states.context.State.RetryCount %}' } },
    Retry: [{ ErrorEquals: ['Throttled'], IntervalSeconds: 5 }],
    Next: 'A pause',
  },
  'A pause': { Type: 'Wait', Seconds: 60, Next: 'Done' },
  Done: { Type: 'Succeed', Output: { woken: '{% $woken %}' } },
};

class PowerCut extends Error {}

/** A store that works until its nth call, and then fails before or after it has kept what it was given. */
const cutting = (store: ExecutionStore, calls: number, after: boolean): ExecutionStore => {
  let left = calls;
  const through = <T>(call: () => T): T => {
    left -= 1;
    if (left < 0) throw new PowerCut();
    if (left > 0) return call();
    if (after) call();
    throw new PowerCut();
  };
  return {
    begin: (record, events) => through(() => store.begin(record, events)),
    save: (record, events) => through(() => store.save(record, events)),
    end: (record, events) => through(() => store.end(record, events)),
    open: () => store.open(),
    list: (query) => store.list(query),
    find: (workflow, name) => store.find(workflow, name),
  };
};

interface Seen {
  readonly function: string;
  readonly payload: Json;
  readonly enteredAt: number;
  readonly retryCount: number;
}

/** Runs one execution of the flow, with a power cut at the nth call of the store; gives what happened. */
const runWithCut = async (calls: number, after: boolean) => {
  const database = new DatabaseSync(':memory:');
  const seen: Seen[] = [];
  const tokens: string[] = [];
  let ids = 0;
  const benchOn = (store: ExecutionStore): Bench =>
    new Bench(
      FLOW,
      (name, payload, { enteredAt, retryCount }) => {
        seen.push({ function: name, payload, enteredAt, retryCount });
        if (name === 'park') tokens.push((payload as { token: string }).token);
        else if (retryCount === 0) throw Object.assign(new Error('slowly'), { name: 'Throttled' });
        return null;
      },
      {
        store,
        uuid: () => {
          ids += 1;
          return `id-${ids}`;
        },
      },
    );
  const drive = async (bench: Bench): Promise<void> => {
    await bench.engine.start('flow', 'one', {}).catch((error) => {
      if (!(error instanceof AlreadyStarted)) throw error;
    });
    await bench.engine.drain();
    while (bench.found('one').state === 'Park') {
      await bench.engine.wake(tokens.at(-1)!, tokens.length > 1 ? 'paid' : 'not yet');
      await bench.engine.drain();
    }
    await bench.run();
  };
  let cut = false;
  const first = benchOn(cutting(new SqliteStore(database), calls, after));
  await drive(first).catch((error) => {
    if (!(error instanceof PowerCut)) throw error;
    cut = true;
  });
  const second = benchOn(new SqliteStore(database));
  second.now = first.now;
  second.engine.resume();
  if (cut) await drive(second);
  return { cut, seen, found: second.found('one'), bench: second };
};

describe('executions in SQLite', () => {
  it('go on after a power cut at any moment, and repeat at most the call under way', async () => {
    const whole = await runWithCut(Number.POSITIVE_INFINITY, false);
    expect(whole.cut).toBe(false);
    const types = whole.found.history.map(({ type }) => type);
    expect(types.at(-1)).toBe('ExecutionSucceeded');
    let cuts = 0;
    for (let calls = 1; ; calls += 1) {
      const before = await runWithCut(calls, false);
      if (!before.cut) break;
      for (const { seen, found } of [before, await runWithCut(calls, true)]) {
        cuts += 1;
        expect(found.status).toBe('SUCCEEDED');
        const ids = found.history.map(({ id }) => id);
        expect(ids).toEqual(ids.map((_, index) => index + 1));
        const repeated = seen.filter((call, index) => index > 0 && call.function === seen[index - 1]!.function);
        expect(seen.length).toBeLessThanOrEqual(whole.seen.length + 2);
        expect(repeated.length).toBeLessThanOrEqual(4);
      }
    }
    expect(cuts).toBeGreaterThan(15);
  });

  it('deliver a call that was under way again, with the same payload, token, time and retry count', async () => {
    const database = new DatabaseSync(':memory:');
    const seen: Seen[] = [];
    const record = (
      name: string,
      payload: Json,
      { enteredAt, retryCount }: { enteredAt: number; retryCount: number },
    ) => seen.push({ function: name, payload, enteredAt, retryCount });
    const first = new Bench(
      FLOW,
      (name, payload, call) => {
        record(name, payload, call);
        return new Promise(() => {});
      },
      { store: new SqliteStore(database) },
    );
    await first.engine.start('flow', 'one', {});
    void first.engine.drain();
    await new Promise((done) => setImmediate(done));
    const second = new Bench(FLOW, record, { store: new SqliteStore(database), uuid: () => 'another' });
    second.now = first.now + 5000;
    expect(second.engine.resume()).toBe(1);
    await second.engine.drain();
    expect(seen).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
    expect(second.engine.nextTimer()).toBe(first.now + 600_000);
    await second.engine.wake((seen[0]!.payload as { token: string }).token, 'paid');
    await second.run();
    expect(second.found('one').output).toEqual({ woken: 'paid' });
  });

  it('keep a wake that was accepted before the power went', async () => {
    const database = new DatabaseSync(':memory:');
    let token = '';
    const take = (_name: string, payload: Json) => {
      token = (payload as { token: string }).token;
      return null;
    };
    const first = new Bench(FLOW, take, { store: new SqliteStore(database) });
    await first.start('one');
    await first.engine.wake(token, 'paid');
    const second = new Bench(FLOW, () => null, { store: new SqliteStore(database) });
    second.engine.resume();
    await expect(second.engine.wake(token, 'again')).rejects.toThrow(TaskClosed);
    await second.run();
    expect(second.found('one').output).toEqual({ woken: 'paid' });
    await expect(second.engine.start('flow', 'one', {})).rejects.toThrow(AlreadyStarted);
  });

  it('give a call that is made again all its time', async () => {
    const database = new DatabaseSync(':memory:');
    const work: Json = {
      Work: { Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: 'f' }, TimeoutSeconds: 60, End: true },
    };
    const first = new Bench(work, () => new Promise(() => {}), { store: new SqliteStore(database) });
    await first.engine.start('flow', 'one', {});
    void first.engine.drain();
    await new Promise((done) => setImmediate(done));
    const second = new Bench(work, () => 'done', { store: new SqliteStore(database) });
    second.now += 3_600_000;
    second.engine.resume();
    await second.engine.drain();
    expect(second.found('one').status).toBe('SUCCEEDED');
  });

  it('fail where the definition of today lacks the state that they are in', async () => {
    const database = new DatabaseSync(':memory:');
    const first = new Bench(FLOW, () => null, { store: new SqliteStore(database) });
    await first.start('one');
    const second = new Bench({ Done: { Type: 'Succeed' } }, () => null, { store: new SqliteStore(database) });
    second.engine.resume();
    await second.run();
    expect(second.found('one').cause).toBe("The definition has no state 'Park' any more.");
  });

  it('can be kept inside a transaction of the caller', async () => {
    const database = new DatabaseSync(':memory:');
    const bench = new Bench(FLOW, () => null, { store: new SqliteStore(database) });
    database.exec('begin');
    await bench.start('one');
    database.exec('commit');
    expect(bench.found('one').state).toBe('Park');
  });
});

describe.each([
  ['memory', () => new MemoryStore('full')],
  ['SQLite', () => new SqliteStore(new DatabaseSync(':memory:'))],
] as const)('pages of executions in %s', (_, storeOf) => {
  it('list the newest first, page by page, by workflow and status', async () => {
    const bench = new Bench(FLOW, () => null, { store: storeOf() });
    for (const name of ['a', 'b', 'c', 'd', 'e']) await bench.start(name);
    await bench.engine.stop('flow', 'b', 'enough');
    const first = bench.engine.executions({ limit: 3 });
    expect(first.items.map(({ name }) => name)).toEqual(['e', 'd', 'c']);
    const second = bench.engine.executions({ limit: 3, from: first.next! });
    expect(second.items.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(second.next).toBeUndefined();
    const running = bench.engine.executions({ workflow: 'flow', status: 'RUNNING' });
    expect(running.items.map(({ name }) => name)).toEqual(['e', 'd', 'c', 'a']);
    expect(bench.engine.executions({ workflow: 'other' }).items).toEqual([]);
    expect(bench.engine.executions({ status: 'ABORTED' }).items).toEqual([
      { workflow: 'flow', name: 'b', status: 'ABORTED', state: 'Park', startedAt: bench.now, stoppedAt: bench.now },
    ]);
  });

  it('show one with its input, variables, next timer and history', async () => {
    const bench = new Bench(FLOW, () => null, { store: storeOf() });
    await bench.start('a', { invoiceId: 'i1' });
    const found = bench.engine.execution('flow', 'a')!;
    expect(found).toMatchObject({ input: { invoiceId: 'i1' }, variables: {}, dueAt: bench.now + 600_000 });
    expect(found.history.map(({ id, type }) => `${id} ${type}`)).toEqual([
      '1 ExecutionStarted',
      '2 TaskStateEntered',
      '3 TaskScheduled',
      '4 TaskStarted',
      '5 TaskSubmitted',
    ]);
    expect(bench.engine.execution('flow', 'b')).toBeUndefined();
    expect(bench.engine.openExecution('flow', 'a')?.state).toBe('Park');
  });
});
