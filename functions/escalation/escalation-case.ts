import { sendStaffMail } from '../correspondence/send-staff-mail.ts';
import { answeringOf } from '../lifecycle/answer-days.ts';
import { newStep } from '../lifecycle/carry-out.ts';
import { type Approval, type StepRecord, stepKey } from '../lifecycle/entities.ts';
import { type LoadedCase, loadCase } from '../lifecycle/load-case.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import { fromDay } from '../platform/civil-date.ts';
import { ConditionFailed } from '../platform/errors.ts';
import { formatMoney } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { localDay, startOfDay } from '../platform/zone.ts';
import { afterBusinessDays, lastOfBusinessDays } from '../policy/calendar.ts';
import { type Position, positionOf } from '../policy/case-facts.ts';
import { itemId, nextInLine, personFor, type WorkItem } from '../work-list/item.ts';
import { closeItem, raiseItem } from '../work-list/items.ts';
import { type EscalationState, type Judgement, judgeEscalation, snapshotOf } from './judge-escalation.ts';

/** What an execution of the escalation is started with. */
export interface EscalationInput {
  invoiceId: string;
  customerId: string;
  cycle: number;
  demand: string;
  step: string;
  dueDay: number;
  execution: string;
}

export interface LoadedEscalation {
  loaded: LoadedCase;
  position: Position;
  record: StepRecord | undefined;
}

export const keyOf = (of: EscalationInput) => stepKey(of.customerId, of.invoiceId, of.cycle, of.demand, of.step);

export const loadEscalation = async (platform: Platform, of: EscalationInput): Promise<LoadedEscalation> => {
  const loaded = await loadCase(platform, of);
  if (loaded === undefined) throw new Error(`There is no invoice ${of.invoiceId} of customer ${of.customerId}`);
  const { sk } = keyOf(of);
  return {
    loaded,
    position: positionOf(loaded.facts),
    record: loaded.facts.records.find((record) => record.sk === sk),
  };
};

const ACTIONS: Record<string, string> = {
  'final-notice': 'final notice',
  'site-visit': 'visit on site',
  'credit-hold': 'credit hold',
  'hand-over': 'hand-over to an agency',
  'write-off': 'write-off',
};

export const tellEscalation = (
  platform: Platform,
  of: EscalationInput,
  what: string,
  rule: string,
  text: string,
  facts: Record<string, string | number | null>,
): void =>
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    invoiceId: of.invoiceId,
    customerId: of.customerId,
    what,
    why: { rule, text, facts: { step: of.step, ...facts } },
  });

export const approvalItem = (approval: Approval, second: boolean): string =>
  itemId(second ? 'second-approval' : 'approval', approval.approvalId);

