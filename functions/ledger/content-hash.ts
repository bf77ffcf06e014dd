import { createHash } from 'node:crypto';
import type { LedgerEvent } from './event.ts';

/** A digest of an event's content: the same source and id with another digest is a conflict. */
export const contentHash = (event: LedgerEvent): string =>
  createHash('sha256').update(JSON.stringify(event)).digest('base64url').slice(0, 22);
