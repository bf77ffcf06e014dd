import type { FoundFile, LedgerFiles } from '../../functions/platform/ports.ts';

/** Files in memory with their versions, as a bucket keeps them. */
export class MemoryFiles implements LedgerFiles {
  readonly #versions = new Map<string, Uint8Array[]>();
  /** How large a piece is; small ones part lines and characters. */
  pieceBytes = 65_536;

  put(key: string, content: string | Uint8Array | object): string {
    const text = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
    const versions = this.#versions.get(key) ?? [];
    versions.push(typeof text === 'string' ? Buffer.from(text) : text);
    this.#versions.set(key, versions);
    return `${versions.length}`;
  }

  keys(): string[] {
    return [...this.#versions.keys()].sort();
  }

  json<T>(key: string): T {
    return JSON.parse(Buffer.from(this.#versions.get(key)!.at(-1)!).toString('utf8')) as T;
  }

  async find(key: string, version?: string): Promise<FoundFile | undefined> {
    const versions = this.#versions.get(key) ?? [];
    const number = version ?? `${versions.length}`;
    const bytes = versions[Number(number) - 1]?.byteLength;
    return bytes === undefined ? undefined : { bytes, version: number };
  }

  async *read(key: string, from = 0, version?: string): AsyncGenerator<Uint8Array> {
    const versions = this.#versions.get(key)!;
    const content = versions[Number(version ?? versions.length) - 1]!;
    for (let at = from; at < content.byteLength; at += this.pieceBytes)
      yield content.subarray(at, at + this.pieceBytes);
  }

  async write(key: string, content: Uint8Array): Promise<void> {
    this.put(key, content);
  }
}
