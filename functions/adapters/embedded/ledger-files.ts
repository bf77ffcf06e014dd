import { createReadStream, existsSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { FoundFile, LedgerFiles } from '../../platform/ports.ts';

/** The files of a folder: what is a bucket on AWS. A file that is replaced has another version; older ones are gone. */
export class FolderFiles implements LedgerFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = resolve(folder);
  }

  /** Throws `RangeError` where a key leads out of the folder. */
  #path(key: string): string {
    const path = join(this.#folder, key);
    if (!path.startsWith(`${this.#folder}${sep}`)) throw new RangeError(`The key "${key}" leads out of the folder.`);
    return path;
  }

  async find(key: string, version?: string): Promise<FoundFile | undefined> {
    const path = this.#path(key);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() !== true) return undefined;
    const found = `${stat.mtimeMs}-${stat.size}`;
    return version === undefined || version === found ? { bytes: stat.size, version: found } : undefined;
  }

  read(key: string, from = 0): AsyncIterable<Uint8Array> {
    return createReadStream(this.#path(key), { start: from, highWaterMark: 1_048_576 });
  }

  async write(key: string, content: Uint8Array): Promise<void> {
    const path = this.#path(key);
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    const part = `${path}.part`;
    writeFileSync(part, content);
    renameSync(part, path);
  }
}
