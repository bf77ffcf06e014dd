import type { Plan } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { amountOf, putInvoice, type Recording, refuseOther, requireInvoice } from '../ledger/record/recording.ts';
import { closeLost } from '../work-list/close-lost.ts';
import { asksForPlanItem, planItem } from '../work-list/item.ts';
import { closeItem } from '../work-list/items.ts';

export const recordPromise = async (recording: Recording, event: EventOf<'promise.made'>): Promise<void> => {
  const invoice = await requireInvoice(recording, event, event.invoiceId);
  const promise = {
    promiseId: event.promiseId,
    amount: amountOf(event, 'amount', event.amount, invoice.currency),
    promisedOn: event.promisedOn,
    madeAt: event.at,
    ...(event.by === 'system' ? {} : { by: event.by }),
  };
  // An id may be the name of what every object has.
  const known = [invoice.promises, invoice.withdrawnPromises ?? {}];
  const found = known.find((of) => Object.hasOwn(of, event.promiseId))?.[event.promiseId];
  if (found !== undefined && (found.amount !== promise.amount || found.promisedOn !== promise.promisedOn))
    refuseOther(event, 'promiseId', `"${event.promiseId}" was made before with other content`);
  if (found !== undefined) return;
  await putInvoice(recording, { ...invoice, promises: { ...invoice.promises, [event.promiseId]: promise } });
  await closeLost(recording, invoice);
};

/** So many plans are gone back to, one after the other; an item of the table holds no more than so many. */
const MOST_BEFORE = 5;

const upTo = (plan: Plan, most: number): Plan => {
  const { before, ...present } = plan;
  return before === undefined || most === 1 ? present : { ...present, before: upTo(before, most - 1) };
};

/** The plan that a new one replaces, with those that it had replaced itself. */
const planBefore = (plan: Plan | undefined, planId: string): Pick<Plan, 'before'> => {
  if (plan === undefined) return {};
  if (plan.planId === planId) return plan.before === undefined ? {} : { before: plan.before };
  return { before: upTo(plan, MOST_BEFORE) };
};

/** A plan replaces the invoice's own dates; of two plans the later one counts. The offer that led to it is answered. */
export const recordPlan = async (recording: Recording, event: EventOf<'plan.agreed'>): Promise<void> => {
  const invoice = await requireInvoice(recording, event, event.invoiceId);
  if (Object.hasOwn(invoice.withdrawnPlans ?? {}, event.planId)) return;
  if (invoice.plan !== undefined && invoice.plan.agreedAt > event.at) return;
  const instalments = event.instalments.map(({ dueOn, amount }, index) => ({
    dueOn,
    amount: amountOf(event, `instalments[${index}].amount`, amount, invoice.currency),
  }));
  await putInvoice(recording, {
    ...invoice,
    plan: {
      ...{ planId: event.planId, agreedAt: event.at, ...(event.by === 'system' ? {} : { by: event.by }), instalments },
      ...planBefore(invoice.plan, event.planId),
    },
  });
  const { customerId, invoiceId, cycle } = invoice;
  const zone = recording.company.settings.timeZone;
  for (const id of [planItem(invoiceId, cycle), asksForPlanItem(invoiceId)])
    await closeItem(recording.workspace, customerId, id, event.at, event.by, { zone, lost: 'plan-agreed' });
  await closeLost(recording, invoice);
};
