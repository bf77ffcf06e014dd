import * as z from 'zod';
import type { Platform } from '../platform/platform.ts';
import type { LedgerFiles } from '../platform/ports.ts';
import { task } from '../platform/task.ts';
import { MOST_READ, receiveReply } from './receive-reply.ts';

const payload = z.object({ key: z.string().min(1).max(1024), version: z.string().min(1).max(1024).optional() });

/** What receives mail: the ports, and the place where messages are kept as they came. */
type ReceivingPlatform = Platform & { files: LedgerFiles };

const firstBytes = async (files: LedgerFiles, key: string, version?: string): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of files.read(key, 0, version)) {
    pieces.push(piece);
    bytes += piece.byteLength;
    if (bytes >= MOST_READ) break;
  }
  return Buffer.concat(pieces).subarray(0, MOST_READ);
};

/** Takes in a message that is kept as a file. One that is gone by now was deleted by somebody who knew why. */
export default task('ReceiveReply', payload, async (platform: ReceivingPlatform, { key, version }) => {
  if ((await platform.files.find(key, version)) === undefined) return { outcome: 'gone' };
  return receiveReply(platform, await firstBytes(platform.files, key, version), key);
});
