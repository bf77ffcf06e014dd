import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START = join(import.meta.dirname, '../../../local/start.ts');

export interface Site {
  /** Without a slash at the end. */
  address: string;
  /** Takes in a raw message, as if a mail server had brought it. */
  receive(raw: Uint8Array): void;
  /** Moves the clock as the form does, and waits until it has arrived. */
  move(fields: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

const settled = async (address: string): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${address}/clock`);
    await answer.text();
    if (answer.headers.get('refresh') === null) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

/**
 * Starts the server on a ledger of its own, at a free port, and answers when its first page can be asked for. The ledger
 * is what `make` puts into the file; without it, the sample.
 */
export const startSite = async (
  args: readonly string[] = [],
  make?: (file: string) => Promise<void>,
): Promise<Site> => {
  const folder = mkdtempSync(join(tmpdir(), 'good-standing-'));
  const file = join(folder, 'ledger.sqlite');
  await make?.(file);
  const child = spawn(process.execPath, [START, '--file', file, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(line.replace(/\/$/, '')));
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code} before its first page`)));
  });
  return {
    address,
    receive(raw) {
      writeFileSync(join(folder, 'inbox', `${Date.now()}.eml`), raw);
    },
    async move(fields) {
      const body = new URLSearchParams(fields);
      await fetch(`${address}/clock`, { method: 'POST', body, headers: { origin: address }, redirect: 'manual' });
      await settled(address);
    },
    async stop() {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
