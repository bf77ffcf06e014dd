import type { EventOf } from '../ledger/event.ts';
import { headOf, type Recording, refuse } from '../ledger/record/recording.ts';
import { answeringOf } from '../lifecycle/answer-days.ts';
import { itemId, personFor } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';

/** Whom a request for other bills goes to; our policies know the role by the department's name. */
const FINANCE = 'finance';

/**
 * A customer, most of all one on a fixed income, wants to be billed monthly from now on (domain rule 29): the books make
 * the bills, so it is a task for Finance. Asked for again while that is open, nothing is added.
 */
export const recordBillingRequest = async (
  recording: Recording,
  event: EventOf<'billing.requested'>,
): Promise<void> => {
  const { company, workspace, now } = recording;
  const head = await headOf(recording, event.customerId);
  if (!head.known) refuse(event, 'customerId', `there is no customer "${event.customerId}"`);
  await raiseItem(
    workspace,
    company,
    {
      itemId: itemId('monthly-billing', event.customerId),
      kind: 'task',
      title: event.note === undefined ? 'Bill monthly from now on' : `Bill monthly from now on: ${event.note}`,
      customerId: event.customerId,
      assignee: personFor(FINANCE, company.staff, undefined)?.id,
      department: FINANCE,
      answerDays: answeringOf(company, head).answerDays,
    },
    now,
    true,
  );
};
