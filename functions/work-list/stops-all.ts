import { SENDING_STOPPED } from '../correspondence/sending-stop-watch.ts';
import type { WorkItem } from './item.ts';

/** Whether an item holds up the letters to every customer. */
export const stopsAll = ({ kind, itemId }: Pick<WorkItem, 'kind' | 'itemId'>): boolean =>
  kind === 'stale-ledger' || itemId === SENDING_STOPPED;
