import { type InvoiceFacts, type Issue, invoiceKey } from '../ledger/entities.ts';
import { hasBeenSilent, isLongOver } from '../lifecycle/has-ended.ts';
import { KEEPS_DYING, noteStuck } from '../lifecycle/stuck.ts';
import { mayTakeOver, takenOverOnceMore } from '../lifecycle/take-over-limit.ts';
import { AlreadyStarted } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Write } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { type IssueIds, type IssuePark, issueParkKey } from './issue-park.ts';

/** The name of an issue's execution; technical restarts count up. */
const executionOf = (issueId: string, restart: number | undefined): string =>
  restart === undefined ? `issue-${issueId}` : `issue-${issueId}-r${restart}`;

/** Starts the execution that an issue reserved; one that was started before is this issue's own. */
export const startIssue = async (platform: Platform, ids: IssueIds, restart?: number): Promise<void> => {
  const { issueId, invoiceId, customerId } = ids;
  const input = { issueId, invoiceId, customerId, ...(restart === undefined ? {} : { restart }) };
  try {
    await platform.workflows.start('issue-resolution', executionOf(issueId, restart), input);
  } catch (error) {
    if (!(error instanceof AlreadyStarted)) throw error;
  }
};

/** Whether nobody waits behind a park any more: so it was told, its token is silent, or its timer was not answered. */
export const isDead = ({ over, ended, token, silent, until }: IssuePark, now: number): boolean =>
  over !== true &&
  (ended !== undefined || hasBeenSilent(token, silent, now) || (until !== undefined && isLongOver(until, now)));

/**
 * Starts the execution that follows one of an issue that died: reserved by a conditional write, so that a repeated or
 * late word of the same death changes nothing. After too many in a day a person has to look.
 */
export const takeOverIssue = async (
  platform: Platform,
  ids: IssueIds,
  parked: IssuePark | undefined,
): Promise<void> => {
  const now = platform.clock.now();
  const key = issueParkKey(ids);
  if (!mayTakeOver(parked?.takenOver, now)) {
    if (parked?.ended === undefined)
      await writeIfStill(platform, {
        update: key,
        set: { ended: new Date(now).toISOString() },
        if: { equals: { restart: parked?.restart } },
      });
    await noteStuck(platform, invoiceKey(ids.customerId, ids.invoiceId), KEEPS_DYING, 'wake');
    return;
  }
  const restart = (parked?.restart ?? 0) + 1;
  const fields = {
    token: '',
    parkedOrder: '',
    takenUp: parked?.takenUp ?? false,
    restart,
    takenOver: takenOverOnceMore(parked?.takenOver, now),
  };
  const reserve: Write = {
    put: { ...key, ...fields },
    if: parked === undefined ? { exists: false } : { equals: { restart: parked.restart } },
  };
  if (!(await writeIfStill(platform, reserve))) return;
  await startIssue(platform, ids, restart);
};

/** The open issues of an invoice whose execution is known, or has to be taken, to have ended before they were solved. */
export const deadIssues = async (platform: Platform, invoice: InvoiceFacts): Promise<Issue[]> => {
  const dead: Issue[] = [];
  for (const issue of Object.values(invoice.issues)) {
    if (issue.resolvedAt !== undefined) continue;
    const key = issueParkKey({ customerId: invoice.customerId, issueId: issue.issueId });
    const parked = (await platform.table.get(key)) as IssuePark | undefined;
    if (parked !== undefined && isDead(parked, platform.clock.now())) dead.push(issue);
  }
  return dead;
};
