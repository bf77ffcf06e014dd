import { fromDay, toDay } from '../platform/civil-date.ts';
import type { Company } from '../platform/company.ts';
import { defined } from '../platform/defined.ts';
import type { Item } from '../platform/ports.ts';
import { agendaOf } from '../platform/shard.ts';
import type { Workspace } from '../platform/workspace.ts';
import { localDate, localDay, startOfDay } from '../platform/zone.ts';
import { afterBusinessDays, lastOfBusinessDays } from '../policy/calendar.ts';
import { doneBy, listOf, placeOf } from './entry.ts';
import { type ItemReply, type ItemStake, itemKey, itemPointerKey, type MissingMoney, type WorkItem } from './item.ts';
import type { LostReason } from './lost-reason.ts';

/** What it takes to raise an item. */
export interface NewItem {
  itemId: string;
  kind: WorkItem['kind'];
  title: string;
  customerId?: string | undefined;
  invoiceId?: string | undefined;
  step?: string | undefined;
  /** The letter that it is about. */
  letterId?: string | undefined;
  /** The message that it is about. */
  reply?: ItemReply | undefined;
  assignee?: string | undefined;
  department?: string | undefined;
  /** Business days until silence moves it on; undefined: it stays. */
  answerDays?: number | undefined;
  /** What is at stake, where whoever raises it knows: lists are ordered by it. */
  stake?: ItemStake | undefined;
  /** What of a promise did not come. */
  missing?: MissingMoney | undefined;
  /** Of a request: whose answer counts. */
  approver?: string | undefined;
  asked?: readonly string[] | undefined;
  answered?: string | undefined;
  /** Its own execution moves it on; the sweep leaves it alone. */
  movedByWorkflow?: boolean;
}

/** The index attributes and deadline of an item whose answer is waited for until the end of a day, in the company's zone. */
const deadlineAt = (
  { settings, calendar }: Pick<Company, 'settings' | 'calendar'>,
  item: Pick<WorkItem, 'itemId'>,
  last: number,
): Pick<WorkItem, 'dueOn' | 'agenda' | 'agendaAt'> => ({
  dueOn: fromDay(last),
  agenda: agendaOf('deadline', item.itemId),
  agendaAt: `${new Date(startOfDay(afterBusinessDays(calendar, last, 0), settings.timeZone)).toISOString()}#${item.itemId}`,
});

/** The index attributes and deadline of an item that waits for an answer from now on, in the company's zone. */
export const deadlineOf = (
  company: Pick<Company, 'settings' | 'calendar'>,
  item: Pick<WorkItem, 'itemId' | 'kind' | 'invoiceId' | 'stake' | 'assignee' | 'department' | 'raisedAt'>,
  answerDays: number | undefined,
  now: number,
): Pick<WorkItem, 'dueOn' | 'agenda' | 'agendaAt' | 'work' | 'workAt'> => {
  const index = { work: listOf(item), workAt: placeOf(item, item.raisedAt) };
  if (answerDays === undefined) return index;
  const today = localDay(now, company.settings.timeZone);
  return { ...index, ...deadlineAt(company, item, lastOfBusinessDays(company.calendar, today, answerDays)) };
};

/** The same where it waited before: the day that was said then stands, unless it is over. */
export const deadlineAgain = (
  company: Parameters<typeof deadlineOf>[0],
  item: Parameters<typeof deadlineOf>[1],
  { answerDays, dueOn }: Pick<WorkItem, 'answerDays' | 'dueOn'>,
  now: number,
): ReturnType<typeof deadlineOf> => {
  const anew = deadlineOf(company, item, answerDays, now);
  const isAhead = dueOn !== undefined && toDay(dueOn) >= localDay(now, company.settings.timeZone);
  return anew.dueOn === undefined || !isAhead ? anew : { ...anew, ...deadlineAt(company, item, toDay(dueOn)) };
};

/**
 * Raises an item, once: where it is open already, or was closed before, nothing changes, unless `again` says that a
 * closed one is needed anew. Returns whether it was raised.
 */
export const raiseItem = async (
  workspace: Workspace,
  company: Company,
  item: NewItem,
  now: number,
  again = false,
): Promise<boolean> => {
  const key = itemKey(item.customerId, item.itemId);
  const found = await workspace.get<WorkItem>(key);
  if (found !== undefined && (found.closedAt === undefined || !again)) return false;
  const { movedByWorkflow: _moved, ...rest } = item;
  const department = item.department ?? company.staff.find((member) => member.id === item.assignee)?.department;
  const raised: WorkItem = {
    ...key,
    ...defined({ ...rest, department }),
    raisedAt: new Date(now).toISOString(),
    movedOn: 0,
    v: 0,
  };
  const { agenda, agendaAt, ...index } = deadlineOf(company, raised, item.answerDays, now);
  const moves = item.movedByWorkflow === true || agenda === undefined ? {} : { agenda, agendaAt: agendaAt! };
  await workspace.put({ ...raised, ...index, ...moves });
  await workspace.get<Item>(itemPointerKey(item.itemId));
  await workspace.put({ ...itemPointerKey(item.itemId), customerId: item.customerId, v: 0 });
  return true;
};

/**
 * Closes an item that is open; returns whether it was. Where a colleague did it, `zone`, the company's, puts it among what
 * they have done on that day; where it closes by itself, `lost` says why.
 */
export const closeItem = async (
  workspace: Workspace,
  customerId: string | undefined,
  id: string,
  at: string,
  by: string,
  of: { note?: string | undefined; zone?: string; lost?: LostReason | undefined } = {},
): Promise<boolean> => {
  const item = await workspace.get<WorkItem>(itemKey(customerId, id));
  if (item === undefined || item.closedAt !== undefined) return false;
  const { agenda, agendaAt, work, workAt, ...rest } = item;
  await workspace.put({
    ...rest,
    ...(of.note === undefined ? {} : { note: of.note }),
    ...(of.lost === undefined ? {} : { lost: of.lost }),
    ...(of.zone === undefined || by === 'system' || by === 'customer'
      ? {}
      : { work: doneBy(by, localDate(Date.parse(at), of.zone)), workAt: placeOf(item, at) }),
    closedAt: at,
    closedBy: by,
  });
  return true;
};
