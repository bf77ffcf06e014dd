import type { EventOf } from '../ledger/event.ts';
import { headOf, type Recording, refuse } from '../ledger/record/recording.ts';
import { caredForBy } from '../lifecycle/answer-days.ts';
import { defined } from '../platform/defined.ts';
import type { Item } from '../platform/ports.ts';
import { type ItemReply, itemKey, itemPointerKey, type PlacedBefore, type WorkItem } from '../work-list/item.ts';
import { deadlineOf } from '../work-list/items.ts';
import { titleOfReply } from './record-reply.ts';

/** A message of which nobody knew whose it is, or that stands with the wrong customer, is given to one by a colleague. */

type OpenReply = WorkItem & { reply: ItemReply };

const openReply = async (
  { workspace }: Recording,
  event: EventOf<'reply.placed' | 'reply.taken-back'>,
): Promise<OpenReply> => {
  const { itemId } = event;
  const pointer =
    (await workspace.get<Item & { customerId?: string }>(itemPointerKey(itemId))) ??
    refuse(event, 'itemId', `there is no item "${itemId}"`);
  const item = (await workspace.get<WorkItem>(itemKey(pointer.customerId, itemId)))!;
  if (item.reply === undefined) refuse(event, 'itemId', `"${itemId}" is no customer's message`);
  if (item.closedAt !== undefined) refuse(event, 'itemId', `"${itemId}" was closed before, by ${item.closedBy}`);
  return item as OpenReply;
};

/** The item without what depends on whose it is. */
const common = (item: OpenReply): Omit<OpenReply, keyof PlacedBefore> => {
  const { customerId, title, assignee, department, answerDays, letterId, stake, ...rest } = item;
  const { agenda, agendaAt, work, workAt, dueOn, putOff, handedOn, ...plain } = rest;
  return plain as Omit<OpenReply, keyof PlacedBefore>;
};

const stand = async (recording: Recording, from: OpenReply, now: WorkItem): Promise<void> => {
  const { workspace, company } = recording;
  const key = itemKey(now.customerId, now.itemId);
  const item = { ...now, ...key, movedOn: 0, ...deadlineOf(company, now, now.answerDays, recording.now) };
  await workspace.move(itemKey(from.customerId, from.itemId), defined(item) as Item);
  await workspace.put({ ...itemPointerKey(now.itemId), ...defined({ customerId: now.customerId }), v: 0 });
};

/** It stands on the account of that customer, and on the list of whoever looks after them. */
export const recordReplyPlaced = async (recording: Recording, event: EventOf<'reply.placed'>): Promise<void> => {
  const item = await openReply(recording, event);
  const { customerId, by, at } = event;
  const head = await headOf(recording, customerId);
  if (!head.known) refuse(event, 'customerId', `there is no customer "${customerId}"`);
  if (item.customerId === customerId)
    refuse(event, 'customerId', `"${item.itemId}" stands with "${customerId}" already`);
  const { title, assignee, department, answerDays, letterId, stake } = item;
  const before = defined({
    ...{ customerId: item.customerId, title, assignee, department, answerDays, letterId, stake },
  }) as PlacedBefore;
  const cared = caredForBy(recording.company, head);
  const member = recording.company.staff.find(({ id }) => id === cared.assignee);
  await stand(recording, item, {
    ...common(item),
    ...{ customerId, title: titleOfReply(item.reply.subject, true), answerDays: cared.answerDays },
    ...defined({ assignee: cared.assignee, department: member?.department }),
    reply: { ...item.reply, placed: { by, at, before } },
  } as WorkItem);
};

/** It stands where it stood before. */
export const recordReplyTakenBack = async (recording: Recording, event: EventOf<'reply.taken-back'>): Promise<void> => {
  const item = await openReply(recording, event);
  const { placed, ...reply } = item.reply;
  if (placed === undefined) return refuse(event, 'itemId', `nobody gave "${item.itemId}" to a customer`);
  await stand(recording, item, { ...common(item), ...placed.before, reply } as WorkItem);
};
