import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Runs the benches of this folder, or those named: `npm run bench -- table`. A figure of speed is a ratio to a baseline
 * measured in the same run, so that it means the same on every machine. The last line sums up.
 */

interface Bench {
  title: string;
  lines: string[];
  summary: string;
}

const ENDING = '.bench.ts';
const folder = new URL('.', import.meta.url);
const known = readdirSync(folder)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => basename(file, ENDING))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));

const benchOf = async (name: string): Promise<() => Promise<Bench>> => {
  const module = (await import(new URL(`${name}${ENDING}`, folder).href)) as Record<string, unknown>;
  const found = Object.entries(module).find(
    ([exported, value]) => /^bench/.test(exported) && typeof value === 'function',
  );
  if (found === undefined) throw new Error(`${name}${ENDING} exports no function whose name begins with "bench"`);
  return found[1] as () => Promise<Bench>;
};

if (unknown.length > 0) {
  process.stderr.write(`There is no bench "${unknown.join('", "')}": choose among ${known.join(', ')}\n`);
  process.exitCode = 2;
} else {
  const summaries: string[] = [];
  for (const name of asked.length > 0 ? asked : known) {
    const { title, lines, summary } = await (await benchOf(name))();
    process.stdout.write(`${title}\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`);
    summaries.push(summary);
  }
  process.stdout.write(`${summaries.join('; ')}\n`);
}
