import type { InvoiceFacts } from '../ledger/entities.ts';
import { AlreadyStarted, TaskClosed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { type IssuePark, issueParkKey } from './issue-case.ts';

/** Starts the execution of a new issue, and wakes the ones whose issue was taken up or solved since. */
export const wakeIssues = async (platform: Platform, invoice: InvoiceFacts): Promise<void> => {
  for (const issue of Object.values(invoice.issues)) {
    const ids = { issueId: issue.issueId, invoiceId: invoice.invoiceId, customerId: invoice.customerId };
    const parked = (await platform.table.get(issueParkKey(ids))) as IssuePark | undefined;
    if (parked === undefined) {
      try {
        await platform.workflows.start('issue-resolution', `issue-${issue.issueId}`, ids);
      } catch (error) {
        if (!(error instanceof AlreadyStarted)) throw error;
      }
      continue;
    }
    const changed = issue.resolvedAt !== undefined || (issue.takenUpAt !== undefined) !== parked.takenUp;
    if (!changed || parked.token === '') continue;
    try {
      await platform.workflows.wake(parked.token, {});
    } catch (error) {
      if (!(error instanceof TaskClosed)) throw error;
    }
  }
};
