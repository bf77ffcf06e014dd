import type { ApprovalDecision } from '../ledger/entities.ts';
import { customerPartition, type InvoiceFacts, prefixOf } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { amountOf, putInvoice, type Recording, refuse, requireInvoice } from '../ledger/record/recording.ts';
import { isStep, type StepRecord } from '../lifecycle/entities.ts';
import { defined } from '../platform/defined.ts';
import { everyItem } from '../platform/pages.ts';
import { answersTo, BY_LINK, SIGNED_IN, withoutEffect } from './answers.ts';
import { needsSecond } from './judge-escalation.ts';

/** The requests of an invoice's present cycle, open or decided. */
const requestsOf = async ({ platform }: Recording, invoice: InvoiceFacts): Promise<StepRecord[]> => {
  const { customerId, invoiceId, cycle } = invoice;
  const items = await everyItem(platform.table, customerPartition(customerId), prefixOf(invoiceId));
  const steps = items.filter(isStep) as StepRecord[];
  return steps.filter((step) => step.approval !== undefined && step.cycle === cycle);
};

const SENTENCES = {
  'no-request': 'Nothing is asked for: the answer decides nothing.',
  'decided-before': 'It was decided before: the answer changes nothing.',
  'another-action': 'The open request is about another action: the answer decides nothing.',
  'another-request': 'The answer names a request that is not the open one: it decides nothing.',
  'another-amount': "The answer names an amount that is not the request's: it decides nothing.",
  'before-it-was-asked': 'The answer is older than the request: it decides nothing.',
  'not-theirs': 'This person was not asked: the answer decides nothing.',
};

/** Tells of an answer that has no effect, and why; deciding twice tells who decided and when (domain rule 28). */
const tellWithoutEffect = async (
  recording: Recording,
  invoice: InvoiceFacts,
  decision: ApprovalDecision,
): Promise<void> => {
  const requests = await requestsOf(recording, invoice);
  const open = requests.filter(({ status }) => status === 'asked');
  const reasons = open.map(({ approval }) => withoutEffect(decision, approval!, recording.company.staff));
  if (reasons.includes(undefined)) return;
  const decided = requests.find(({ approval }) => approval?.first !== undefined)?.approval;
  const rule = reasons[0] ?? (decided === undefined ? 'no-request' : 'decided-before');
  recording.platform.tell({
    at: new Date(recording.now).toISOString(),
    invoiceId: invoice.invoiceId,
    customerId: invoice.customerId,
    what: 'decision-without-effect',
    why: {
      rule,
      text: SENTENCES[rule],
      facts: {
        action: decision.action,
        decision: decision.decision,
        by: decision.by,
        decidedBy: decided?.first?.by ?? null,
        decidedAt: decided?.first?.at ?? null,
      },
    },
  });
};

/**
 * A page decides once, whoever else presses at the same moment: it is refused where the request that it names was
 * answered, unless that was the first of two people and this is another one who is signed in. The invoice is written on
 * condition of the answers that were read, so of two the second one finds the first.
 */
const refuseSecondAnswer = async (
  recording: Recording,
  event: EventOf<'approval.decided'>,
  invoice: InvoiceFacts,
): Promise<void> => {
  for (const { status, approval } of await requestsOf(recording, invoice))
    if (approval!.approvalId === event.approvalId) {
      const { settings, staff } = recording.company;
      const [answer, ...more] = answersTo(approval!, invoice.decisions, staff);
      const isSecond =
        event.source === SIGNED_IN &&
        answer?.decision === 'approve' &&
        answer.by !== event.by &&
        more.length === 0 &&
        needsSecond(settings, approval!.snapshot);
      if (status !== 'asked' || (answer !== undefined && !isSecond))
        refuse(event, 'approvalId', 'the request was answered before');
    }
};

/** A decision is a fact; the escalation judges whether it answers the open request. */
export const recordDecision = async (recording: Recording, event: EventOf<'approval.decided'>): Promise<void> => {
  const invoice = await requireInvoice(recording, event, event.invoiceId);
  if (event.source === BY_LINK || event.source === SIGNED_IN) await refuseSecondAnswer(recording, event, invoice);
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
  await tellWithoutEffect(recording, invoice, decision);
  await putInvoice(recording, { ...invoice, decisions: [...invoice.decisions, decision] });
};
