import { describe, expect, test } from 'vitest';
import { filesEnding, importsOf, textOf } from './support/source-files.ts';

/** The rules that keep the code readable, each with the list of what breaks it. */

const SOURCE = filesEnding('.ts', '.mjs');
const FUNCTIONS = SOURCE.filter((path) => path.startsWith('functions/'));
const ROOM_FILES = FUNCTIONS.filter((path) => !path.startsWith('functions/adapters/'));

/** Rules over facts: no clock, no environment, no I/O. In these rooms all but what records, runs or generates. */
const IMPURE_IN_PURE_ROOMS =
  /\.handler\.ts$|\/record\.ts$|^functions\/reports\/(nightly-review|kept-figures)\.ts$|\/generate\.ts$/;
const PURE_ELSEWHERE = [
  'functions/ledger/balance.ts',
  'functions/promises/promise.ts',
  'functions/issues/judge-issue.ts',
  'functions/escalation/judge-escalation.ts',
  'functions/correspondence/draft.ts',
  'functions/correspondence/recipients.ts',
  'functions/platform/civil-date.ts',
  'functions/platform/money.ts',
  'functions/platform/shard.ts',
  'functions/platform/zone.ts',
];
const PURE_RULES = ROOM_FILES.filter(
  (path) =>
    (/^functions\/(policy|reports)\//.test(path) && !IMPURE_IN_PURE_ROOMS.test(path)) || PURE_ELSEWHERE.includes(path),
);
/** Schemas are pure too, but need the library that checks them. */
const isSchema = (path: string): boolean => /(^|[./])contract\.ts$/.test(path);
const OUTSIDE = /^functions\/(adapters\/|platform\/(ports|platform|workspace|task)\.ts$)/;
const PACKAGE = /^(?!functions\/|workflows\/|local\/|infra\/|test\/|docs\/)/;

/** Every file and package that runs when the file is loaded, itself left out. */
const reached = (path: string, seen = new Set<string>()): Set<string> => {
  for (const { target, typeOnly } of importsOf(path)) {
    if (typeOnly || seen.has(target)) continue;
    seen.add(target);
    if (target.endsWith('.ts') && !isSchema(target)) reached(target, seen);
  }
  return seen;
};

const lines = (path: string): number => textOf(path).split('\n').length - 1;

describe('pure rules', () => {
  test('they are found', () => {
    expect(PURE_RULES.length).toBeGreaterThan(30);
    expect(PURE_ELSEWHERE.filter((path) => !FUNCTIONS.includes(path))).toEqual([]);
  });

  test('they import nothing but pure rules', () => {
    const broken = PURE_RULES.filter((path) => !isSchema(path)).flatMap((path) => [
      ...importsOf(path).flatMap(({ target }) => (OUTSIDE.test(target) ? [`${path} names ${target}`] : [])),
      ...[...reached(path)].flatMap((target) =>
        OUTSIDE.test(target) || PACKAGE.test(target) ? [`${path} loads ${target}`] : [],
      ),
    ]);
    expect(broken).toEqual([]);
  });

  test('no room asks the clock, chance or the environment by itself', () => {
    const asks =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.(env|argv|hrtime|uptime|pid|cwd)\b|\brandomUUID\b|\bsetTimeout\(/;
    const broken = ROOM_FILES.filter((path) => !path.endsWith('/generate.ts') && asks.test(textOf(path)));
    expect(broken).toEqual([]);
  });
});

describe('arrows between folders', () => {
  const arrows = (paths: readonly string[], forbidden: RegExp): string[] =>
    paths.flatMap((path) =>
      importsOf(path).flatMap(({ target }) => (forbidden.test(target) ? [`${path} imports ${target}`] : [])),
    );

  test('the rooms know nothing of how they are run', () => {
    expect(arrows(ROOM_FILES, /^(local|infra|test)\/|^workflows\/engine\/|^functions\/adapters\//)).toEqual([]);
  });

  test('the adapters know nothing of the runtime, and only the platform of the rooms', () => {
    const adapters = FUNCTIONS.filter((path) => path.startsWith('functions/adapters/'));
    expect(arrows(adapters, /^(local|infra|test|workflows)\/|^functions\/(?!adapters\/|platform\/)/)).toEqual([]);
  });

  test('no room calls a handler: rooms meet through rules and repositories', () => {
    expect(arrows(FUNCTIONS, /\.handler\.ts$/)).toEqual([]);
  });

  test('the engine knows nothing of invoices', () => {
    const engine = SOURCE.filter((path) => path.startsWith('workflows/engine/'));
    expect(arrows(engine, /^(local|infra|test)\/|^functions\/(?!platform\/|adapters\/)/)).toEqual([]);
  });

  test('nothing that is shipped imports from a test', () => {
    const shipped = SOURCE.filter((path) => !path.startsWith('test/'));
    expect(arrows(shipped, /^test\//)).toEqual([]);
  });
});

describe('sizes and names', () => {
  test.each([
    ['file', 300, /./],
    ['handler', 60, /\.handler\.ts$/],
    ['construct', 150, /^infra\/constructs\//],
  ])('no %s is longer than %i lines', (_kind, limit, paths) => {
    expect(
      SOURCE.filter((path) => paths.test(path) && lines(path) > limit).map((path) => `${path}: ${lines(path)} lines`),
    ).toEqual([]);
  });

  test('a file is named after what it does', () => {
    const empty = /(^|[-./])(managers?|helpers?|utils?|utilities|data|infos?|common|misc)([-./]|$)|\/index\.ts$/;
    expect(SOURCE.filter((path) => empty.test(path))).toEqual([]);
  });

  test('nothing is unfinished or switched off', () => {
    const off = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', '@ts-' + '(ignore|expect-error|nocheck)', 'biome-' + 'ignore'].join('|'),
    );
    const skipped = /\b(it|test|describe)\.(skip|only|todo)\(/;
    expect(SOURCE.filter((path) => off.test(textOf(path)))).toEqual([]);
    expect(SOURCE.filter((path) => path.endsWith('.test.ts') && skipped.test(textOf(path)))).toEqual([]);
  });

  test('no file names a place on somebody’s machine', () => {
    const place = new RegExp(['/wo' + 'rk/', '/ro' + 'ot/', '/ho' + 'me/[a-z]+/', '/Us' + 'ers/[A-Za-z]+/'].join('|'));
    const texts = filesEnding('.ts', '.mjs', '.json', '.md', '.css', '.html', '.eml', '.csv');
    expect(texts.filter((path) => place.test(textOf(path)))).toEqual([]);
  });
});

describe('definitions', () => {
  const states = (definition: unknown): string[] =>
    Object.keys((definition as { States: Record<string, unknown> }).States);

  test.each(filesEnding('definition.asl.json'))('%s names its states in words', (path) => {
    const names = states(JSON.parse(textOf(path)));
    const bare = /^(Pass|Task|Choice|Wait|Succeed|Fail|Map|Parallel|State|Lambda|Step)s?[ _-]?\d*$/i;
    expect(names.filter((name) => bare.test(name) || /[_]|[a-z][A-Z]/.test(name))).toEqual([]);
  });
});
