import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own source, as the tests of its shape read it. Paths are relative to the project and use slashes. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = ['infra', 'functions', 'workflows', 'local', 'test', 'docs'];
const NOT_OURS = new Set(['node_modules', 'cdk.out', '.git']);

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });

const slashed = (path: string): string => relative(ROOT, path).replaceAll('\\', '/');

/** Every file below the project's folders whose name ends with one of the endings, sorted. */
export const filesEnding = (...endings: string[]): string[] =>
  ROOMS.map((room) => join(ROOT, room))
    .filter(existsSync)
    .flatMap(walk)
    .map(slashed)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort();

export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

export interface Import {
  /** A project path, or the name of a package or of a module of Node. */
  target: string;
  /** Types vanish before the code runs. */
  typeOnly: boolean;
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:([^'"]*?)\s+from\s+)?['"]([^'"]+)['"]/gm;

const onlyTypes = (names: string | undefined): boolean => {
  const inBraces = names?.match(/^\{([\s\S]*)\}$/)?.[1];
  if (inBraces === undefined) return false;
  return inBraces
    .split(',')
    .filter((name) => name.trim() !== '')
    .every((name) => name.trim().startsWith('type '));
};

/** What a file imports or re-exports, with relative targets resolved. */
export const importsOf = (path: string): Import[] =>
  [...textOf(path).matchAll(STATEMENT)].map(([, type, names, target]) => ({
    target: target!.startsWith('.') ? slashed(resolve(ROOT, dirname(path), target!)) : target!,
    typeOnly: type !== undefined || onlyTypes(names),
  }));
