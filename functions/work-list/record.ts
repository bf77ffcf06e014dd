import { settleUnknown } from '../correspondence/feedback.ts';
import type { EventOf } from '../ledger/event.ts';
import { headOf, invoiceOf, putHead, putInvoice, type Recording, refuse } from '../ledger/record/recording.ts';
import type { Item } from '../platform/ports.ts';
import { itemId, itemKey, itemPointerKey, type WorkItem } from './item.ts';
import { closeItem } from './items.ts';

/** The id of the item that a step of a case raised. */
export const stepItemId = (invoiceId: string, cycle: number, step: string): string =>
  itemId('task', invoiceId, `c${cycle}`, step);

/** What an item about a whole account stood for may still be so: every case of it is looked at again. */
const wakeAccount = async (recording: Recording, taskId: string): Promise<void> => {
  const pointer = await recording.workspace.get<Item & { customerId?: string }>(itemPointerKey(taskId));
  if (pointer?.customerId !== undefined) await putHead(recording, await headOf(recording, pointer.customerId), true);
};

/** A task is done: its item closes, and the case hears of it. */
export const recordTaskDone = async (recording: Recording, event: EventOf<'task.done'>): Promise<void> => {
  const { workspace } = recording;
  const said = { note: event.note, zone: recording.company.settings.timeZone };
  let { invoiceId, step } = event;
  if (event.taskId !== undefined) {
    const pointer =
      (await workspace.get<Item & { customerId?: string }>(itemPointerKey(event.taskId))) ??
      refuse(event, 'taskId', `there is no item "${event.taskId}"`);
    const item = (await workspace.get<WorkItem>(itemKey(pointer.customerId, event.taskId)))!;
    await closeItem(workspace, pointer.customerId, event.taskId, event.at, event.by, said);
    const about = item.invoiceId === undefined ? undefined : await invoiceOf(recording, item.invoiceId);
    if (item.kind === 'delivery-unknown' && about !== undefined) await settleUnknown(recording, about);
    invoiceId = item.invoiceId;
    step = item.step ?? event.taskId;
  }
  if (invoiceId === undefined && event.taskId !== undefined) return wakeAccount(recording, event.taskId);
  if (invoiceId === undefined || step === undefined) return;
  const invoice = await invoiceOf(recording, invoiceId);
  if (invoice === undefined) return refuse(event, 'invoiceId', `there is no invoice "${invoiceId}"`);
  await closeItem(workspace, invoice.customerId, stepItemId(invoiceId, invoice.cycle, step), event.at, event.by, said);
  if (event.taskId === undefined) await settleUnknown(recording, invoice, step);
  await putInvoice(recording, { ...invoice, tasksDone: { ...invoice.tasksDone, [step]: event.at } });
};
