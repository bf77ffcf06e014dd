import { type ApprovalDecision, type Hold, type InvoiceFacts, invoiceKey } from '../ledger/entities.ts';
import type { Recording } from '../ledger/record/recording.ts';
import { type StepRecord, withoutRequest } from '../lifecycle/entities.ts';
import { parkSeconds, SHORTEST_PARK_S } from '../lifecycle/park-seconds.ts';
import { putHold } from '../lifecycle/record-holds.ts';
import { wakeWrite } from '../lifecycle/wake-mark.ts';
import { ConditionFailed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Write } from '../platform/ports.ts';
import { Workspace } from '../platform/workspace.ts';
import { startOfDay } from '../platform/zone.ts';
import { closeItem } from '../work-list/items.ts';
import { ask, askSecond, handOn } from './ask-approval.ts';
import {
  approvalItem,
  type EscalationInput,
  type LoadedEscalation,
  loadEscalation,
  putOffHoldId,
  tellEscalation,
} from './escalation-case.ts';
import { type EscalationState, type Judgement, judgeEscalation } from './judge-escalation.ts';

/** "Wait" is a hold owned by the approver, until the date they gave; it is placed where the answer counted. */
const putOff = async (recording: Recording, of: EscalationInput, answer: ApprovalDecision): Promise<void> => {
  const invoice = (await recording.workspace.get<InvoiceFacts>(invoiceKey(of.customerId, of.invoiceId)))!;
  const hold: Hold = {
    holdId: putOffHoldId(of.invoiceId, answer.eventId),
    reason: answer.reason ?? 'The approver waits',
    owner: answer.by,
    until: answer.until!,
    placedAt: answer.at,
  };
  await putHold(recording, hold, { customerId: of.customerId, invoice });
};

/** Ends a request: closes its items, keeps what follows from its answer, and lets the case look again. */
const closeRequest = async (
  platform: Platform,
  of: EscalationInput,
  { loaded }: LoadedEscalation,
  record: StepRecord,
  { state, first }: Judgement,
): Promise<void> => {
  const approval = record.approval!;
  const workspace = new Workspace(platform.table);
  const now = platform.clock.now();
  const at = new Date(now).toISOString();
  await closeItem(workspace, of.customerId, approvalItem(approval, false), at, first?.by ?? 'system');
  await closeItem(workspace, of.customerId, approvalItem(approval, true), at, first?.by ?? 'system');
  if (state === 'Put off') await putOff({ platform, company: loaded.company, workspace, now }, of, first!);
  const left = withoutRequest(record);
  const write: Write =
    state === 'Refused'
      ? {
          put: { ...record, status: 'refused', at, approval: { ...approval, first: { by: first!.by, at: first!.at } } },
        }
      : left === undefined
        ? { delete: { pk: record.pk, sk: record.sk } }
        : { put: left };
  // The hold of an approver who waits carries its own wake.
  const wakes = state === 'Put off' ? [] : [wakeWrite(platform, of)];
  const asked = { equals: { status: 'asked', approval } };
  try {
    await platform.table.transact([...workspace.writes(), ...wakes, { ...write, if: asked }]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    // Closed before, by a call whose answer was lost; anything else that came in between is judged afresh.
    const found = (await platform.table.get({ pk: record.pk, sk: record.sk })) as StepRecord | undefined;
    if (found?.status === 'asked' && found.approval?.approvalId === approval.approvalId) throw error;
  }
};

const ENDINGS: Partial<Record<EscalationState, { what: string; text: string }>> = {
  Refused: { what: 'approval-refused', text: 'The escalation was refused.' },
  'Put off': { what: 'approval-put-off', text: 'The approver waits: the invoice is on hold until then.' },
  Lapsed: { what: 'approval-lapsed', text: 'What it was based on changed: the approval lapses.' },
};

/** *Where does it stand?* Asks, hands on, or ends the request, and says what comes next. */
export const escalationStands = async (
  platform: Platform,
  of: EscalationInput,
): Promise<{ state: EscalationState; parkSeconds: number }> => {
  const state = await loadEscalation(platform, of);
  const { company, facts } = state.loaded;
  let { record } = state;
  const asked = record?.approval !== undefined && record.status === 'asked';
  if (!asked) {
    if (
      facts.invoice.cycle !== of.cycle ||
      (record !== undefined && record.status !== 'offered' && record.status !== 'visit')
    )
      return { state: 'Lapsed', parkSeconds: SHORTEST_PARK_S };
    record = await ask(platform, of, state);
  }
  if (record?.approval === undefined || record.approval.execution !== of.execution)
    return { state: 'Lapsed', parkSeconds: SHORTEST_PARK_S };
  const judged = judgeEscalation(record.approval, facts, state.position, company);
  const second = judged.state === 'Waiting for a second answer';
  if (second) record = await askSecond(platform, of, state, record, judged);
  if (second || judged.state === 'Waiting for an answer') record = await handOn(platform, of, state, record, second);
  const ending = ENDINGS[judged.state];
  if (ending !== undefined) {
    await closeRequest(platform, of, state, record, judged);
    tellEscalation(platform, of, ending.what, judged.because ?? ending.what, ending.text, {
      approval: record.approval!.approvalId,
      by: judged.first?.by ?? null,
    });
  }
  const due = record.approval!.dueDay;
  const until = due === undefined ? Number.POSITIVE_INFINITY : startOfDay(due, company.settings.timeZone) - facts.now;
  return { state: judged.state, parkSeconds: parkSeconds(until) };
};
