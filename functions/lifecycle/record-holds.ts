import { type Hold, headKey, holdKey, type InvoiceFacts } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import {
  headOf,
  invoiceOf,
  putHead,
  putInvoice,
  type Recording,
  refuse,
  requireInvoice,
  zoneOf,
} from '../ledger/record/recording.ts';
import type { Item } from '../platform/ports.ts';
import { agendaOf } from '../platform/shard.ts';
import { startOfDay } from '../platform/zone.ts';
import { closeLost, closeLostOfAccount } from '../work-list/close-lost.ts';
import { reopenClosedWith } from '../work-list/reopen.ts';

export interface HoldRecord extends Item {
  holdId: string;
  owner: string;
  customerId: string;
  invoiceId?: string;
  v: number;
}

/** Puts a hold on an invoice or a customer, and its end on the agenda: it lifts itself at 00:00 local on `until`. */
export const putHold = async (
  recording: Recording,
  hold: Hold,
  { customerId, invoice }: { customerId: string; invoice?: InvoiceFacts | undefined },
): Promise<void> => {
  const { workspace } = recording;
  const head = await headOf(recording, customerId);
  await workspace.get(holdKey(hold.holdId));
  if (invoice !== undefined)
    await putInvoice(recording, { ...invoice, holds: { ...invoice.holds, [hold.holdId]: hold } });
  else await putHead(recording, { ...head, holds: { ...head.holds, [hold.holdId]: hold } }, true);
  if (invoice !== undefined) await closeLost(recording, invoice);
  else await closeLostOfAccount(recording, head);
  const ends = new Date(startOfDay(hold.until, zoneOf(recording, head))).toISOString();
  await workspace.put({
    ...holdKey(hold.holdId),
    holdId: hold.holdId,
    owner: hold.owner,
    customerId,
    ...(invoice === undefined ? {} : { invoiceId: invoice.invoiceId }),
    agenda: agendaOf('hold-end', hold.holdId),
    agendaAt: `${ends}#${hold.holdId}`,
  });
};

export const recordHoldPlaced = async (recording: Recording, event: EventOf<'hold.placed'>): Promise<void> => {
  const { holdId, reason, owner, until, scope } = event;
  if ((await recording.workspace.get(holdKey(holdId))) !== undefined)
    refuse(event, 'holdId', `"${holdId}" was placed before`);
  const invoice = 'invoiceId' in scope ? await requireInvoice(recording, event, scope.invoiceId) : undefined;
  const customerId = invoice?.customerId ?? (scope as { customerId: string }).customerId;
  await putHold(
    recording,
    { holdId, reason, owner, until, placedAt: event.at, ...(event.by === 'system' ? {} : { placedBy: event.by }) },
    { customerId, invoice },
  );
};

/** Lifting re-evaluates at once; a hold that is lifted or over stays as it is. */
export const recordHoldLifted = async (recording: Recording, event: EventOf<'hold.lifted'>): Promise<void> => {
  const { workspace } = recording;
  const lifted = { liftedAt: event.at, ...(event.by === 'system' ? {} : { liftedBy: event.by }) };
  const record =
    (await workspace.get<HoldRecord>(holdKey(event.holdId))) ??
    refuse(event, 'holdId', `there is no hold "${event.holdId}"`);
  const { agenda, agendaAt, ...rest } = record;
  await workspace.get(headKey(record.customerId));
  const head = await headOf(recording, record.customerId);
  // As it was when it was lifted: a change that was interrupted is finished by the same event later.
  const stands = ({ liftedAt, until }: Hold): boolean =>
    liftedAt === undefined && startOfDay(until, zoneOf(recording, head)) > Date.parse(event.at);
  if (record.invoiceId !== undefined) {
    const invoice = (await invoiceOf(recording, record.invoiceId))!;
    const hold = invoice.holds[event.holdId]!;
    if (!stands(hold)) return;
    await workspace.put(rest);
    const holds = { ...invoice.holds, [event.holdId]: { ...hold, ...lifted } };
    await putInvoice(recording, { ...invoice, holds });
    await reopenClosedWith(recording, invoice, { at: hold.placedAt, paused: 'held' });
    return;
  }
  const hold = head.holds[event.holdId]!;
  if (!stands(hold)) return;
  await workspace.put(rest);
  await putHead(recording, { ...head, holds: { ...head.holds, [event.holdId]: { ...hold, ...lifted } } }, true);
  const { customerId, children } = head;
  await reopenClosedWith(recording, { customerId, children }, { at: hold.placedAt, paused: 'held' });
};
