import { planNotice } from '../correspondence/plan-notice.ts';
import { orderOf } from '../lifecycle/park.ts';
import { parkSeconds } from '../lifecycle/park-seconds.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { itemId } from '../work-list/item.ts';
import { closeItem, raiseItem } from '../work-list/items.ts';
import { stakeOf } from '../work-list/stake.ts';
import { handToDepartment, handToDeputy, handToManager } from './hand-issue-on.ts';
import { type IssueIds, issueParkKey } from './issue-park.ts';
import { type IssueState, isLeftLying, judgeIssue, nextDeadline } from './judge-issue.ts';
import { type LoadedIssue, loadIssue } from './load-issue.ts';

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
  if (state === 'Solved')
    await closeItem(workspace, ids.customerId, id, issue.resolvedAt!, issue.resolvedBy ?? 'system', {
      zone: company.settings.timeZone,
      lost: issue.withdrawnAt === undefined ? undefined : 'withdrawn',
    });
  else
    await raiseItem(
      workspace,
      company,
      {
        itemId: id,
        kind: 'issue',
        title: `Solve the issue: ${issue.category.replaceAll('-', ' ')}`,
        customerId: ids.customerId,
        invoiceId: ids.invoiceId,
        assignee: loaded.owner,
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
  // Of an issue that was taken back nobody had heard.
  if (state === 'Solved' && issue.withdrawnAt === undefined)
    await planNotice(platform, { ...notice, noticeId: itemId('solved', ids.issueId), template: 'issue-solved' });
  if (state === 'Waiting for the manager') {
    await handToManager(platform, ids, loaded);
    if (now >= loaded.listAt) await handToDepartment(platform, ids, loaded);
  } else if (state !== 'Solved' && isLeftLying(issue, now, loaded)) await handToDeputy(platform, ids, loaded);
  if (state === 'Solved')
    await writeIfStill(platform, { update: issueParkKey(ids), set: { over: true }, if: follows(ids) });
  const takenUp = issue.takenUpAt !== undefined;
  return { state, parkSeconds: secondsUntilDeadline(loaded, now), takenUp };
};

const secondsUntilDeadline = (loaded: LoadedIssue, now: number): number =>
  parkSeconds(nextDeadline(loaded.issue, now, loaded) - now);

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
  const seconds = secondsUntilDeadline(found, now);
  await writeIfStill(platform, {
    update: issueParkKey(ids),
    set: { token: entry.token, parkedOrder: order, takenUp, until: new Date(now + seconds * 1000).toISOString() },
    remove: ['silent'],
    if: { ...follows(ids), absentOrLessThan: { parkedOrder: `${order}~` } },
  });
  const { issue } = await loadIssue(platform, ids);
  if (issue.resolvedAt !== undefined || (issue.takenUpAt !== undefined) !== takenUp) await markForWake(platform, ids);
};
