import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeLedgerFile, openLedgerFile, removeLedgerFile } from '../../../local/server/ledger-file.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-file-'));
  file = join(folder, 'in', 'ledger.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const make = () =>
  makeLedgerFile(file, async (database) => {
    database.exec("CREATE TABLE thing (name TEXT); INSERT INTO thing VALUES ('kept')");
  });

describe('the ledger file', () => {
  it('is made as a whole and opened again', async () => {
    await make();
    const database = openLedgerFile(file);
    expect(database.prepare('SELECT name FROM thing').get()).toEqual({ name: 'kept' });
    database.close();
  });

  it('is not there at all where making it failed', async () => {
    await expect(
      makeLedgerFile(file, async () => {
        throw new Error('half-way');
      }),
    ).rejects.toThrow('half-way');
    expect(readdirSync(join(folder, 'in'))).toEqual([]);
  });

  it('is removed with everything beside it', async () => {
    await make();
    removeLedgerFile(file);
    expect(readdirSync(join(folder, 'in'))).toEqual([]);
    removeLedgerFile(file);
  });

  it.each(['a letter to my mother', ''])('is never a file that is something else: %j', (content) => {
    const other = join(folder, 'other.txt');
    writeFileSync(other, content);
    expect(() => removeLedgerFile(other)).toThrow('is no ledger of Good Standing');
    expect(existsSync(other)).toBe(true);
  });
});
