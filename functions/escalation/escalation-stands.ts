import type { StepRecord } from '../lifecycle/entities.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import { ConditionFailed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { startOfDay } from '../platform/zone.ts';
import { closeItem } from '../work-list/items.ts';
import { ask, askSecond, handOn } from './ask-approval.ts';
import { approvalItem, type EscalationInput, loadEscalation, tellEscalation } from './escalation-case.ts';
import { type EscalationState, judgeEscalation } from './judge-escalation.ts';

/** Ends a request: closes its items, and lets the case look again. */
const closeRequest = async (
  platform: Platform,
  of: EscalationInput,
  record: StepRecord,
  by: string,
  keep?: Partial<StepRecord>,
): Promise<void> => {
  const approval = record.approval!;
  const workspace = new Workspace(platform.table);
  const at = new Date(platform.clock.now()).toISOString();
  await closeItem(workspace, of.customerId, approvalItem(approval, false), at, by);
  await closeItem(workspace, of.customerId, approvalItem(approval, true), at, by);
  const key = { pk: record.pk, sk: record.sk };
  const condition = { equals: { status: 'asked' } };
  try {
    await platform.table.transact([
      ...workspace.writes(),
      keep === undefined ? { delete: key, if: condition } : { put: { ...record, ...keep }, if: condition },
    ]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
  await markForWake(platform, of);
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
      return { state: 'Lapsed', parkSeconds: 120 };
    record = await ask(platform, of, state);
  }
  if (record?.approval === undefined || record.approval.execution !== of.execution)
    return { state: 'Lapsed', parkSeconds: 120 };
  const judged = judgeEscalation(record.approval, facts, state.position, company);
  const second = judged.state === 'Waiting for a second answer';
  if (second) record = await askSecond(platform, of, state, record, judged);
  if (second || judged.state === 'Waiting for an answer') record = await handOn(platform, of, state, record, second);
  const ending = ENDINGS[judged.state];
  if (ending !== undefined) {
    const at = new Date(platform.clock.now()).toISOString();
    await closeRequest(
      platform,
      of,
      record,
      judged.first?.by ?? 'system',
      judged.state === 'Refused' ? { status: 'refused', at } : undefined,
    );
    tellEscalation(platform, of, ending.what, judged.because ?? ending.what, ending.text, {
      approval: record.approval!.approvalId,
      by: judged.first?.by ?? null,
    });
  }
  const due = record.approval!.dueDay;
  const until = due === undefined ? Number.POSITIVE_INFINITY : startOfDay(due, company.settings.timeZone) - facts.now;
  return { state: judged.state, parkSeconds: Math.min(Math.max(Math.ceil(until / 1000), 120), 30 * 86_400) };
};
