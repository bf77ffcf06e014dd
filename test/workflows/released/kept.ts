import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What is kept of releases: `workflows/<name>/released/<n>.asl.json`, and `<n>.payloads.json` beside it. */

const FOLDER = new URL('../../../workflows/', import.meta.url);

export const fileOf = (workflow: string, name: string): URL => new URL(`${workflow}/${name}`, FOLDER);
const textOf = (workflow: string, name: string): string => readFileSync(fileOf(workflow, name), 'utf8');

export const WORKFLOWS: readonly string[] = readdirSync(FOLDER).filter((name) =>
  existsSync(fileOf(name, 'definition.asl.json')),
);

export const definitionOf = (workflow: string): string => textOf(workflow, 'definition.asl.json');
export const releasedOf = (workflow: string, release: number): string =>
  textOf(workflow, `released/${release}.asl.json`);

/** The numbers of the releases of a workflow, oldest first. */
export const releasesOf = (workflow: string): number[] => {
  const folder = fileOf(workflow, 'released');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).map((name) => /^(\d+)\.asl\.json$/.exec(name)?.[1]);
  return names
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
};

/** The tasks that a definition calls, by their placeholders. */
export const tasksIn = (definition: string): string[] => [
  ...new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!)),
];

/** Examples of what each task was called with, by its name; undefined where a release keeps none. */
export const payloadsOf = (workflow: string, release: number): Record<string, unknown[]> | undefined => {
  const name = `released/${release}.payloads.json`;
  return existsSync(fileOf(workflow, name)) ? JSON.parse(textOf(workflow, name)) : undefined;
};
