import { customerPartition, invoiceKey } from '../ledger/entities.ts';
import { ConditionFailed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { agendaOf } from '../platform/shard.ts';
import type { CaseIds } from './load-case.ts';

/** Puts a wake for an invoice on the agenda: its case is looked at again at once. */
export const markForWake = async (platform: Platform, { customerId, invoiceId }: CaseIds): Promise<void> => {
  const at = new Date(platform.clock.now()).toISOString();
  try {
    await platform.table.write({
      update: invoiceKey(customerId, invoiceId),
      set: { agenda: agendaOf('wake', invoiceId), agendaAt: `${at}#${invoiceId}` },
      if: { exists: true },
    });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
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
  try {
    if (entry === undefined) await platform.table.write({ update: key, remove: ['agenda', 'agendaAt'], if: condition });
    else await platform.table.write({ update: key, set: entry, if: condition });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};
