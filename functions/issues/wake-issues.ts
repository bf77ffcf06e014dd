import type { InvoiceFacts } from '../ledger/entities.ts';
import { TaskClosed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { type IssueIds, type IssuePark, issueParkKey } from './issue-park.ts';
import { isDead, startIssue, takeOverIssue } from './take-over-issue.ts';

/** Signals the waiting task of an issue; returns whether it heard. */
const signal = async (platform: Platform, ids: IssueIds, { token, silent }: IssuePark): Promise<boolean> => {
  try {
    await platform.workflows.wake(token, {});
    return true;
  } catch (error) {
    if (!(error instanceof TaskClosed)) throw error;
  }
  if (silent?.token !== token)
    await writeIfStill(platform, {
      update: issueParkKey(ids),
      set: { silent: { token, since: new Date(platform.clock.now()).toISOString() } },
      if: { equals: { token } },
    });
  return false;
};

/**
 * Starts the execution of a new issue, wakes the ones whose issue was taken up or solved since, and follows those that
 * ended without a word. Returns false where one took no signal: it is on its way to its next park, or has ended, and has
 * to be looked at again.
 */
export const wakeIssues = async (platform: Platform, invoice: InvoiceFacts): Promise<boolean> => {
  let heard = true;
  for (const issue of Object.values(invoice.issues)) {
    const ids = { issueId: issue.issueId, invoiceId: invoice.invoiceId, customerId: invoice.customerId };
    const parked = (await platform.table.get(issueParkKey(ids))) as IssuePark | undefined;
    if (parked?.over === true) continue;
    if (parked !== undefined && isDead(parked, platform.clock.now())) await takeOverIssue(platform, ids, parked);
    else if (parked === undefined || parked.token === '') await startIssue(platform, ids, parked?.restart);
    else if (issue.resolvedAt !== undefined || (issue.takenUpAt !== undefined) !== parked.takenUp)
      heard = (await signal(platform, ids, parked)) && heard;
  }
  return heard;
};
