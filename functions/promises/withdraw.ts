import type { InvoiceFacts, Withdrawn } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { headOf, putInvoice, type Recording, refuse, requireInvoice } from '../ledger/record/recording.ts';
import { positionNow } from '../lifecycle/position-now.ts';
import { reopenClosedWith } from '../work-list/reopen.ts';

/**
 * Promises and plans that are taken back. They count for nothing from then on: a promise is neither kept nor broken, and
 * the invoice goes on with the next step that was not carried out yet.
 */

const takenBack = (event: EventOf<'promise.withdrawn'> | EventOf<'plan.withdrawn'>): Withdrawn => ({
  withdrawnAt: event.at,
  ...(event.by === 'system' ? {} : { withdrawnBy: event.by }),
  ...(event.reason === undefined ? {} : { withdrawnReason: event.reason }),
});

const OUTCOMES = { kept: 'kept', 'partly-kept': 'kept in part', broken: 'broken' } as const;

/** How a promise has ended; undefined while it stands. */
const outcomeOf = async (recording: Recording, invoice: InvoiceFacts, promiseId: string) => {
  const { position } = await positionNow(recording, await headOf(recording, invoice.customerId), invoice);
  return position.promises.find(({ promise }) => promise.promiseId === promiseId)?.outcome;
};

/** A promise that still stands is taken back; one that has ended was kept or broken, and stays so. */
export const recordPromiseWithdrawn = async (
  recording: Recording,
  event: EventOf<'promise.withdrawn'>,
): Promise<void> => {
  const { promiseId } = event;
  const invoice = await requireInvoice(recording, event, event.invoiceId);
  if (Object.hasOwn(invoice.withdrawnPromises ?? {}, promiseId)) return;
  const promise =
    (Object.hasOwn(invoice.promises, promiseId) ? invoice.promises[promiseId] : undefined) ??
    refuse(event, 'promiseId', `there is no promise "${promiseId}" of invoice "${invoice.invoiceId}"`);
  const outcome = await outcomeOf(recording, invoice, promiseId);
  if (outcome !== undefined)
    refuse(event, 'promiseId', `"${promiseId}" was ${OUTCOMES[outcome]}: only a promise that stands is withdrawn`);
  const { [promiseId]: _gone, ...promises } = invoice.promises;
  const withdrawn = { ...promise, ...takenBack(event) };
  const withdrawnPromises = { ...invoice.withdrawnPromises, [promiseId]: withdrawn };
  await putInvoice(recording, { ...invoice, promises, withdrawnPromises });
  await reopenClosedWith(recording, invoice, { at: promise.madeAt, paused: 'promised' });
};

/** The plan in force is taken back: the one before it counts again, else the invoice's own dates. */
export const recordPlanWithdrawn = async (recording: Recording, event: EventOf<'plan.withdrawn'>): Promise<void> => {
  const { planId } = event;
  const { plan, ...invoice } = await requireInvoice(recording, event, event.invoiceId);
  if (Object.hasOwn(invoice.withdrawnPlans ?? {}, planId)) return;
  if (plan === undefined || plan.planId !== planId)
    return refuse(event, 'planId', `"${planId}" is not the plan in force of invoice "${event.invoiceId}"`);
  const { before, ...gone } = plan;
  const withdrawnPlans = { ...invoice.withdrawnPlans, [planId]: { ...gone, ...takenBack(event) } };
  await putInvoice(recording, {
    ...(invoice as InvoiceFacts),
    ...(before === undefined ? {} : { plan: before }),
    withdrawnPlans,
  });
  await reopenClosedWith(recording, invoice as InvoiceFacts, { at: plan.agreedAt, paused: 'in-parts' });
};
