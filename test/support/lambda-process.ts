import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a call gave: its result, or the name and message of its error. */
export interface Called {
  result?: unknown;
  error?: { name: string; message: string };
}

/** A bundle in a Node process of its own, alone in its folder and with nothing but its settings, as on Lambda. */
export interface LambdaProcess {
  call(event: unknown): Promise<Called>;
  /** The lines that it wrote. */
  log(): Record<string, unknown>[];
  stop(): void;
}

const RUN = `const { handler } = require('./index.js');
let calls = 0;
process.on('message', async (event) => {
  calls += 1;
  const context = { awsRequestId: 'request-' + calls, getRemainingTimeInMillis: () => 30_000 };
  try {
    process.send({ result: await handler(event, context) });
  } catch ({ name, message }) {
    process.send({ error: { name, message } });
  }
});`;

const SETTINGS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_LAMBDA_FUNCTION_NAME: 'good-standing-test',
  GS_STAGE: 'test',
};

/** Starts a bundle with these settings. */
export const startLambda = (code: Uint8Array, settings: Readonly<Record<string, string>>): LambdaProcess => {
  const folder = mkdtempSync(join(tmpdir(), 'good-standing-lambda-'));
  writeFileSync(join(folder, 'index.js'), code);
  writeFileSync(join(folder, 'run.js'), RUN);
  const child: ChildProcess = fork(join(folder, 'run.js'), {
    cwd: folder,
    env: { ...SETTINGS, ...settings },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let out = '';
  let problems = '';
  child.stdout!.on('data', (text) => {
    out += String(text);
  });
  child.stderr!.on('data', (text) => {
    problems += String(text);
  });
  return {
    call: (event) =>
      new Promise((resolve, reject) => {
        const ended = (): void => reject(new Error(`The function ended without an answer: ${problems}`));
        child.once('exit', ended);
        child.once('message', (answer) => {
          child.off('exit', ended);
          resolve(answer as Called);
        });
        child.send(event as object);
      }),
    log: () =>
      out
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
