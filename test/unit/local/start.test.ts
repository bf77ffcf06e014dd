import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const START = join(import.meta.dirname, '../../../local/start.ts');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [START, '--file', join(folder, 'l.sqlite'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

describe('npm start', () => {
  it.each([
    [['--port', 'abc'], '--port: "abc" is no port: 0 to 65535'],
    [['--mapping', 'm.json'], '--mapping: needs --ledger CSV'],
    [['--ledger', 'l.csv'], '--mapping: is missing: a table needs a mapping of its columns'],
    [['--lodger', 'l.csv'], "Unknown option '--lodger'"],
    [['--ledger', 'nowhere.csv', '--mapping', 'nowhere.json'], 'nowhere.json: cannot be read'],
  ])('refuses %j with one clear sentence, and makes nothing', (args, sentence) => {
    const { status, stdout, stderr } = start(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(existsSync(join(folder, 'l.sqlite'))).toBe(false);
  });

  it('never begins anew over a file that is something else', () => {
    const file = join(folder, 'thesis.txt');
    writeFileSync(file, 'years of work');
    const { status, stderr } = start('--file', file, '--fresh');
    expect(status).toBe(2);
    expect(stderr).toContain('is no ledger of Good Standing');
    expect(existsSync(file)).toBe(true);
  });
});
