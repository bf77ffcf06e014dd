import { recordContactAsked, recordContactConfirmed } from '../correspondence/contact-request.ts';
import { recordBounce, recordComplaint, recordDelivery } from '../correspondence/feedback.ts';
import { recordLost } from '../correspondence/feedback-lost.ts';
import { recordRejection } from '../correspondence/feedback-rejected.ts';
import { recordReplyPlaced, recordReplyTakenBack } from '../correspondence/place-reply.ts';
import { recordAnswer, recordLinksRevoked } from '../correspondence/record-answer.ts';
import { recordReply } from '../correspondence/record-reply.ts';
import { recordDecision } from '../escalation/record.ts';
import { recordPulledIn } from '../issues/pull-in.ts';
import { recordIssueRaised, recordIssueResolved, recordIssueTakenUp } from '../issues/record.ts';
import { recordIssueWithdrawn } from '../issues/withdraw.ts';
import { recordHoldLifted, recordHoldPlaced } from '../lifecycle/record-holds.ts';
import { type Company, companyOf } from '../platform/company.ts';
import { ConditionFailed, Conflict, OtherContent } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item } from '../platform/ports.ts';
import { Workspace } from '../platform/workspace.ts';
import { recordMove, recordPolicy } from '../policy/record.ts';
import { recordBillingRequest } from '../promises/billing-request.ts';
import { recordPlan, recordPromise } from '../promises/record.ts';
import { recordPlanWithdrawn, recordPromiseWithdrawn } from '../promises/withdraw.ts';
import { recordTaskDone } from '../work-list/record.ts';
import { recordHandedOn, recordPutOff, recordReopened } from '../work-list/record-items.ts';
import { commit } from './commit.ts';
import { contentHash } from './content-hash.ts';
import { feedKey, markerKey } from './entities.ts';
import type { LedgerEvent } from './event.ts';
import { recordCreditApplied, recordCreditCancelled, recordCreditIssued } from './record/credits.ts';
import { meetCustomer, recordContacts, recordCustomer } from './record/customers.ts';
import { recordInvoice, recordVoid } from './record/invoices.ts';
import { recordFeed, recordPayment, recordReversal } from './record/payments.ts';
import type { Recording } from './record/recording.ts';

const record = async (recording: Recording, event: LedgerEvent): Promise<void> => {
  switch (event.type) {
    case 'customer.updated':
      return recordCustomer(recording, event);
    case 'invoice.issued':
    case 'invoice.changed':
      return recordInvoice(recording, event);
    case 'invoice.voided':
      return recordVoid(recording, event);
    case 'payment.received':
      return recordPayment(recording, event);
    case 'payment.reversed':
      return recordReversal(recording, event);
    case 'credit.issued':
      return recordCreditIssued(recording, event);
    case 'credit.applied':
      return recordCreditApplied(recording, event);
    case 'credit.cancelled':
      return recordCreditCancelled(recording, event);
    case 'feed.completed':
      return recordFeed(recording, event, feedKey);
    case 'issue.raised':
      return recordIssueRaised(recording, event);
    case 'issue.taken-up':
      return recordIssueTakenUp(recording, event);
    case 'issue.pulled-in':
      return recordPulledIn(recording, event);
    case 'issue.resolved':
      return recordIssueResolved(recording, event);
    case 'issue.withdrawn':
      return recordIssueWithdrawn(recording, event);
    case 'promise.made':
      return recordPromise(recording, event);
    case 'plan.agreed':
      return recordPlan(recording, event);
    case 'promise.withdrawn':
      return recordPromiseWithdrawn(recording, event);
    case 'plan.withdrawn':
      return recordPlanWithdrawn(recording, event);
    case 'billing.requested':
      return recordBillingRequest(recording, event);
    case 'hold.placed':
      return recordHoldPlaced(recording, event);
    case 'hold.lifted':
      return recordHoldLifted(recording, event);
    case 'approval.decided':
      return recordDecision(recording, event);
    case 'contact.corrected':
      return recordContacts(recording, event);
    case 'letter.bounced':
      return recordBounce(recording, event);
    case 'letter.complained':
      return recordComplaint(recording, event);
    case 'letter.delivered':
      return recordDelivery(recording, event);
    case 'letter.rejected':
      return recordRejection(recording, event);
    case 'letter.lost':
      return recordLost(recording, event);
    case 'customer.answered':
      return recordAnswer(recording, event);
    case 'reply.received':
      return recordReply(recording, event);
    case 'reply.placed':
      return recordReplyPlaced(recording, event);
    case 'reply.taken-back':
      return recordReplyTakenBack(recording, event);
    case 'contact.asked':
      return recordContactAsked(recording, event);
    case 'contact.confirmed':
      return recordContactConfirmed(recording, event);
    case 'links.revoked':
      return recordLinksRevoked(recording, event);
    case 'task.done':
      return recordTaskDone(recording, event);
    case 'item.handed-on':
      return recordHandedOn(recording, event);
    case 'item.put-off':
      return recordPutOff(recording, event);
    case 'item.reopened':
      return recordReopened(recording, event);
    case 'policy.published':
      return recordPolicy(recording, event);
    case 'case.moved':
      return recordMove(recording, event);
  }
};

