import { customerPartition, invoiceKey } from '../ledger/entities.ts';
import type { Platform } from '../platform/platform.ts';
import type { Write } from '../platform/ports.ts';
import { agendaOf } from '../platform/shard.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { CaseIds } from './load-case.ts';

/** The write of a wake for an invoice, to go with the change that it tells of. */
export const wakeWrite = (platform: Platform, { customerId, invoiceId }: CaseIds): Write => ({
  update: invoiceKey(customerId, invoiceId),
  set: {
    agenda: agendaOf('wake', invoiceId),
    agendaAt: `${new Date(platform.clock.now()).toISOString()}#${invoiceId}`,
  },
  if: { exists: true },
});

/** Puts a wake for an invoice on the agenda: its case is looked at again at once. */
export const markForWake = async (platform: Platform, ids: CaseIds): Promise<void> => {
  await writeIfStill(platform, wakeWrite(platform, ids));
};

/** Takes the mark away, unless it was set anew in the meantime; `admitAt` leaves an entry for a later day instead. */
export const clearMark = async (
  platform: Platform,
  ids: CaseIds & { sk: string },
  mark: { agenda?: string; agendaAt?: string },
  admitAt?: string,
): Promise<void> => {
  if (mark.agendaAt === undefined && admitAt === undefined) return;
  const key = { pk: customerPartition(ids.customerId), sk: ids.sk };
  const entry =
    admitAt === undefined
      ? undefined
      : { agenda: agendaOf('admission', ids.invoiceId), agendaAt: `${admitAt}#${ids.invoiceId}` };
  if (entry !== undefined && mark.agenda === entry.agenda && mark.agendaAt === entry.agendaAt) return;
  const condition = { exists: true, equals: { agendaAt: mark.agendaAt } };
  const change = entry === undefined ? { remove: ['agenda', 'agendaAt'] } : { set: entry };
  await writeIfStill(platform, { update: key, ...change, if: condition });
};
