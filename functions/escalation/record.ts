import type { EventOf } from '../ledger/event.ts';
import { amountOf, putInvoice, type Recording, requireInvoice } from '../ledger/record/recording.ts';
import { placeHold } from '../lifecycle/record-holds.ts';
import { defined } from '../platform/defined.ts';
import { itemId } from '../work-list/item.ts';

/** A decision is a fact; the escalation judges whether it answers the open request. */
export const recordDecision = async (recording: Recording, event: EventOf<'approval.decided'>): Promise<void> => {
  const invoice = await requireInvoice(recording, event, event.invoiceId);
  const decision = defined({
    eventId: event.id,
    at: event.at,
    by: event.by,
    action: event.action,
    decision: event.decision,
    approvalId: event.approvalId,
    amount: event.amount === undefined ? undefined : amountOf(event, 'amount', event.amount, invoice.currency),
    reason: event.reason,
    until: event.until,
  });
  await putInvoice(recording, { ...invoice, decisions: [...invoice.decisions, decision] });
};

/** "Wait" is a hold owned by the approver, until the date they gave. */
export const placeApproversHold = (recording: Recording, event: EventOf<'approval.decided'>): Promise<void> =>
  placeHold(
    recording,
    event,
    {
      holdId: itemId('wait', event.invoiceId, event.id),
      reason: event.reason ?? 'The approver waits',
      owner: event.by,
      until: event.until!,
      placedAt: event.at,
    },
    { invoiceId: event.invoiceId },
  );
