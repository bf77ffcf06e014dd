import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BadInput } from '../../functions/platform/errors.ts';
import { type ExecutionCase, judge, type Verdict } from './conformance-case.ts';

const USAGE = 'conformance CASES_DIR --out FILE';

/** Runs every execution of a folder of cases. Throws `BadInput` where a file is no case. */
export const runCases = async (folder: string): Promise<{ verdicts: Verdict[]; skipped: string[] }> => {
  const verdicts: Verdict[] = [];
  const skipped: string[] = [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  for (const file of files.toSorted()) {
    let kase: ExecutionCase;
    try {
      kase = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    } catch (error) {
      throw new BadInput([`${file}: is no JSON: ${(error as Error).message}`]);
    }
    if (kase.kind !== 'execution') continue;
    try {
      verdicts.push(await judge(kase));
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      skipped.push(kase.name);
    }
  }
  return { verdicts, skipped };
};

const readArguments = (): { folder: string; out: string } => {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) {
      throw new BadInput([`${positionals.length} folders of cases are given; one is right: ${USAGE}`]);
    }
    if (values.out === undefined)
      throw new BadInput([`--out is missing; the file for the verdicts is right: ${USAGE}`]);
    return { folder, out: values.out };
  } catch (error) {
    throw error instanceof BadInput ? error : new BadInput([`${(error as Error).message.split('\n')[0]} (${USAGE})`]);
  }
};

const main = async (): Promise<void> => {
  try {
    const { folder, out } = readArguments();
    const { verdicts, skipped } = await runCases(folder);
    writeFileSync(out, `${JSON.stringify(verdicts, null, 2)}\n`);
    const agreed = verdicts.filter(({ agrees }) => agrees).length;
    process.stderr.write(`${agreed} of ${verdicts.length} cases agree, ${skipped.length} skipped\n`);
  } catch (error) {
    const isOurs = error instanceof BadInput || (error as NodeJS.ErrnoException).code !== undefined;
    if (!isOurs) throw error;
    process.stderr.write(`conformance: ${(error as Error).message}\n`);
    process.exitCode = 2;
  }
};

if (import.meta.main) await main();
