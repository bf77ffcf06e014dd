import { type ParseArgsConfig, parseArgs } from 'node:util';
import { BadInput } from '../functions/platform/errors.ts';

/** What every command line of the project does alike: problems on stderr, one a line, and exit code 2. */

export const warn = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Somebody asked how a command is used. */
class HelpWanted extends Error {}

/** The options as given. Throws `BadInput` with the usage where one is not known, `HelpWanted` for `--help`. */
export const optionsOf = <T extends NonNullable<ParseArgsConfig['options']>>(options: T, usage: string) => {
  if (process.argv.slice(2).includes('--help')) throw new HelpWanted(usage);
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new BadInput([(error as Error).message, usage]);
  }
};

/** Runs a command; `--help` prints its usage; what somebody gave us that is wrong ends it with exit code 2 and a sentence for each problem. */
export const runCommand = async (command: () => Promise<void>): Promise<void> => {
  try {
    await command();
  } catch (error) {
    if (error instanceof HelpWanted) {
      process.stdout.write(`${error.message}\n`);
      return;
    }
    if (!(error instanceof BadInput)) throw error;
    for (const problem of error.problems) warn(problem);
    process.exitCode = 2;
  }
};
