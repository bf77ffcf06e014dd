import type { LedgerFiles } from '../platform/ports.ts';

/** Where messages from outside are kept as they came. */
export type KeptMessages = Pick<LedgerFiles, 'find' | 'read'>;

/** So many bytes of a message are looked at. What a person wrote stands before what they attached. */
export const MOST_READ = 10_485_760;

/** The beginning of a message that is kept, or of one version of it; undefined where it is gone. */
export const readKept = async (
  messages: KeptMessages,
  key: string,
  version?: string,
): Promise<Uint8Array | undefined> => {
  if ((await messages.find(key, version)) === undefined) return undefined;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of messages.read(key, 0, version)) {
    pieces.push(piece);
    bytes += piece.byteLength;
    if (bytes >= MOST_READ) break;
  }
  return Buffer.concat(pieces).subarray(0, MOST_READ);
};
