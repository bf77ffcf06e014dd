import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';

/**
 * What test files import from `vitest` while mutants are tried: tests are kept here as functions, so that one process
 * runs each of them thousands of times without loading anything anew.
 */

type Body = (...args: never[]) => unknown;

export interface KeptTest {
  file: string;
  title: string;
  run: () => Promise<void>;
}

export const kept: KeptTest[] = [];
/** The file that is being loaded. */
export const loading = { file: '' };

interface Block {
  title: string;
  before: Body[];
  after: Body[];
}
let blocks: Block[] = [{ title: '', before: [], after: [] }];

/** Begins a file: nothing of the one before applies to it. */
export const beginFile = (file: string): void => {
  loading.file = file;
  blocks = [{ title: '', before: [], after: [] }];
};

const keep = (title: string, body: () => unknown): void => {
  const around = [...blocks];
  const run = async (): Promise<void> => {
    for (const { before } of around) for (const each of before) await (each as () => unknown)();
    try {
      await body();
    } finally {
      for (const { after } of [...around].reverse()) for (const each of after) await (each as () => unknown)();
    }
  };
  kept.push({ file: loading.file, title: [...around.map((block) => block.title), title].join(' ').trim(), run });
};

const asArguments = (row: unknown): unknown[] => (Array.isArray(row) ? row : [row]);

/** A function is given as the last or, before options, as the second argument. */
const bodyOf = (args: readonly unknown[]): Body => args.find((each): each is Body => typeof each === 'function')!;

const test = (title: string, ...args: unknown[]): void => keep(title, bodyOf(args) as () => unknown);
test.each =
  (rows: readonly unknown[]) =>
  (title: string, ...args: unknown[]): void => {
    const body = bodyOf(args) as (...row: unknown[]) => unknown;
    for (const [index, row] of rows.entries()) keep(`${title} [${index}]`, () => body(...asArguments(row)));
  };
const leaveOut = (): void => {};
test.skip = leaveOut;

const describe = (title: string, ...args: unknown[]): void => {
  blocks.push({ title, before: [], after: [] });
  (bodyOf(args) as () => void)();
  blocks.pop();
};
describe.skip = leaveOut;
describe.each =
  (rows: readonly unknown[]) =>
  (title: string, ...args: unknown[]): void => {
    const body = bodyOf(args) as (...row: unknown[]) => void;
    for (const [index, row] of rows.entries()) describe(`${title} [${index}]`, () => body(...asArguments(row)));
  };

/** A test runs many times, so what its block prepares is prepared each time. */
const beforeEach = (body: Body): number => blocks.at(-1)!.before.push(body);
const afterEach = (body: Body): number => blocks.at(-1)!.after.unshift(body);

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  (globalThis as Record<symbol, unknown>)[ASYMMETRIC_MATCHERS_OBJECT],
  {
    getState: () => getState(expect as never),
    setState: (state: object) => setState(state as never, expect as never),
    fail: (message?: string) => chai.assert.fail(message),
  },
);
setState({ assertionCalls: 0, isExpectingAssertions: false } as never, expect as never);

export { afterEach, afterEach as afterAll, beforeEach, beforeEach as beforeAll, describe, expect, test, test as it };
