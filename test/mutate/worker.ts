import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beginFile, type KeptTest, kept } from './in-process.ts';

/** Tries mutants, one after the other, in this process: the tests are loaded once. Started by run.ts. */

/** What the worker is asked for. */
export interface Order {
  /** Files whose mutants are tried, with their instrumented text. */
  sources: Record<string, string>;
  testFiles: string[];
  /** Mutants by id; none: only how each test does without any. */
  mutants: string[];
  /** What an earlier worker found out about the tests. */
  known?: Baseline;
  /** The only mutant is there before anything is loaded, so that nothing is remembered from before it. */
  fromTheStart?: boolean;
}

/** How the tests do without a mutant: milliseconds, and which mutants each one runs into how often. */
export interface Baseline {
  tests: { title: string; ms: number; hits: Record<string, number> }[];
  failing: string[];
  /** Mutants in what runs while files are loaded: a switch comes too late for them. */
  atLoading: string[];
}

export type Told =
  | { baseline: Baseline }
  | { begins: string }
  | { mutant: string; is: 'killed'; by: string }
  | { mutant: string; is: 'survived' }
  /** A test that failed with it fails without it too: what it left behind is in the way, and another worker has to try. */
  | { mutant: string; is: 'spoilt' };

const LONGEST_TEST_MS = 20_000;
/** What noticed the changes before is asked first, then the quickest; together no longer than this. */
const LONGEST_ATTEMPT_MS = 15_000;
/** A loop that never ends passes its mutant this much more often than the same test without it. */
const HITS_ABOVE = 10_000;
const HITS_TIMES = 100;

interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}
const switches: Switches = {};
(globalThis as { __stryker__?: Switches }).__stryker__ = switches;

/** Ends when it is on its way: a process that ends sooner takes it along. */
const tell = (told: Told): Promise<void> =>
  new Promise((done, fail) => {
    process.send!(told, undefined, undefined, (error) => (error === null ? done() : fail(error)));
  });

const passes = async (test: KeptTest): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('takes too long')), LONGEST_TEST_MS);
  });
  try {
    await Promise.race([test.run(), tooLong]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
};

const loadTests = async ({ sources, testFiles }: Order): Promise<void> => {
  const shim = new URL('./in-process.ts', import.meta.url).href;
  const byUrl = new Map(Object.entries(sources).map(([file, text]) => [pathToFileURL(resolve(file)).href, text]));
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vitest' ? { url: shim, shortCircuit: true } : next(specifier, context),
    load: (url, context, next) => {
      const source = byUrl.get(url);
      return source === undefined ? next(url, context) : { format: 'module-typescript', source, shortCircuit: true };
    },
  });
  fc.configureGlobal({ seed: 20_260_302 });
  for (const file of testFiles) {
    beginFile(file);
    await import(pathToFileURL(resolve(file)).href);
  }
};

const measure = async (): Promise<Baseline> => {
  const atLoading = Object.keys(switches.mutantCoverage?.static ?? {});
  const failing: string[] = [];
  const tests: Baseline['tests'] = [];
  for (const [index, test] of kept.entries()) {
    switches.currentTestId = String(index);
    const began = performance.now();
    if (!(await passes(test))) failing.push(`${test.file}: ${test.title}`);
    const hits = switches.mutantCoverage?.perTest[index] ?? {};
    tests.push({ title: `${test.file}: ${test.title}`, ms: performance.now() - began, hits });
  }
  switches.currentTestId = undefined;
  return { tests, failing, atLoading };
};

/** When each test last noticed a change: neighbours are often noticed by the same. */
const noticed = new Map<number, number>();
let attempts = 0;

const attempt = async (mutant: string, { tests, failing }: Baseline, isFirst: boolean): Promise<Told> => {
  const unfit = new Set(failing);
  const covering = tests
    .map((test, index) => ({ ...test, index }))
    .filter(({ hits, title }) => hits[mutant] !== undefined && !unfit.has(title))
    .sort((a, b) => (noticed.get(b.index) ?? 0) - (noticed.get(a.index) ?? 0) || a.ms - b.ms);
  let spent = 0;
  for (const { index, hits, title, ms } of covering) {
    if (spent > LONGEST_ATTEMPT_MS) break;
    spent += ms;
    switches.activeMutant = mutant;
    switches.hitCount = 0;
    switches.hitLimit = hits[mutant]! * HITS_TIMES + HITS_ABOVE;
    const passed = await passes(kept[index]!);
    switches.activeMutant = undefined;
    switches.hitCount = undefined;
    if (passed) continue;
    if (!isFirst && !(await passes(kept[index]!))) return { mutant, is: 'spoilt' };
    attempts += 1;
    noticed.set(index, attempts);
    return { mutant, is: 'killed', by: title };
  }
  return { mutant, is: 'survived' };
};

process.on('unhandledRejection', () => {});
process.once('message', async (order: Order) => {
  if (order.fromTheStart === true) switches.activeMutant = order.mutants[0];
  try {
    await loadTests(order);
  } catch (error) {
    if (order.fromTheStart === true) {
      await tell({ mutant: order.mutants[0]!, is: 'killed', by: 'loading' });
      process.exit(0);
    }
    process.stderr.write(`The tests cannot be loaded: ${(error as Error).stack}\n`);
    process.exit(1);
  }
  const baseline = order.known ?? (await measure());
  if (order.known === undefined) await tell({ baseline });
  let isFirst = true;
  for (const mutant of order.mutants) {
    await tell({ begins: mutant });
    const told = await attempt(mutant, baseline, isFirst);
    await tell(told);
    if ('is' in told && told.is === 'spoilt') break;
    isFirst = false;
  }
  process.disconnect();
  process.exit(0);
});

export const WORKER = fileURLToPath(import.meta.url);
