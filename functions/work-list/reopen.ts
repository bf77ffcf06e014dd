import { customerPartition, type InvoiceFacts } from '../ledger/entities.ts';
import { invoiceOf, putInvoice, type Recording } from '../ledger/record/recording.ts';
import { everyItem } from '../platform/pages.ts';
import { standsNow } from './close-lost.ts';
import type { WorkItem } from './item.ts';
import { deadlineAgain } from './items.ts';
import { lostReasonOf, type Paused } from './lost-reason.ts';

/** An item that is open again: on its list, with its answer waited for until the day that was said before. */
export const reopened = ({ company, now }: Recording, item: WorkItem): WorkItem => {
  const { agenda, agendaAt, work, workAt, dueOn, putOff, closedAt, closedBy, note, lost, lostAt, ...rest } = item;
  const before = { ...item, ...(putOff?.dueOn === undefined ? {} : { dueOn: putOff.dueOn }) };
  return { ...rest, ...deadlineAgain(company, rest as WorkItem, before, now) } as WorkItem;
};

/** The invoice without what said that the task of an item was done at an instant. */
export const withoutTaskDone = (
  invoice: InvoiceFacts,
  { step, itemId, closedAt }: Pick<WorkItem, 'step' | 'itemId' | 'closedAt'>,
): InvoiceFacts => {
  const name = step ?? itemId;
  if (invoice.tasksDone[name] === undefined || invoice.tasksDone[name] !== closedAt) return invoice;
  const { [name]: _done, ...tasksDone } = invoice.tasksDone;
  const { lastSaid, ...rest } = invoice;
  // What was said with it was taken back, too.
  return {
    ...rest,
    ...(lastSaid === undefined || lastSaid.at === closedAt ? {} : { lastSaid }),
    tasksDone,
  } as InvoiceFacts;
};

/** Items that have no deadline or execution of their own. */
const REOPENS = new Set<WorkItem['kind']>(['task', 'reply', 'broken-promise', 'hold-ended', 'unapplied-credit']);

/** What paused invoices, and when that was recorded. */
interface TakenBack {
  at: string;
  paused: Paused;
}

const isCandidate = ({ kind, closedAt, lost, lostAt = closedAt }: WorkItem, { at, paused }: TakenBack): boolean =>
  REOPENS.has(kind) && closedAt !== undefined && (closedAt === at || (lost === paused && lostAt! >= at));

const reopenAmong = async (
  recording: Recording,
  invoiceId: string,
  items: readonly WorkItem[],
  taken: TakenBack,
): Promise<void> => {
  const { workspace, now } = recording;
  const before = await invoiceOf(recording, invoiceId);
  if (before === undefined) return;
  const stands = await standsNow(recording, before);
  if (stands.over !== undefined) return;
  let invoice = before;
  for (const found of items) {
    const item = await workspace.get<WorkItem>({ pk: found.pk, sk: found.sk });
    if (item === undefined || !isCandidate(item, taken)) continue;
    const open = reopened(recording, item);
    const lost = lostReasonOf(open, invoice, stands, stands.policies);
    if (lost !== undefined) {
      // It stays closed for another reason from now on: that one may be taken back as well.
      await workspace.put({ ...item, lost, lostAt: new Date(now).toISOString() });
      continue;
    }
    await workspace.put(open);
    invoice = withoutTaskDone(invoice, item);
  }
  if (invoice !== before) await putInvoice(recording, invoice);
};

/**
 * What paused an invoice, or all of an account, is taken back: the items that it closed, whether in the same act or by
 * themselves since, are open again, unless something else has taken their reason.
 */
export const reopenClosedWith = async (
  recording: Recording,
  { customerId, invoiceId, children = [] }: { customerId: string; invoiceId?: string; children?: readonly string[] },
  taken: TakenBack,
): Promise<void> => {
  for (const id of [customerId, ...children]) {
    const items = await everyItem<WorkItem>(recording.platform.table, customerPartition(id), 'ITEM#');
    const closed = items.filter((item) => isCandidate(item, taken));
    const of = new Set(closed.flatMap((item) => item.invoiceId ?? []));
    for (const each of of)
      if (invoiceId === undefined || invoiceId === each) {
        const theirs = closed.filter((item) => item.invoiceId === each);
        await reopenAmong(recording, each, theirs, taken);
      }
  }
};
