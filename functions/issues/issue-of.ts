import { type InvoiceFacts, type Issue, issueKey } from '../ledger/entities.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type Recording, refuse, requireInvoice } from '../ledger/record/recording.ts';
import type { Item } from '../platform/ports.ts';

/** Says which invoice an issue is about. */
export type IssueOwner = Item & { invoiceId: string };

/** The issue that an act is about, and its invoice; refuses an act about an issue that is not known. */
export const issueOf = async (
  recording: Recording,
  event: LedgerEvent,
  issueId: string,
): Promise<{ invoice: InvoiceFacts; issue: Issue }> => {
  const owner =
    (await recording.workspace.get<IssueOwner>(issueKey(issueId))) ??
    refuse(event, 'issueId', `there is no issue "${issueId}"`);
  const invoice = await requireInvoice(recording, event, owner.invoiceId);
  return { invoice, issue: invoice.issues[issueId]! };
};
