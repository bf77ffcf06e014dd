import type { ApprovalDecision, InvoiceFacts } from '../ledger/entities.ts';
import { putInvoice, type Recording } from '../ledger/record/recording.ts';
import { answeringOf } from '../lifecycle/answer-days.ts';
import type { Approval, StepRecord } from '../lifecycle/entities.ts';
import { wakeWrite } from '../lifecycle/wake-mark.ts';
import { defined } from '../platform/defined.ts';
import { formatMoney } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import { agendaOf } from '../platform/shard.ts';
import { Workspace } from '../platform/workspace.ts';
import { nextOpening } from '../policy/window.ts';
import { closeItem, raiseItem } from '../work-list/items.ts';
import { freeStepItemId } from '../work-list/record.ts';
import { approvalItem, type EscalationInput, loadEscalation, tellEscalation } from './escalation-case.ts';
import { newEvidence } from './evidence-record.ts';
import { type Judgement, judgeEscalation } from './judge-escalation.ts';
import { visitOf } from './visit.ts';

const CLOSES: Record<string, 'handed-over' | 'written-off'> = {
  'hand-over': 'handed-over',
  'write-off': 'written-off',
};

/** Whoever follows the debt, or sees the customer, takes everything along that is known of it. */
const TAKES_EVIDENCE = new Set(['hand-over', 'site-visit']);

/** What the outside world is told, for the books and for whoever provides the service. */
const TOLD: Record<string, string> = {
  'credit-hold': 'credit-hold-requested',
  'hand-over': 'hand-over-approved',
  'write-off': 'write-off-approved',
};

/** The record of the escalation step once its action is under way or done. */
const recordAfter = (asked: StepRecord, judged: Judgement, now: number, opens: number, payerId: string): StepRecord => {
  const { action, letter } = asked.approval!.snapshot;
  const by = (answer: ApprovalDecision | undefined) => answer && { by: answer.by, at: answer.at };
  const record: StepRecord = {
    ...asked,
    approval: defined({ ...asked.approval!, first: by(judged.first), second: by(judged.second) }) as Approval,
  };
  const at = new Date(now).toISOString();
  if (action !== 'final-notice') return { ...record, status: 'done', at };
  const notBefore = new Date(opens).toISOString();
  return {
    ...record,
    status: 'planned',
    template: letter ?? 'final-notice',
    travels: 'approved',
    payerId,
    notBefore,
    agenda: agendaOf('letters', payerId),
    agendaAt: `${notBefore}#${payerId}`,
  };
};

/**
 * *Carry it out*: does what was approved, on the condition that it still holds; judged again on facts read for it, and
 * written together with the record of the step, so that a repeated call changes nothing.
 */
export const carryOutAction = async (platform: Platform, of: EscalationInput): Promise<{ done: boolean }> => {
  const { loaded, position, record } = await loadEscalation(platform, of);
  const { company, facts } = loaded;
  if (record?.approval === undefined || record.status !== 'asked' || record.approval.execution !== of.execution)
    return { done: true };
  const judged = judgeEscalation(record.approval, facts, position, company);
  if (judged.state !== 'Carrying it out') return { done: false };
  const { approval } = record;
  const { action, amount, currency } = approval.snapshot;
  const now = platform.clock.now();
  const at = new Date(now).toISOString();
  const recording: Recording = { platform, company, workspace: new Workspace(platform.table), now };
  await closeItem(recording.workspace, of.customerId, approvalItem(approval, false), at, judged.first!.by);
  await closeItem(
    recording.workspace,
    of.customerId,
    approvalItem(approval, true),
    at,
    (judged.second ?? judged.first)!.by,
  );
  const closes = CLOSES[action];
  if (closes !== undefined) {
    const invoice = (await recording.workspace.get<InvoiceFacts>({ pk: facts.invoice.pk, sk: facts.invoice.sk }))!;
    if (invoice.v !== facts.invoice.v) return { done: false };
    await putInvoice(recording, { ...invoice, closedAs: { how: closes, at, amount } });
  }
  if (action === 'site-visit')
    await raiseItem(
      recording.workspace,
      company,
      {
        itemId: await freeStepItemId(recording.workspace, record),
        kind: 'task',
        ...visitOf(facts.customer, company.staff, approval),
        customerId: of.customerId,
        invoiceId: of.invoiceId,
        step: of.step,
        answerDays: answeringOf(company, facts.customer).answerDays,
      },
      now,
    );
  const proof = { loaded, position, judged, approvalId: approval.approvalId, action, amount };
  const evidence = TAKES_EVIDENCE.has(action) ? [{ put: await newEvidence(platform, proof) }] : [];
  const opens = nextOpening(facts.payerWindow, facts.calendar, facts.payerZone, now);
  await platform.table.transact([
    ...recording.workspace.writes(),
    ...evidence,
    // Closing puts the invoice itself; any other act depends on its facts as they were judged.
    ...(closes === undefined ? [{ ...wakeWrite(platform, of), if: { equals: { v: facts.invoice.v } } }] : []),
    {
      put: recordAfter(record, judged, now, opens, facts.payer.customerId),
      if: { equals: { status: 'asked', approval } },
    },
  ]);
  tellEscalation(platform, of, 'approval-carried-out', action, 'Approved, and carried out.', {
    approval: approval.approvalId,
    amount: formatMoney(amount, currency),
    by: judged.first!.by,
    second: judged.second?.by ?? null,
  });
  const told = TOLD[action];
  if (told !== undefined)
    tellEscalation(platform, of, told, action, 'The books are told.', {
      approval: approval.approvalId,
      amount: formatMoney(amount, currency),
    });
  return { done: true };
};
