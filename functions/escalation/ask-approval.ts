import { newStep } from '../lifecycle/carry-out.ts';
import type { Approval, StepRecord } from '../lifecycle/entities.ts';
import { fromDay } from '../platform/civil-date.ts';
import { formatMoney } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { localDay } from '../platform/zone.ts';
import { afterBusinessDays, lastOfBusinessDays } from '../policy/calendar.ts';
import { personFor, type WorkItem } from '../work-list/item.ts';
import { closeItem, raiseItem } from '../work-list/items.ts';
import { stakeOf } from '../work-list/stake.ts';
import {
  ACTIONS,
  approvalItem,
  type EscalationInput,
  keyOf,
  type LoadedEscalation,
  tellEscalation,
} from './escalation-case.ts';
import { type Judgement, judgeEscalation, snapshotOf } from './judge-escalation.ts';
import { answerDaysOf, linkFor, mailApprover } from './mail-approver.ts';
import { nextAsked, secondPerson } from './next-asked.ts';

/** Whose answer counts, as the list needs it to offer the decision to nobody else. */
const whoDecides = ({ approver, asked = [] }: Approval): Pick<WorkItem, 'approver' | 'asked'> => ({
  approver,
  asked: asked.map(({ who }) => who),
});

/** Asks for the approval: the request with its snapshot, an item for the approver, and a mail. */
export const ask = async (
  platform: Platform,
  of: EscalationInput,
  { loaded, position }: LoadedEscalation,
): Promise<StepRecord | undefined> => {
  const { company, facts } = loaded;
  const step = facts.policy?.steps.find((candidate) => candidate.id === of.step);
  if (step === undefined) return undefined;
  const now = platform.clock.now();
  const role = step.approver ?? 'manager';
  const person = personFor(role, company.staff, facts.customer.accountOwner);
  const today = localDay(now, company.settings.timeZone);
  const answerDays = answerDaysOf(loaded);
  const askedAt = new Date(now).toISOString();
  const approval: Approval = {
    approvalId: platform.ids.next('approval'),
    snapshot: snapshotOf(facts, position, step, of.demand),
    askedAt,
    ...(person === undefined ? {} : { assignee: person.id }),
    ...(person?.department === undefined ? {} : { department: person.department }),
    handedOn: 0,
    asked: person === undefined ? [] : [{ who: person.id, since: askedAt }],
    answeredBefore: facts.invoice.decisions.length,
    dueDay: afterBusinessDays(company.calendar, today, answerDays),
    approver: role,
    execution: of.execution,
  };
  // A fact came in since the step was found due: nobody is asked for what no longer holds.
  if (judgeEscalation(approval, facts, position, company).state !== 'Waiting for an answer') return undefined;
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
      stake: stakeOf(facts.invoice),
      ...whoDecides(approval),
      movedByWorkflow: true,
    },
    now,
  );
  const condition = before === undefined ? { exists: false } : { equals: { status: before.status } };
  const link = await linkFor(platform, of, approval);
  if (!(await writeIfStill(platform, [...workspace.writes(), { put: record, if: condition }]))) return undefined;
  tellEscalation(platform, of, 'approval-asked', 'escalation-due', 'The approval is asked for.', {
    approval: approval.approvalId,
    action: approval.snapshot.action,
    amount: formatMoney(approval.snapshot.amount, approval.snapshot.currency),
    approver: person?.id ?? null,
  });
  if (link !== undefined) await mailApprover(platform, of, loaded, approval, link);
  return record;
};

/** Silence moves the request on: to the deputy, then the manager, then it stays on the department's list. */
export const handOn = async (
  platform: Platform,
  of: EscalationInput,
  state: LoadedEscalation,
  record: StepRecord,
  second: boolean,
): Promise<StepRecord> => {
  const { company } = state.loaded;
  const approval = record.approval!;
  const now = platform.clock.now();
  const today = localDay(now, company.settings.timeZone);
  if (approval.dueDay === undefined || today < approval.dueDay) return record;
  const key = { pk: record.pk, sk: `ITEM#${approvalItem(approval, second)}` };
  const item = (await platform.table.get(key)) as WorkItem | undefined;
  if (item === undefined || item.closedAt !== undefined) return record;
  const next = nextAsked(company, item, approval.first);
  const days = answerDaysOf(state.loaded);
  const { assignee: _before, dueDay: _due, ...rest } = approval;
  const moved: Approval = {
    ...rest,
    ...next,
    handedOn: approval.handedOn + 1,
    ...(next.assignee === undefined
      ? {}
      : {
          dueDay: afterBusinessDays(company.calendar, today, days),
          asked: [...(approval.asked ?? []), { who: next.assignee, since: new Date(now).toISOString() }],
        }),
  };
  const { assignee: _was, dueOn: _until, ...kept } = item;
  const work = next.assignee === undefined ? `department#${next.department ?? 'everybody'}` : `person#${next.assignee}`;
  const after: StepRecord = { ...record, approval: moved };
  const link = await linkFor(platform, of, moved);
  const handed = await writeIfStill(platform, [
    { put: after, if: { equals: { status: 'asked', approval } } },
    {
      put: {
        ...kept,
        ...next,
        ...whoDecides(moved),
        work,
        movedOn: item.movedOn + 1,
        v: item.v + 1,
        ...(moved.dueDay === undefined ? {} : { dueOn: fromDay(lastOfBusinessDays(company.calendar, today, days)) }),
      },
      if: { equals: { v: item.v } },
    },
  ]);
  if (!handed) return record;
  tellEscalation(platform, of, 'item-moved-on', 'unanswered', 'Unanswered: it is handed on.', {
    approval: approval.approvalId,
    to: next.assignee ?? null,
    department: next.department ?? null,
  });
  if (link !== undefined) await mailApprover(platform, of, state.loaded, moved, link);
  return after;
};

/** The second person, once the first has approved: anybody else with the role. */
export const askSecond = async (
  platform: Platform,
  of: EscalationInput,
  state: LoadedEscalation,
  record: StepRecord,
  judged: Judgement,
): Promise<StepRecord> => {
  const { company } = state.loaded;
  const approval = record.approval!;
  if (approval.first !== undefined) return record;
  const now = platform.clock.now();
  const at = new Date(now).toISOString();
  const other = secondPerson(company.staff, approval, judged.first!.by);
  const answerDays = answerDaysOf(state.loaded);
  const today = localDay(now, company.settings.timeZone);
  const { assignee: _first, ...rest } = approval;
  const department = other?.department ?? approval.department;
  const waiting: Approval = {
    ...rest,
    first: { by: judged.first!.by, at: judged.first!.at },
    ...(other === undefined
      ? {}
      : { assignee: other.id, asked: [...(approval.asked ?? []), { who: other.id, since: at }] }),
    ...(department === undefined ? {} : { department }),
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
      department,
      answerDays,
      stake: stakeOf(state.loaded.facts.invoice),
      ...whoDecides(waiting),
      answered: judged.first!.by,
      movedByWorkflow: true,
    },
    now,
  );
  const after: StepRecord = { ...record, approval: waiting };
  const link = await linkFor(platform, of, waiting);
  const waits = { put: after, if: { equals: { status: 'asked', approval } } };
  if (!(await writeIfStill(platform, [...workspace.writes(), waits]))) return record;
  tellEscalation(
    platform,
    of,
    'second-approval-asked',
    'second-approval',
    'Above the second-approval amount: a second person is asked.',
    { approval: approval.approvalId, by: judged.first!.by },
  );
  if (link !== undefined) await mailApprover(platform, of, state.loaded, { ...waiting, handedOn: 100 }, link);
  return after;
};
