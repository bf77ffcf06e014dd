import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderFiles } from '../../../functions/adapters/embedded/ledger-files.ts';

let folder: string;
let files: FolderFiles;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropped-'));
  files = new FolderFiles(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = async (key: string, from?: number): Promise<string> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.read(key, from)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

test('a file is written into folders of its own, found, and read from a place on', async () => {
  await files.write('reports/in/a.json', Buffer.from('0123456789'));
  expect(await files.find('reports/in/a.json')).toMatchObject({ bytes: 10 });
  expect([await read('reports/in/a.json'), await read('reports/in/a.json', 7)]).toEqual(['0123456789', '789']);
});

test('what is not there, a folder, and an older version are not found', async () => {
  await files.write('in/a.csv', Buffer.from('a'));
  const first = await files.find('in/a.csv');
  expect(await files.find('in/a.csv', first!.version)).toEqual(first);
  writeFileSync(join(folder, 'in', 'a.csv'), 'other');
  const found = [await files.find('in/b.csv'), await files.find('in'), await files.find('in/a.csv', first!.version)];
  expect(found).toEqual([undefined, undefined, undefined]);
});

test('a key never leads out of the folder', async () => {
  for (const key of ['../a.csv', 'in/../../a.csv', ''])
    await expect(files.find(key)).rejects.toThrow('leads out of the folder');
});
