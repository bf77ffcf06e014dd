import { BadInput } from '../../platform/errors.ts';
import type { LedgerFiles } from '../../platform/ports.ts';
import { byteBlocks } from './byte-blocks.ts';

/** The largest file that is read as a whole, in bytes: a mapping, or settings with all policies. */
const MOST_BYTES = 2_097_152;

/** A JSON file; undefined where there is none. Throws `BadInput` with one sentence where it is too large or no JSON. */
export const readJsonFile = async (
  files: LedgerFiles,
  key: string,
  version?: string,
  mostBytes = MOST_BYTES,
): Promise<{ json: unknown } | undefined> => {
  const found = await files.find(key, version);
  if (found === undefined) return undefined;
  if (found.bytes > mostBytes) throw new BadInput([`${key}: has ${found.bytes} bytes: expected at most ${mostBytes}`]);
  const pieces: Buffer[] = [];
  for await (const block of byteBlocks(files.read(key, 0, found.version))) pieces.push(block);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    return { json: JSON.parse(text) };
  } catch {
    throw new BadInput([`${key}: is no JSON in UTF-8`]);
  }
};

/** The bytes of a file, noting whether the last of them ends a line. */
export const watchEnd = (
  source: AsyncIterable<Uint8Array>,
): { source: AsyncIterable<Uint8Array>; endsOpen(): boolean } => {
  let last = 10;
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      if (piece.byteLength > 0) last = piece[piece.byteLength - 1]!;
      yield piece;
    }
  }
  return { source: watched(), endsOpen: () => last !== 10 && last !== 13 };
};
