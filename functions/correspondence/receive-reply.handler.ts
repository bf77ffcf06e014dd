import * as z from 'zod';
import type { Platform } from '../platform/platform.ts';
import type { LedgerFiles } from '../platform/ports.ts';
import { task } from '../platform/task.ts';
import { readKept } from './kept-message.ts';
import { receiveReply } from './receive-reply.ts';

const payload = z.object({ key: z.string().min(1).max(1024), version: z.string().min(1).max(1024).optional() });

/** What receives mail: the ports, and the place where messages are kept as they came. */
type ReceivingPlatform = Platform & { files: LedgerFiles };

/** Takes in a message that is kept as a file. One that is gone by now was deleted by somebody who knew why. */
export default task('ReceiveReply', payload, async (platform: ReceivingPlatform, { key, version }) => {
  const raw = await readKept(platform.files, key, version);
  return raw === undefined ? { outcome: 'gone' } : receiveReply(platform, raw, key);
});
