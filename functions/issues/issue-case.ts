import { planNotice } from '../correspondence/plan-notice.ts';
import { type CustomerHead, headKey, type InvoiceFacts, type Issue, invoiceKey } from '../ledger/entities.ts';
import { orderOf } from '../lifecycle/park.ts';
import { parkSeconds } from '../lifecycle/park-seconds.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { localDay, startOfDay } from '../platform/zone.ts';
import { afterBusinessDays } from '../policy/calendar.ts';
import { itemId, itemKey, type WorkItem } from '../work-list/item.ts';
import { closeItem, raiseItem } from '../work-list/items.ts';
import { stakeOf } from '../work-list/stake.ts';
import { tellManager } from './deadline-mail.ts';
import { type IssueIds, issueParkKey } from './issue-park.ts';
import { type IssueState, judgeIssue } from './judge-issue.ts';

interface LoadedIssue {
  company: Company;
  invoice: InvoiceFacts;
  issue: Issue;
  head: CustomerHead;
  dueAt: number;
  department: string;
  slaDays: number;
}

const loadIssue = async (platform: Platform, ids: IssueIds): Promise<LoadedIssue> => {
  const company = await companyOf(platform.table, platform.clock.now());
  const [invoice, head] = (await platform.table.batchGet([
    invoiceKey(ids.customerId, ids.invoiceId),
    headKey(ids.customerId),
  ])) as [InvoiceFacts, CustomerHead];
  const issue = invoice.issues[ids.issueId]!;
  const category = company.settings.issueCategories[issue.category];
  const slaDays = category?.slaBusinessDays ?? 2;
  const zone = company.settings.timeZone;
  const raised = localDay(Date.parse(issue.raisedAt), zone);
  const dueAt = startOfDay(afterBusinessDays(company.calendar, raised, slaDays), zone);
  return { company, invoice, issue, head, dueAt, department: category?.department ?? 'client-relations', slaDays };
};

/** What an execution of an issue was started with. */
export type IssueInput = IssueIds & { restart?: number | undefined };

/** Only the execution that the issue follows now says where it waits. */
const follows = ({ restart }: IssueInput) => ({ equals: { restart } });

/** *Where does the issue stand?* Raises its item, tells the customer at take-up and solution, and says what is next. */
export const issueStands = async (
  platform: Platform,
  ids: IssueInput,
): Promise<{ state: IssueState; parkSeconds: number; takenUp: boolean }> => {
  const now = platform.clock.now();
  const loaded = await loadIssue(platform, ids);
  const { company, issue, dueAt } = loaded;
  const state = judgeIssue(issue, now, dueAt);
  const id = itemId('issue', ids.issueId);
  const workspace = new Workspace(platform.table);
  if (state === 'Solved') await closeItem(workspace, ids.customerId, id, issue.resolvedAt!, 'system');
  else
    await raiseItem(
      workspace,
      company,
      {
        itemId: id,
        kind: 'issue',
        title: `Solve the issue: ${issue.category}`,
        customerId: ids.customerId,
        invoiceId: ids.invoiceId,
        department: loaded.department,
        answerDays: loaded.slaDays,
        stake: stakeOf(loaded.invoice),
        movedByWorkflow: true,
      },
      Math.max(Date.parse(issue.raisedAt), 0),
    );
  const writes = workspace.writes();
  if (writes.length > 0) await platform.table.transact(writes);
  const notice = { issueId: ids.issueId, customerId: ids.customerId, invoiceId: ids.invoiceId };
  if (issue.takenUpAt !== undefined && state !== 'Solved')
    await planNotice(platform, { ...notice, noticeId: itemId('taken-up', ids.issueId), template: 'issue-taken-up' });
  if (state === 'Solved')
    await planNotice(platform, { ...notice, noticeId: itemId('solved', ids.issueId), template: 'issue-solved' });
  if (state === 'Waiting for the manager') await handToManager(platform, ids, loaded);
  if (state === 'Solved')
    await writeIfStill(platform, { update: issueParkKey(ids), set: { over: true }, if: follows(ids) });
  const takenUp = issue.takenUpAt !== undefined;
  return { state, parkSeconds: parkSecondsIn(state, dueAt, now), takenUp };
};

const parkSecondsIn = (state: IssueState, dueAt: number, now: number): number =>
  parkSeconds(state === 'Waiting for the department' ? dueAt - now : Number.POSITIVE_INFINITY);

/** Unanswered, an issue goes to its department's manager, who also gets a mail; once. */
const handToManager = async (platform: Platform, ids: IssueIds, loaded: LoadedIssue): Promise<void> => {
  const key = itemKey(ids.customerId, itemId('issue', ids.issueId));
  const item = (await platform.table.get(key)) as WorkItem | undefined;
  const manager = loaded.company.settings.departments[loaded.department]?.manager;
  if (item === undefined || item.closedAt !== undefined || item.movedOn > 0) return;
  const handed = await writeIfStill(platform, {
    update: key,
    set: { movedOn: 1, ...(manager === undefined ? {} : { assignee: manager, work: `person#${manager}` }) },
    remove: ['agenda', 'agendaAt'],
    add: { v: 1 },
    if: { equals: { v: item.v } },
  });
  if (!handed) return;
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    invoiceId: ids.invoiceId,
    customerId: ids.customerId,
    what: 'item-moved-on',
    why: {
      rule: 'issue-unanswered',
      text: "Unsolved at its deadline: it goes to the department's manager.",
      facts: { issue: ids.issueId, department: loaded.department, manager: manager ?? null },
    },
  });
  if (manager !== undefined)
    await tellManager(platform, loaded.company, manager, ids, loaded.invoice, loaded.head, loaded.issue);
};

/**
 * Stores the waiting task's token with what was known of the issue when it was judged. Where it was taken up or solved
 * since, a wake is put on the agenda, because whoever recorded that found no token, or an old one.
 */
export const parkIssue = async (
  platform: Platform,
  ids: IssueInput,
  entry: { token: string; enteredAt: string; retryCount: number },
  judged: { takenUp: boolean } | undefined,
): Promise<void> => {
  const now = platform.clock.now();
  const order = orderOf(entry);
  const found = await loadIssue(platform, ids);
  const takenUp = judged?.takenUp ?? found.issue.takenUpAt !== undefined;
  const seconds = parkSecondsIn(judgeIssue(found.issue, now, found.dueAt), found.dueAt, now);
  await writeIfStill(platform, {
    update: issueParkKey(ids),
    set: { token: entry.token, parkedOrder: order, takenUp, until: new Date(now + seconds * 1000).toISOString() },
    remove: ['silent'],
    if: { ...follows(ids), absentOrLessThan: { parkedOrder: `${order}~` } },
  });
  const { issue } = await loadIssue(platform, ids);
  if (issue.resolvedAt !== undefined || (issue.takenUpAt !== undefined) !== takenUp) await markForWake(platform, ids);
};
