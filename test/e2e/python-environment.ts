import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version that the launcher's additions were made for. */
const MINISTACK = 'ministack==1.5.33';
const PYTHONS = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/** Why there is no emulator on this machine, in one sentence. */
export class NoEmulator extends Error {}

const lastLine = (error: unknown): string =>
  ((error as { stderr?: string }).stderr || (error as Error).message).trim().split('\n').at(-1)!;

const findPython = async (): Promise<string> => {
  for (const python of PYTHONS)
    try {
      await run(python, ['-c', 'import sys; sys.exit(sys.version_info < (3, 10))']);
      return python;
    } catch {
      // Not there, or older: the next name is tried.
    }
  throw new NoEmulator('There is no Python 3.10 or newer on this machine, on which the emulator of AWS runs.');
};

/**
 * Makes a Python environment with MiniStack in a folder, and gives its interpreter; it needs the package registry.
 * Throws `NoEmulator` where that cannot be done.
 */
export const makePython = async (folder: string): Promise<string> => {
  const python = await findPython();
  try {
    await run(python, ['-m', 'venv', folder]);
  } catch (error) {
    throw new NoEmulator(`Python's venv cannot make an environment for the emulator of AWS: ${lastLine(error)}`);
  }
  const own = join(folder, 'bin', 'python');
  try {
    await run(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', MINISTACK], { timeout: 180_000 });
  } catch (error) {
    throw new NoEmulator(`pip cannot install ${MINISTACK}, the emulator of AWS: ${lastLine(error)}`);
  }
  return own;
};
