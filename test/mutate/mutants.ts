import { readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';

/** One change of a rule, as Stryker makes them: https://stryker-mutator.io/docs/mutation-testing-elements/supported-mutators */
export interface Mutant {
  id: string;
  file: string;
  line: number;
  column: number;
  /** What stands there, and what the mutant puts in its place. */
  original: string;
  replacement: string;
  mutator: string;
}

const quiet = new Proxy({}, { get: () => () => undefined });

const textBetween = (lines: readonly string[], start: Position, end: Position): string => {
  const part = lines.slice(start.line, end.line + 1);
  part[part.length - 1] = part.at(-1)!.slice(0, end.column);
  part[0] = part[0]!.slice(start.column);
  return part.join('\n');
};

interface Position {
  line: number;
  column: number;
}

/** The mutants of some files, and each file's text with all of them behind switches. */
export const mutantsOf = async (
  files: readonly string[],
): Promise<{ mutants: Mutant[]; sources: Record<string, string> }> => {
  const contents = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
  const instrumenter = new Instrumenter(quiet as never);
  const options = { plugins: null, ignorers: [], excludedMutations: [] };
  const given = files.map((name) => ({ name, mutate: true, content: contents.get(name)! }));
  const { files: instrumented, mutants } = await instrumenter.instrument(given, options as never);
  return {
    sources: Object.fromEntries(instrumented.map(({ name, content }) => [name, content])),
    mutants: mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: fileName,
      line: location.start.line + 1,
      column: location.start.column + 1,
      original: textBetween(contents.get(fileName)!.split('\n'), location.start, location.end),
      replacement: replacement ?? '',
      mutator: mutatorName,
    })),
  };
};
