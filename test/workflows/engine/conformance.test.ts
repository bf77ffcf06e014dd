import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../functions/platform/ports.ts';
import { runCases } from '../../../workflows/engine/conformance.ts';
import { fits } from '../../../workflows/engine/conformance-match.ts';
import { loadDefinition } from '../../../workflows/engine/definition.ts';
import { delayOf } from '../../../workflows/engine/retry.ts';
import { TaskError } from '../../../workflows/engine/task.ts';
import { Bench } from './support.ts';

const CASES = join(import.meta.dirname, '../../../../shared/data/asl-conformance');
const recorded = existsSync(CASES);

type Kase = { [key: string]: Json } & { name: string; kind: string; definition: { [key: string]: Json } };
const all: Kase[] = recorded
  ? readdirSync(CASES)
      .filter((file) => file.endsWith('.json'))
      .toSorted()
      .map((file) => JSON.parse(readFileSync(join(CASES, file), 'utf8')) as Kase)
  : [];
const isForeign = ({ definition }: Kase): boolean => /"Type":"(Map|Parallel)"/.test(JSON.stringify(definition));
const foreign = all.filter(isForeign);
const casesOf = (kind: string): Kase[] => all.filter((kase) => kase.kind === kind && !isForeign(kase));

describe.skipIf(!recorded)('what Step Functions answered', () => {
  it('is what the engine answers, in every execution whose definition it accepts', async () => {
    const { verdicts, skipped } = await runCases(CASES);
    expect(verdicts.filter(({ agrees }) => !agrees)).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(150);
    expect(skipped).toEqual(foreign.filter(({ kind }) => kind === 'execution').map(({ name }) => name));
  });

  it.each(casesOf('validation').map((kase) => [kase.name, kase] as const))('%s: is refused as there', (_, kase) => {
    const { definition } = kase;
    const expected = kase.expected as { result: string };
    if (expected.result === 'OK') {
      // Valid on AWS, but in JSONPath.
      expect(() => loadDefinition(definition)).toThrow('only "JSONata"');
    } else expect(() => loadDefinition(definition)).toThrow();
  });

  it.each(casesOf('state').map((kase) => [kase.name, kase] as const))(
    '%s: one state does the same',
    async (_, kase) => {
      const { definition, stateName, mocks, variables, stateConfiguration, input } = kase;
      const expected = kase.expected as { [key: string]: Json };
      const states = (definition.States ?? { Only: definition }) as { [name: string]: { [key: string]: Json } };
      const name = (stateName ?? 'Only') as string;
      const given = { ...states[name]! };
      const reached: { [name: string]: Json } = {};
      const end = expected.nextState;
      if (typeof end === 'string') reached[end] = { Type: 'Succeed' };
      for (const rule of (given.Choices ?? given.Catch ?? []) as { Next: string }[])
        reached[rule.Next] = { Type: 'Succeed' };
      if (typeof given.Default === 'string') reached[given.Default] = { Type: 'Succeed' };
      if (typeof given.Next === 'string') reached[given.Next] = { Type: 'Succeed' };
      const before = variables === undefined ? {} : { Before: { Type: 'Pass', Assign: variables, Next: name } };
      const bench = new Bench({ ...before, [name]: { ...given, QueryLanguage: 'JSONata' }, ...reached }, () => null, {
        task: () => {
          const [mock] = mocks as { error: string; cause: string }[];
          throw new TaskError(mock!.error, mock!.cause);
        },
      });
      await bench.start('run', input);
      const { status, output, error, cause, history } = bench.found('run');
      const inspection = expected.inspection as { errorDetails?: { retryBackoffIntervalSeconds?: number } };
      const backoff = inspection.errorDetails?.retryBackoffIntervalSeconds;
      if (expected.status === 'RETRIABLE') {
        expect(status).toBe('RUNNING');
        const machine = loadDefinition({ StartAt: 'S', States: { S: { ...given, QueryLanguage: 'JSONata' } } });
        const task = machine.states.get('S')!;
        const { retrierRetryCount } = stateConfiguration as { retrierRetryCount: number };
        if (task.type === 'Task') expect(delayOf(task.retriers[0]!, retrierRetryCount, () => 1)).toBe(backoff! * 1000);
      } else if (expected.status === 'FAILED') {
        expect({ status, error, cause }).toEqual({ status: 'FAILED', error: expected.error, cause: expected.cause });
      } else {
        const exits = history.filter(({ type }) => type.endsWith('StateExited'));
        const exit = exits[variables === undefined ? 0 : 1]!.stateExitedEventDetails as { output: string };
        expect(fits(expected.output, JSON.parse(exit.output))).toBe(true);
        expect(output).toBeDefined();
        if (typeof end === 'string') expect(bench.states('run').at(-1)).toBe(end);
      }
    },
  );
});

describe('the conformance command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const program = join(import.meta.dirname, '../../../workflows/engine/conformance.ts');
  const run = (...args: string[]) => {
    try {
      return { code: 0, text: execFileSync(process.execPath, [program, ...args], { stdio: 'pipe' }).toString() };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer };
      return { code: status, text: stderr.toString() };
    }
  };

  it('writes a verdict for each execution, in the order of the names, and leaves out what it does not run', () => {
    const pass = { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Pass', Output: 1, End: true } } };
    const kase = (name: string, definition: Json, output: Json) =>
      writeFileSync(
        join(folder, `${name}.json`),
        JSON.stringify({
          name,
          kind: 'execution',
          definition,
          input: {},
          mocks: [],
          expected: { status: 'SUCCEEDED', output },
        }),
      );
    kase('b', pass, 2);
    kase('a', pass, 1);
    kase('c', { ...pass, States: { A: { Type: 'Map', End: true } } }, 1);
    expect(run(folder, '--out', join(folder, 'out')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'out'), 'utf8'))).toEqual([
      { name: 'a', agrees: true, got: { status: 'SUCCEEDED', output: 1, states: ['A'] } },
      { name: 'b', agrees: false, got: { status: 'SUCCEEDED', output: 1, states: ['A'] } },
    ]);
  });

  it('says in one sentence what is wrong with its arguments', () => {
    for (const args of [
      [],
      ['one', 'two', '--out', 'x'],
      [folder],
      ['--no', folder],
      [join(folder, 'none'), '--out', 'x'],
    ]) {
      const { code, text } = run(...args);
      expect(code).toBe(2);
      expect(text.trim().split('\n')).toHaveLength(1);
    }
  });
});

describe('comparing with what was recorded', () => {
  it('lets a mark stand for any value, any run of characters, or a text of JSON', () => {
    expect(fits({ a: '<any>' }, { a: [1] })).toBe(true);
    expect(fits('x <any> y<any>', 'x 1 y2')).toBe(true);
    expect(fits('x<any>x', 'x')).toBe(false);
    expect(fits({ '<json>': { a: 1 } }, '{"a":1}')).toBe(true);
    expect(fits({ '<json>': { a: 1 } }, 'no JSON')).toBe(false);
  });

  it('wants exactly the keys listed', () => {
    expect(fits({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(fits({ a: 1, b: '<any>' }, { a: 1 })).toBe(false);
    expect(fits([1], [1, 2])).toBe(false);
    expect(fits(undefined, null)).toBe(false);
  });
});
