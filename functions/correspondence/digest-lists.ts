import { type CustomerHead, headKey } from '../ledger/entities.ts';
import { defined } from '../platform/defined.ts';
import { inLanes } from '../platform/lanes.ts';
import type { Key, Table } from '../platform/ports.ts';
import { type Entry, EVERYBODY, entryOf, listOfDepartment, listOfPerson } from '../work-list/entry.ts';
import { gainOf } from '../work-list/gain.ts';
import type { WorkItem } from '../work-list/item.ts';
import { stopsAll } from '../work-list/stops-all.ts';
import type { Counted, DigestLine } from './digest-mail.ts';

/** So many entries of a list are counted; a mail that says "200+" says enough. */
const MOST_COUNTED = 200;
/** So many items are named: a mail is a reason to open the list, not the list. */
const NAMED = 5;

const entriesOf = async (table: Table, list: string): Promise<{ entries: Entry[]; more: boolean }> => {
  const page = await table.queryIndex('work', list, undefined, undefined, MOST_COUNTED);
  return { entries: page.items.map(entryOf), more: page.next !== undefined };
};

const byGain = (entries: readonly Entry[], today: number): Entry[] => {
  const scored = entries.map((entry) => ({
    entry,
    score: gainOf(
      {
        kind: entry.kind,
        stopsAll: stopsAll(entry),
        amount: entry.stake?.amount,
        currency: entry.stake?.currency,
        moneyDueOn: entry.stake?.dueOn,
      },
      today,
    ).score,
  }));
  return scored.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
};

/** What stands on a colleague's list, and the first items of it as they are now. */
export const ownList = async (
  table: Table,
  staffId: string,
  today: number,
): Promise<{ own: Counted; lines: DigestLine[] }> => {
  const { entries, more } = await entriesOf(table, listOfPerson(staffId));
  if (entries.length === 0) return { own: { count: 0, more }, lines: [] };
  const first = byGain(entries, today).slice(0, NAMED);
  const found = (await table.batchGet(first.map(({ pk, sk }): Key => ({ pk, sk })))) as (WorkItem | undefined)[];
  // The index may lag: what was closed since is neither named nor counted.
  const open = found.filter((item) => item !== undefined && item.closedAt === undefined && item.assignee === staffId);
  const customers = [...new Set(open.flatMap((item) => item!.customerId ?? []))];
  const heads = customers.length === 0 ? [] : await table.batchGet(customers.map(headKey));
  const names = new Map(heads.flatMap((head) => (head === undefined ? [] : [head as CustomerHead])).map(nameOf));
  const lines = open.map((item): DigestLine => {
    const { title, missing, customerId = '', stake, dueOn } = item!;
    return defined({
      title,
      missing,
      customer: names.get(customerId),
      amount: stake?.amount,
      currency: stake?.currency,
      dueOn: stake?.dueOn,
      answerBy: dueOn,
    }) as DigestLine;
  });
  return { own: { count: entries.length - (first.length - open.length), more }, lines };
};

const nameOf = ({ customerId, name }: CustomerHead): [string, string] => [customerId, name];

/** What nobody in particular has, by department; everybody's list is under `EVERYBODY`. Blank lists are left out. */
export const sharedLists = async (table: Table, departments: readonly string[]): Promise<Map<string, Counted>> => {
  const lists = new Map<string, Counted>();
  await inLanes([...departments, EVERYBODY], async (department) => {
    const { entries, more } = await entriesOf(table, listOfDepartment(department));
    if (entries.length > 0) lists.set(department, { count: entries.length, more });
  });
  return lists;
};