/** The ids that an event is about, for the timeline. */
const subjectOf = (event: LedgerEvent): { invoiceId?: string; customerId?: string } => {
  const of = event as {
    invoiceId?: string;
    customerId?: string;
    invoice?: { id: string; customerId: string };
    customer?: { id: string };
    scope?: { invoiceId?: string; customerId?: string };
  };
  const invoiceId = of.invoiceId ?? of.invoice?.id ?? of.scope?.invoiceId;
  const customerId = of.customerId ?? of.invoice?.customerId ?? of.customer?.id ?? of.scope?.customerId;
  return { ...(invoiceId === undefined ? {} : { invoiceId }), ...(customerId === undefined ? {} : { customerId }) };
};

const tellRecorded = (platform: Platform, event: LedgerEvent, now: number): void =>
  platform.tell({
    at: new Date(now).toISOString(),
    ...subjectOf(event),
    what: event.type.replace('.', '-'),
    why: { rule: 'fact', text: 'A fact came in.', facts: { event: event.id, source: event.source, at: event.at } },
  });

export type Outcome = 'recorded' | 'repeated';

const ATTEMPTS = 8;

const recordInto = async (recording: Recording, event: LedgerEvent): Promise<Outcome> => {
  const hash = contentHash(event);
  const marker = await recording.workspace.get<Item & { hash: string }>(markerKey(event.source, event.id));
  if (marker !== undefined) {
    if (marker.hash === hash) return 'repeated';
    throw new OtherContent([`event ${event.id}: was sent before by "${event.source}" with other content`]);
  }
  await record(recording, event);
  await meetCustomer(recording, subjectOf(event).customerId);
  await recording.workspace.put({ ...markerKey(event.source, event.id), hash });
  return 'recorded';
};

const freshRecording = (platform: Platform, company: Company): Recording => ({
  platform,
  company,
  workspace: new Workspace(platform.table),
  now: platform.clock.now(),
});

/**
 * Records events about one payer together: all in one transaction, the head's version bumped once.
 * An event that came before with the same content is a repeat and changes nothing.
 *
 * @throws BadInput where an event is refused, `OtherContent` where it came before otherwise; then none is recorded.
 * @throws Conflict where other writers kept coming in between.
 */
export const recordTogether = async (platform: Platform, events: readonly LedgerEvent[]): Promise<Outcome[]> => {
  for (let attempt = 1; ; attempt++) {
    const company = await companyOf(platform.table, platform.clock.now());
    const recording = freshRecording(platform, company);
    const outcomes: Outcome[] = [];
    for (const event of events) outcomes.push(await recordInto(recording, event));
    try {
      await commit(platform, recording.workspace.writes(), events);
    } catch (error) {
      if (!(error instanceof ConditionFailed) && !(error instanceof Conflict)) throw error;
      if (attempt === ATTEMPTS)
        throw new Conflict(
          `Other writers changed the same records ${ATTEMPTS} times: send event ${events[0]!.id} again`,
        );
      continue;
    }
    events.forEach((event, index) => {
      if (outcomes[index] === 'recorded') tellRecorded(platform, event, recording.now);
    });
    return outcomes;
  }
};

/**
 * Goes through the recording of events, one after the other, without writing anything.
 *
 * @throws BadInput where one of them would be refused.
 */
export const refuseUnrecordable = async (platform: Platform, events: readonly LedgerEvent[]): Promise<void> => {
  const silent = { ...platform, tell: () => undefined };
  const recording = freshRecording(silent, await companyOf(platform.table, platform.clock.now()));
  for (const event of events) await recordInto(recording, event);
};

/** Records one event; see `recordTogether`. */
export const recordEvent = async (platform: Platform, event: LedgerEvent): Promise<Outcome> =>
  (await recordTogether(platform, [event]))[0]!;
