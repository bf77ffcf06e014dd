import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { seededRandom } from '../../local/rehearse/random.ts';
import { makeSample } from '../../local/sample/make-sample.ts';
import { makeLedgerFile } from '../../local/server/ledger-file.ts';
import { differences, stateOf } from './state.ts';

/**
 * Kills `npm start` with signal 9 at twenty random moments of five busy weeks, starts it again each time, and compares
 * what came of it with an undisturbed run: no step twice, none missing, no orphan.
 */

const KILLS = 20;
const START = join(import.meta.dirname, '../../local/start.ts');
/** Five weeks, the first of them with a backlog that waits for fresh books. */
const TARGET = { to: 'date', date: '2026-04-20', time: '18:00' };
const seed = Number(process.argv[2] ?? Math.floor(Math.random() * 1e9));

interface Running {
  child: ChildProcess;
  address: string;
  ended: Promise<void>;
}

const start = async (file: string): Promise<Running> => {
  const child = spawn(process.execPath, [START, '--file', file, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr!.on('data', (text: Buffer) => {
    complaint += text;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', (line) => resolve(line.replace(/\/$/, '')));
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}: ${complaint}`)));
  });
  return { child, address, ended };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const move = async ({ address }: Running): Promise<number> => {
  const body = new URLSearchParams(TARGET);
  const answer = await fetch(`${address}/clock`, {
    method: 'POST',
    body,
    headers: { origin: address },
    redirect: 'manual',
  });
  await answer.text();
  return answer.status;
};

const arrived = async ({ address }: Running): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${address}/clock`);
    const page = await answer.text();
    if (answer.headers.get('refresh') === null) {
      if (/stopped by an error/.test(page)) throw new Error(`The move failed: ${page}`);
      return;
    }
    await pause(50);
  }
};

const stop = async ({ child, ended }: Running): Promise<void> => {
  child.kill('SIGINT');
  await ended;
};

const undisturbed = async (file: string): Promise<number> => {
  const running = await start(file);
  const began = performance.now();
  await move(running);
  await arrived(running);
  const took = performance.now() - began;
  await stop(running);
  return took;
};

const killed = async (file: string, took: number): Promise<number> => {
  const random = seededRandom(seed);
  let underWay = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const running = await start(file);
    const asked = move(running).catch(() => undefined);
    await pause(random() * ((1.7 * took) / KILLS));
    const answered = await Promise.race([asked, Promise.resolve('not yet')]);
    if (answered === 'not yet') underWay += 1;
    running.child.kill('SIGKILL');
    await running.ended;
    await asked;
  }
  const last = await start(file);
  await move(last);
  await arrived(last);
  await stop(last);
  return underWay;
};

const folder = mkdtempSync(join(tmpdir(), 'good-standing-kill-'));
const [one, other] = [join(folder, 'undisturbed.sqlite'), join(folder, 'killed.sqlite')];
try {
  await makeLedgerFile(one, (database) => makeSample(database, () => {}));
  copyFileSync(one, other);
  const before = (await stateOf(one)).letters.length;
  const took = await undisturbed(one);
  const underWay = await killed(other, took);
  const [expected, found] = [await stateOf(one), await stateOf(other)];
  const problems = [
    ...expected.faults.map((fault) => `undisturbed: ${fault}`),
    ...found.faults.map((fault) => `killed: ${fault}`),
    ...differences(expected, found),
  ];
  for (const problem of problems) console.log(problem);
  console.log(
    `seed ${seed}: ${KILLS} kills, ${underWay} of them in the middle of the move; ${expected.letters.length - before} letters in ${(took / 1000).toFixed(1)} s undisturbed`,
  );
  console.log(problems.length === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  if (process.env.KEEP === undefined) rmSync(folder, { recursive: true, force: true });
  else console.log(folder);
}
