import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

const LAUNCHER = join(import.meta.dirname, 'launch_ministack.py');
const PROGRAMS = join(import.meta.dirname, '..', '..', 'node_modules', '.bin');
const STARTS_WITHIN_MS = 60_000;

/** Where the emulator pretends to be. */
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

export interface Emulator {
  port: number;
  endpoint: string;
  /** The environment in which the command lines of AWS and of this project talk to the emulator and to nobody else. */
  environment: NodeJS.ProcessEnv;
  stop: () => Promise<void>;
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Nothing of the machine's own AWS set-up: no profile, no key, no endpoint. */
const withoutAws = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

const isUp = async (endpoint: string): Promise<boolean> => {
  try {
    return (await fetch(`${endpoint}/_ministack/health`)).ok;
  } catch {
    return false;
  }
};

/**
 * Starts MiniStack on a free port of this machine alone. It checks every call against the policies of whoever makes it,
 * so that a permission that a role lacks fails here as it would on AWS. Its log goes to a file of the folder.
 */
export const startEmulator = async (python: string, folder: string): Promise<Emulator> => {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: REGION };
  // Node 24 comes first on the path: the functions run on it.
  const path = `${PROGRAMS}${delimiter}${process.env.PATH}`;
  const child = spawn(python, [LAUNCHER], {
    env: {
      ...withoutAws(),
      ...keys,
      PATH: path,
      TMPDIR: folder,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      AUTH: 'true',
      PYTHONDONTWRITEBYTECODE: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(folder, 'emulator.log'));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended(child);
  };
  const began = Date.now();
  while (!(await isUp(endpoint))) {
    if (child.exitCode !== null) throw new Error(`The emulator ended with ${child.exitCode}: see emulator.log`);
    if (Date.now() - began > STARTS_WITHIN_MS) {
      await stop();
      throw new Error(`The emulator did not answer within ${STARTS_WITHIN_MS / 1000} s: see emulator.log`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const environment = {
    ...withoutAws(),
    ...keys,
    PATH: path,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    CDK_DEFAULT_ACCOUNT: ACCOUNT,
    CDK_DEFAULT_REGION: REGION,
    // The CDK's own calls home: versions, notices, telemetry.
    CDK_DISABLE_VERSION_CHECK: '1',
    CDK_NOTICES: 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
  return { port, endpoint, environment, stop };
};
