import type { EventOf, LedgerEvent } from '../ledger/event.ts';
import { invoiceOf, putInvoice, type Recording, refuse } from '../ledger/record/recording.ts';
import { toDay } from '../platform/civil-date.ts';
import type { Item } from '../platform/ports.ts';
import { agendaOf } from '../platform/shard.ts';
import { localDay, startOfDay } from '../platform/zone.ts';
import { itemKey, itemPointerKey, type WorkItem } from './item.ts';
import { deadlineOf } from './items.ts';
import type { ItemKind } from './kinds.ts';
import { reopened, withoutTaskDone } from './reopen.ts';

/** Acts on items that end nothing: somebody else has it, it waits for a day, or it is open again. */

/** Requests are moved by their own execution, to whom may answer them. */
const MOVED_BY_THEIR_OWN: ReadonlySet<ItemKind> = new Set(['approval', 'second-approval']);
/** These have a deadline of their own that runs on, or hold up everybody's letters. */
const NEVER_WAIT: ReadonlySet<ItemKind> = new Set(['issue', 'approval', 'second-approval', 'stale-ledger']);
/** A year typed wrong would hide an item for good. */
const MOST_DAYS_AHEAD = 366;

const itemOf = async (recording: Recording, event: LedgerEvent, id: string): Promise<WorkItem> => {
  const pointer =
    (await recording.workspace.get<Item & { customerId?: string }>(itemPointerKey(id))) ??
    refuse(event, 'itemId', `there is no item "${id}"`);
  return (await recording.workspace.get<WorkItem>(itemKey(pointer.customerId, id)))!;
};

const openItem = async (recording: Recording, event: LedgerEvent, id: string): Promise<WorkItem> => {
  const item = await itemOf(recording, event, id);
  return item.closedAt === undefined ? item : refuse(event, 'itemId', `"${id}" was closed before, by ${item.closedBy}`);
};

/** The item without what says where it stands. */
const withoutPlace = (item: WorkItem): WorkItem => {
  const { agenda, agendaAt, work, workAt, dueOn, putOff, ...rest } = item;
  return rest as WorkItem;
};

/** A colleague gets it, or takes it over: it is new to them, and silence counts anew. */
export const recordHandedOn = async (recording: Recording, event: EventOf<'item.handed-on'>): Promise<void> => {
  const item = await openItem(recording, event, event.itemId);
  const { company, now } = recording;
  if (MOVED_BY_THEIR_OWN.has(item.kind))
    refuse(event, 'itemId', `"${item.itemId}" is a request: whom it asks may answer`);
  const to =
    company.staff.find(({ id }) => id === event.to) ?? refuse(event, 'to', `there is no colleague "${event.to}"`);
  const handedOn: WorkItem['handedOn'] = {
    by: event.by,
    at: event.at,
    ...(item.assignee === undefined ? {} : { from: item.assignee }),
    ...(event.note === undefined ? {} : { note: event.note }),
  };
  const department = to.department ?? item.department;
  const moved: WorkItem = {
    ...withoutPlace(item),
    assignee: to.id,
    ...(department === undefined ? {} : { department }),
    handedOn,
  };
  if (item.kind === 'issue') {
    // Its deadline is the issue's own, and its execution watches it.
    const { work, workAt } = deadlineOf(company, moved, undefined, now);
    const dueOn = item.dueOn === undefined ? {} : { dueOn: item.dueOn };
    await recording.workspace.put({ ...moved, work: work!, workAt: workAt!, ...dueOn });
    return;
  }
  await recording.workspace.put({ ...moved, movedOn: 0, ...deadlineOf(company, moved, item.answerDays, now) });
};

/** Somebody waits, with a reason and until a day: then it is on their list again. */
export const recordPutOff = async (recording: Recording, event: EventOf<'item.put-off'>): Promise<void> => {
  const item = await openItem(recording, event, event.itemId);
  if (NEVER_WAIT.has(item.kind))
    refuse(event, 'itemId', `"${item.itemId}" does not wait: it has a deadline of its own`);
  const zone = recording.company.settings.timeZone;
  const ahead = toDay(event.until) - localDay(recording.now, zone);
  if (ahead <= 0) refuse(event, 'until', `${event.until} is not ahead: waiting ends on a later day`);
  if (ahead > MOST_DAYS_AHEAD) refuse(event, 'until', `${event.until} is more than a year ahead`);
  await recording.workspace.put({
    ...withoutPlace(item),
    putOff: {
      ...{ until: event.until, reason: event.reason, by: event.by, at: event.at },
      ...(item.dueOn === undefined ? {} : { dueOn: item.dueOn }),
    },
    agenda: agendaOf('deadline', item.itemId),
    agendaAt: `${new Date(startOfDay(event.until, zone)).toISOString()}#${item.itemId}`,
  });
};

/** What was done or put off by mistake is open again: the item is on its list, and its answer is waited for as before. */
export const recordReopened = async (recording: Recording, event: EventOf<'item.reopened'>): Promise<void> => {
  const item = await itemOf(recording, event, event.itemId);
  if (item.closedAt === undefined && item.putOff === undefined) return;
  if (NEVER_WAIT.has(item.kind) || item.kind === 'delivery-unknown')
    refuse(event, 'itemId', `"${item.itemId}" cannot be opened again: what followed stands`);
  await recording.workspace.put(reopened(recording, item));
  const invoice = item.invoiceId === undefined ? undefined : await invoiceOf(recording, item.invoiceId);
  if (invoice === undefined) return;
  const undone = withoutTaskDone(invoice, item);
  if (undone !== invoice) await putInvoice(recording, undone);
};
