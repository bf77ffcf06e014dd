import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { listOf } from '../work-list/entry.ts';
import { itemId, itemKey, nextInLine, type WorkItem } from '../work-list/item.ts';
import { tellOfDeadline } from './deadline-mail.ts';
import type { IssueIds } from './issue-park.ts';
import type { LoadedIssue } from './load-issue.ts';

/** Silence about an issue: who gets its item next, each once, with a mail (domain rules 22 and 25). */

type Turn = Pick<WorkItem, 'assignee' | 'department' | 'movedOn'>;

const openItemOf = async (platform: Platform, ids: IssueIds): Promise<WorkItem | undefined> => {
  const item = (await platform.table.get(itemKey(ids.customerId, itemId('issue', ids.issueId)))) as
    | WorkItem
    | undefined;
  return item?.closedAt === undefined ? item : undefined;
};

/** Gives the item to whose turn it is; returns whether this call did. */
const give = (platform: Platform, item: WorkItem, turn: Turn): Promise<boolean> =>
  writeIfStill(platform, {
    update: { pk: item.pk, sk: item.sk },
    set: { ...turn, work: listOf(turn) },
    remove: ['agenda', 'agendaAt', ...(turn.assignee === undefined ? ['assignee'] : [])],
    add: { v: 1 },
    if: { equals: { v: item.v } },
  });

const tellMoved = (
  platform: Platform,
  ids: IssueIds,
  rule: string,
  text: string,
  facts: Record<string, string | null>,
): void =>
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    invoiceId: ids.invoiceId,
    customerId: ids.customerId,
    what: 'item-moved-on',
    why: { rule, text, facts: { issue: ids.issueId, ...facts } },
  });

/** Nobody took it up in time: it goes to the deputy of whom it is with, else to the department's manager. */
export const handToDeputy = async (platform: Platform, ids: IssueIds, loaded: LoadedIssue): Promise<void> => {
  const item = await openItemOf(platform, ids);
  if (item === undefined || item.movedOn > 0) return;
  const next = nextInLine(loaded.company, item);
  if (!(await give(platform, item, { department: loaded.department, ...next, movedOn: 1 }))) return;
  tellMoved(platform, ids, 'issue-not-taken-up', 'Not taken up in time: it is handed on.', {
    department: loaded.department,
    to: next.assignee ?? null,
  });
  if (next.assignee !== undefined) await tellOfDeadline(platform, loaded, next.assignee, ids, 'take-up');
};

/** Where a deadline for taking an issue up is set, its turn came before the manager's. */
const turnsBeforeManager = ({ takeUpBy }: LoadedIssue): number => (takeUpBy === undefined ? 0 : 1);

/** Unsolved at its deadline, it goes to its department's manager. */
export const handToManager = async (platform: Platform, ids: IssueIds, loaded: LoadedIssue): Promise<void> => {
  const item = await openItemOf(platform, ids);
  const turnsBefore = turnsBeforeManager(loaded);
  if (item === undefined || item.movedOn > turnsBefore) return;
  const manager = loaded.company.settings.departments[loaded.department]?.manager;
  const assignee = manager ?? item.assignee;
  const turn = { ...(assignee === undefined ? {} : { assignee }), department: loaded.department };
  if (!(await give(platform, item, { ...turn, movedOn: turnsBefore + 1 }))) return;
  tellMoved(platform, ids, 'issue-unanswered', "Unsolved at its deadline: it goes to the department's manager.", {
    department: loaded.department,
    manager: manager ?? null,
  });
  if (manager !== undefined) await tellOfDeadline(platform, loaded, manager, ids, 'deadline');
};

/** Nor has the manager answered in the same time: it is visible to the whole department, and stays there. */
export const handToDepartment = async (platform: Platform, ids: IssueIds, loaded: LoadedIssue): Promise<void> => {
  const item = await openItemOf(platform, ids);
  if (item?.assignee === undefined || item.movedOn > turnsBeforeManager(loaded) + 1) return;
  const { department } = loaded;
  if (!(await give(platform, item, { department, movedOn: turnsBeforeManager(loaded) + 2 }))) return;
  tellMoved(platform, ids, 'unanswered', "Unanswered: it stays on the department's list.", { department });
};
