import { settleUnknown } from '../correspondence/feedback.ts';
import { instalmentsOf } from '../ledger/balance.ts';
import type { InvoiceFacts } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { headOf, invoiceOf, putHead, putInvoice, type Recording, refuse } from '../ledger/record/recording.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import type { Item } from '../platform/ports.ts';
import type { Workspace } from '../platform/workspace.ts';
import { itemId, itemKey, itemPointerKey, type WorkItem } from './item.ts';
import { closeItem } from './items.ts';

/** The id of the item that a step of a case raised. */
const stepItemId = (invoiceId: string, cycle: number, step: string): string =>
  itemId('task', invoiceId, `c${cycle}`, step);

/** Where a step is carried out that has raised an item before, about another instalment, and that one is closed. */
const stepItemOfDemand = (invoiceId: string, cycle: number, demand: string, step: string): string =>
  itemId('task', invoiceId, `c${cycle}`, demand, step);

/**
 * The id under which a step raises its item: one item stands for all instalments that want the same at a time, and what
 * was done about an earlier one stays as it was.
 */
export const freeStepItemId = async (
  workspace: Workspace,
  {
    customerId,
    invoiceId,
    cycle,
    demand,
    step,
  }: Pick<StepRecord, 'customerId' | 'invoiceId' | 'cycle' | 'demand' | 'step'>,
): Promise<string> => {
  const id = stepItemId(invoiceId, cycle, step);
  const found = await workspace.get<WorkItem>(itemKey(customerId, id));
  return found?.closedAt === undefined ? id : stepItemOfDemand(invoiceId, cycle, demand, step);
};

/** The items that what a step did may stand on: the one of its own instalment first. */
export const itemIdsOfStep = ({
  invoiceId,
  cycle,
  demand,
  step,
}: Pick<StepRecord, 'invoiceId' | 'cycle' | 'demand' | 'step'>): [string, string] => [
  stepItemOfDemand(invoiceId, cycle, demand, step),
  stepItemId(invoiceId, cycle, step),
];

/** The items that a step may have raised. */
const stepItemIds = (invoice: InvoiceFacts, step: string): string[] => {
  const { invoiceId, cycle } = invoice;
  const { id = '', parts = [] } = instalmentsOf(invoice) ?? {};
  return [
    stepItemId(invoiceId, cycle, step),
    ...parts.map((_, index) => stepItemOfDemand(invoiceId, cycle, `${id}-${index + 1}`, step)),
  ];
};

/** What an item about a whole account stood for may still be so: every case of it is looked at again. */
const wakeAccount = async (recording: Recording, taskId: string): Promise<void> => {
  const pointer = await recording.workspace.get<Item & { customerId?: string }>(itemPointerKey(taskId));
  if (pointer?.customerId !== undefined) await putHead(recording, await headOf(recording, pointer.customerId), true);
};

/** What is answered by another act does not leave its list without one (domain rules 22 and 27). */
const refuseUnanswered = (event: EventOf<'task.done'>, { itemId: id, kind }: WorkItem, about?: InvoiceFacts): void => {
  if (kind === 'approval' || kind === 'second-approval')
    refuse(event, 'taskId', `"${id}" is a request: approval.decided answers it`);
  if (kind !== 'issue') return;
  const issue = Object.values(about?.issues ?? {}).find(({ issueId }) => itemId('issue', issueId) === id);
  if (issue !== undefined && issue.resolvedAt === undefined)
    refuse(event, 'taskId', `"${id}" is an issue: issue.resolved closes it, with outcome, root cause and action`);
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
    const about = item.invoiceId === undefined ? undefined : await invoiceOf(recording, item.invoiceId);
    if (item.closedAt === undefined) refuseUnanswered(event, item, about);
    await closeItem(workspace, pointer.customerId, event.taskId, event.at, event.by, said);
    if (item.kind === 'delivery-unknown' && about !== undefined) await settleUnknown(recording, about);
    invoiceId = item.invoiceId;
    step = item.step ?? event.taskId;
  }
  if (invoiceId === undefined && event.taskId !== undefined) return wakeAccount(recording, event.taskId);
  if (invoiceId === undefined || step === undefined) return;
  const invoice = await invoiceOf(recording, invoiceId);
  if (invoice === undefined) return refuse(event, 'invoiceId', `there is no invoice "${invoiceId}"`);
  for (const id of event.taskId === undefined
    ? stepItemIds(invoice, step)
    : [stepItemId(invoiceId, invoice.cycle, step)])
    await closeItem(workspace, invoice.customerId, id, event.at, event.by, said);
  if (event.taskId === undefined) await settleUnknown(recording, invoice, step);
  await putInvoice(recording, {
    ...invoice,
    ...saidAbout(invoice, event, step),
    tasksDone: { ...invoice.tasksDone, [step]: event.at },
  });
};

/** What came of a task, for whoever acts next on the same invoice; what is told late does not replace what is newer. */
const saidAbout = (
  { lastSaid }: InvoiceFacts,
  { note = '', at, by, taskId }: EventOf<'task.done'>,
  step: string,
): Pick<InvoiceFacts, 'lastSaid'> => {
  if (note === '' || (lastSaid !== undefined && lastSaid.at > at)) return {};
  return {
    lastSaid: { ...(taskId === undefined ? {} : { task: taskId }), ...(step === taskId ? {} : { step }), at, by, note },
  };
};
