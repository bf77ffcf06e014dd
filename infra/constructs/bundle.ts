import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { leaveOut } from './left-out.ts';

/**
 * The bundles that Lambda runs: one folder for each entry, with nothing in it but `index.js`. The same source gives the
 * same bytes, so that a deployment changes only the functions whose code changed.
 */

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const ENTRIES = join(PROJECT, 'infra', 'entries');
const BUNDLES = join(PROJECT, 'out', 'bundles');

/** The functions that there are: one entry each. */
export const entryNames = (): string[] =>
  readdirSync(ENTRIES)
    .map((file) => basename(file, '.ts'))
    .sort();

/** How every bundle is made. CommonJS loads in less time than modules do; the SDK comes along, so that we know it. */
const HOW: BuildOptions = {
  absWorkingDir: PROJECT,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  // State machines retry errors by name, and the frames of a stack name functions: 5 % of the size.
  keepNames: true,
  legalComments: 'none',
  write: false,
  metafile: true,
};

export interface Bundle {
  code: Uint8Array;
  /** How many bytes of it come from which file, by the file's path from the project. */
  from: ReadonlyMap<string, number>;
  /** The modules of Node that it asks for. */
  asksFor: readonly string[];
}

/**
 * The bundles of files, wherever they stand, by name; `whole` leaves nothing out, to compare with. Throws what esbuild
 * found wrong with one.
 */
export const makeBundles = async (
  files: Readonly<Record<string, string>>,
  whole = false,
): Promise<Map<string, Bundle>> => {
  // All in one go: what they share, the SDK above all, is read once, which takes a quarter of the time.
  const plugins = whole ? [] : [leaveOut];
  const { outputFiles, metafile } = await build({ ...HOW, plugins, entryPoints: { ...files }, outdir: BUNDLES });
  const made = new Map<string, Bundle>();
  for (const { path, contents } of outputFiles!) {
    const { inputs, imports } = metafile!.outputs[relative(PROJECT, path).replaceAll('\\', '/')]!;
    const from = new Map(Object.entries(inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput]));
    made.set(basename(path, '.js'), { code: contents, from, asksFor: imports.map((asked) => asked.path) });
  }
  return made;
};

/** The bundles of all entries, by name. */
export const bundlesOfEntries = (): Promise<Map<string, Bundle>> =>
  makeBundles(Object.fromEntries(entryNames().map((name) => [name, join(ENTRIES, `${name}.ts`)])));

const same = (file: string, code: Uint8Array): boolean => {
  try {
    return readFileSync(file).equals(code);
  } catch {
    return false;
  }
};

/** Two processes may bundle at once: each file appears whole, and nothing else in its folder. */
const keep = (name: string, code: Uint8Array): void => {
  const file = join(BUNDLES, name, 'index.js');
  if (same(file, code)) return;
  mkdirSync(dirname(file), { recursive: true });
  const whole = join(BUNDLES, `${name}.${process.pid}`);
  writeFileSync(whole, code);
  renameSync(whole, file);
};

let made = false;

/**
 * The folder with the bundle of an entry, for `Code.fromAsset`; the handler in it is `index.handler`. The first call of a
 * process makes all bundles, in a process of its own: a construct cannot wait, and esbuild takes no plugin without waiting.
 */
export const bundle = (name: string): string => {
  if (!made) execFileSync(process.execPath, [import.meta.filename], { stdio: ['ignore', 'ignore', 'inherit'] });
  made = true;
  return join(BUNDLES, name);
};

if (import.meta.main) for (const [name, { code }] of await bundlesOfEntries()) keep(name, code);
