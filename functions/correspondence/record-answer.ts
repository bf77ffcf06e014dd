import type { EventOf } from '../ledger/event.ts';
import { headOf, putHead, putInvoice, type Recording, refuse, requireInvoice } from '../ledger/record/recording.ts';
import { caredForBy } from '../lifecycle/answer-days.ts';
import { asksForPlanItem } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import { stakeOf } from '../work-list/stake.ts';

/**
 * What a customer says of their account: that all is well, which is kept, or that they need instalments beyond what they
 * may agree by themselves, which is a task for whoever looks after the account.
 */
export const recordAnswer = async (recording: Recording, event: EventOf<'customer.answered'>): Promise<void> => {
  const head = await headOf(recording, event.customerId);
  if (!head.known) refuse(event, 'customerId', `there is no customer "${event.customerId}"`);
  const { answer, invoiceId, note } = event;
  if (answer === 'all-is-well') return recording.workspace.put({ ...head, saidWell: { at: event.at, by: event.by } });
  const invoice = await requireInvoice(recording, event, invoiceId!);
  await putInvoice(recording, { ...invoice, askedForPlanAt: event.at });
  const asks = 'Agree on instalments: the customer needs to pay in parts';
  await raiseItem(
    recording.workspace,
    recording.company,
    {
      itemId: asksForPlanItem(invoice.invoiceId),
      kind: 'task',
      title: note === undefined || note === '' ? asks : `${asks}: ${note}`,
      customerId: invoice.customerId,
      invoiceId: invoice.invoiceId,
      ...caredForBy(recording.company, head),
      stake: stakeOf(invoice),
    },
    recording.now,
    true,
  );
};

/** The links in this payer's letters end; the next letter has a new one. */
export const recordLinksRevoked = async (recording: Recording, event: EventOf<'links.revoked'>): Promise<void> => {
  const head = await headOf(recording, event.customerId);
  if (!head.known) refuse(event, 'customerId', `there is no customer "${event.customerId}"`);
  const linkRevision = (head.linkRevision ?? 0) + 1;
  await putHead(recording, { ...head, linkRevision }, false);
};