/** Asks for the approval: the request with its snapshot, an item for the approver, and a mail. */
const ask = async (
  platform: Platform,
  of: EscalationInput,
  { loaded, position }: LoadedEscalation,
): Promise<StepRecord | undefined> => {
  const { company, facts } = loaded;
  const step = facts.policy?.steps.find((candidate) => candidate.id === of.step);
  const now = platform.clock.now();
  const role = step?.approver ?? 'manager';
  const person = personFor(role, company.staff, facts.customer.accountOwner);
  const today = localDay(now, company.settings.timeZone);
  const { answerDays } = answeringOf(company, facts.customer);
  const approval: Approval = {
    approvalId: platform.ids.next('approval'),
    snapshot: snapshotOf(facts, position, step?.action ?? 'final-notice', step?.letter),
    askedAt: new Date(now).toISOString(),
    ...(person === undefined ? {} : { assignee: person.id }),
    ...(person?.department === undefined ? {} : { department: person.department }),
    handedOn: 0,
    dueDay: afterBusinessDays(company.calendar, today, answerDays),
    approver: role,
    execution: of.execution,
  };
  const before = facts.records.find((candidate) => candidate.sk === keyOf(of).sk);
  const record: StepRecord = {
    ...before,
    ...newStep({ of: { ...of, restart: 0 }, now }, of, { how: 'approval', status: 'asked', approval }),
  };
  const workspace = new Workspace(platform.table);
  await raiseItem(
    workspace,
    company,
    {
      itemId: approvalItem(approval, false),
      kind: 'approval',
      title: `Approve the ${ACTIONS[approval.snapshot.action] ?? approval.snapshot.action}`,
      customerId: of.customerId,
      invoiceId: of.invoiceId,
      step: of.step,
      assignee: person?.id,
      answerDays,
      movedByWorkflow: true,
    },
    now,
  );
  try {
    const condition = before === undefined ? { exists: false } : { equals: { status: before.status } };
    await platform.table.transact([...workspace.writes(), { put: record, if: condition }]);
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
  tellEscalation(platform, of, 'approval-asked', 'escalation-due', 'The approval is asked for.', {
    approval: approval.approvalId,
    action: approval.snapshot.action,
    amount: formatMoney(approval.snapshot.amount, approval.snapshot.currency),
    approver: person?.id ?? null,
  });
  if (person !== undefined) await mailApprover(platform, of, { loaded, position, record }, approval, person.id);
  return record;
};

const mailApprover = (
  platform: Platform,
  of: EscalationInput,
  { loaded }: LoadedEscalation,
  approval: Approval,
  person: string,
): Promise<void> => {
  const { company, facts } = loaded;
  const { action, amount, currency } = approval.snapshot;
  const today = localDay(platform.clock.now(), company.settings.timeZone);
  return sendStaffMail(platform, company, person, `${approval.approvalId}-${approval.handedOn}`, {
    kind: 'approval-request',
    title: ACTIONS[action] ?? action,
    customer: { id: facts.customer.customerId, name: facts.customer.name },
    invoice: { id: of.invoiceId, number: facts.invoice.number },
    amount,
    currency,
    action,
    whatHappens: 'Nothing happens until you decide; without an answer it goes to your deputy.',
    why: `Open for ${positionOf(facts).overdueDays} days after its due date.`,
    answerBy: fromDay(lastOfBusinessDays(company.calendar, today, answeringOf(company, facts.customer).answerDays)),
  });
};

/** Silence moves the request on: to the deputy, then the manager, then it stays on the department's list. */
const handOn = async (
  platform: Platform,
  of: EscalationInput,
  state: LoadedEscalation,
  record: StepRecord,
  second: boolean,
): Promise<StepRecord> => {
  const { company, facts } = state.loaded;
  const approval = record.approval!;
  const now = platform.clock.now();
  const today = localDay(now, company.settings.timeZone);
  if (approval.dueDay === undefined || today < approval.dueDay) return record;
  const key = { pk: record.pk, sk: `ITEM#${approvalItem(approval, second)}` };
  const item = (await platform.table.get(key)) as WorkItem | undefined;
  if (item === undefined || item.closedAt !== undefined) return record;
  const next = nextInLine(company, item);
  const stays = next.assignee === undefined;
  const { assignee: _before, dueDay: _due, ...rest } = approval;
  const moved: Approval = {
    ...rest,
    ...next,
    handedOn: approval.handedOn + 1,
    ...(stays
      ? {}
      : { dueDay: afterBusinessDays(company.calendar, today, answeringOf(company, facts.customer).answerDays) }),
  };
  const { assignee: _was, dueOn: _until, ...kept } = item;
  const work = next.assignee === undefined ? `department#${next.department ?? 'everybody'}` : `person#${next.assignee}`;
  const after: StepRecord = { ...record, approval: moved };
  try {
    await platform.table.transact([
      { put: after, if: { equals: { status: 'asked', approval } } },
      {
        put: {
          ...kept,
          ...next,
          work,
          movedOn: item.movedOn + 1,
          v: item.v + 1,
          ...(moved.dueDay === undefined ? {} : { dueOn: fromDay(moved.dueDay - 1) }),
        },
        if: { equals: { v: item.v } },
      },
    ]);
  } catch (error) {
    if (error instanceof ConditionFailed) return record;
    throw error;
  }
  tellEscalation(platform, of, 'item-moved-on', 'unanswered', 'Unanswered: it is handed on.', {
    approval: approval.approvalId,
    to: next.assignee ?? null,
    department: next.department ?? null,
  });
  if (next.assignee !== undefined) await mailApprover(platform, of, state, moved, next.assignee);
  return after;
};

/** The second person, once the first has approved: anybody else with the role. */
const askSecond = async (
  platform: Platform,
  of: EscalationInput,
  state: LoadedEscalation,
  record: StepRecord,
  judged: Judgement,
): Promise<StepRecord> => {
  const { company, facts } = state.loaded;
  const approval = record.approval!;
  if (approval.first !== undefined) return record;
  const now = platform.clock.now();
  const at = new Date(now).toISOString();
  const other = company.staff.find(
    (member) => member.roles.includes(approval.approver) && member.id !== judged.first!.by,
  );
  const { answerDays } = answeringOf(company, facts.customer);
  const today = localDay(now, company.settings.timeZone);
  const { assignee: _first, ...rest } = approval;
  const waiting: Approval = {
    ...rest,
    first: { by: judged.first!.by, at: judged.first!.at },
    ...(other === undefined ? {} : { assignee: other.id }),
    dueDay: afterBusinessDays(company.calendar, today, answerDays),
  };
  const workspace = new Workspace(platform.table);
  await closeItem(workspace, of.customerId, approvalItem(approval, false), at, judged.first!.by);
  await raiseItem(
    workspace,
    company,
    {
      itemId: approvalItem(approval, true),
      kind: 'second-approval',
      title: `Approve the ${ACTIONS[approval.snapshot.action] ?? approval.snapshot.action} as the second person`,
      customerId: of.customerId,
      invoiceId: of.invoiceId,
      step: of.step,
      assignee: other?.id,
      department: approval.department,
      answerDays,
      movedByWorkflow: true,
    },
    now,
  );
  const after: StepRecord = { ...record, approval: waiting };
  try {
    await platform.table.transact([
      ...workspace.writes(),
      { put: after, if: { equals: { status: 'asked', approval } } },
    ]);
  } catch (error) {
    if (error instanceof ConditionFailed) return record;
    throw error;
  }
  tellEscalation(
    platform,
    of,
    'second-approval-asked',
    'second-approval',
    'Above the second-approval amount: a second person is asked.',
    { approval: approval.approvalId, by: judged.first!.by },
  );
  if (other !== undefined) await mailApprover(platform, of, state, { ...waiting, handedOn: 100 }, other.id);
  return after;
};

/** Ends a request: closes its items, and lets the case look again. */
export const closeRequest = async (
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
