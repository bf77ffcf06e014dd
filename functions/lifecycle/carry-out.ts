import type { LifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import { type CustomerHead, headKey, type InvoiceFacts, invoiceKey } from '../ledger/entities.ts';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { agendaOf } from '../platform/shard.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { iso } from '../policy/choose-next-step.ts';
import type { Decision, Part } from '../policy/decision.ts';
import { type ItemStake, itemId, personFor } from '../work-list/item.ts';
import { closeItem, type NewItem, raiseItem } from '../work-list/items.ts';
import type { Paused } from '../work-list/lost-reason.ts';
import { freeStepItemId } from '../work-list/record.ts';
import { stakeOf } from '../work-list/stake.ts';
import { answeringOf } from './answer-days.ts';
import { type StepRecord, stepKey } from './entities.ts';
import { offerInstalments } from './offer.ts';
import { type Entry, park } from './park.ts';
import { startEscalation } from './start-escalation.ts';

export interface Spoke extends LifecycleInput {
  decision: Decision;
  entry: Entry;
}

interface Acting {
  platform: Platform;
  of: LifecycleInput;
  now: number;
  decision: Decision;
  entry: Entry;
}

export interface Carrying extends Acting {
  company: Company;
  head: CustomerHead;
  stake: ItemStake | undefined;
}

/** The record of a step, put only if absent: the same step is planned, raised or skipped once per cycle. */
export const newStep = (
  { of, now }: Pick<Carrying, 'of' | 'now'>,
  part: { demand: string; step: string; dueDay: number },
  fields: Pick<StepRecord, 'how' | 'status'> & Partial<StepRecord>,
): StepRecord => ({
  ...stepKey(of.customerId, of.invoiceId, of.cycle, part.demand, part.step),
  invoiceId: of.invoiceId,
  customerId: of.customerId,
  cycle: of.cycle,
  demand: part.demand,
  step: part.step,
  dueDay: part.dueDay,
  ...(fields.status === 'done' ? { at: iso(now) } : {}),
  ...fields,
});

const tell = (
  carrying: Acting,
  what: string,
  rule: string,
  text: string,
  facts: Record<string, string | number>,
): void =>
  carrying.platform.tell({
    at: iso(carrying.now),
    invoiceId: carrying.of.invoiceId,
    customerId: carrying.of.customerId,
    what,
    why: { rule, text, facts },
  });

/** Puts it if absent, or over the offer that was made for the step; returns whether it was. */
const putOnce = (platform: Platform, record: StepRecord, overOffer = false): Promise<boolean> => {
  const condition = overOffer ? { equals: { status: 'offered' } } : { exists: false };
  return writeIfStill(platform, { put: record, if: condition });
};

const planLetter = async (carrying: Acting, part: Extract<Part, { do: 'plan-letter' }>): Promise<void> => {
  const { payerId } = carrying.decision;
  const planned = newStep(carrying, part, {
    how: 'letter',
    status: 'planned',
    template: part.template,
    travels: part.alone ? 'alone' : 'together',
    payerId,
    notBefore: part.notBefore,
    agenda: agendaOf('letters', payerId),
    agendaAt: `${part.notBefore}#${payerId}`,
  });
  if (await putOnce(carrying.platform, planned))
    tell(carrying, 'letter-planned', carrying.decision.rule, `${part.step} leaves not before ${part.notBefore}.`, {
      step: part.step,
      demand: part.demand,
      template: part.template,
    });
};

const skip = async (carrying: Acting, part: Extract<Part, { do: 'skip' }>): Promise<void> => {
  const offer = part.offeredAt === undefined ? {} : { offeredAt: part.offeredAt };
  const record = newStep(carrying, part, { how: 'skipped', status: 'done', why: part.text, ...offer });
  if (await putOnce(carrying.platform, record, part.offeredAt !== undefined))
    tell(carrying, 'step-skipped', part.rule, `${part.step}: ${part.text}.`, { step: part.step, demand: part.demand });
};

/** One unit of work around an item and, where a step raised it, the step's record. */
const withItem = async (
  carrying: Carrying,
  record: StepRecord | undefined,
  about: Omit<NewItem, 'itemId'> & { itemId?: string },
  again: boolean,
): Promise<void> => {
  const workspace = new Workspace(carrying.platform.table);
  const item = { ...about, itemId: about.itemId ?? (await freeStepItemId(workspace, record!)) };
  const raised = await raiseItem(workspace, carrying.company, item, carrying.now, again);
  const writes = workspace.writes();
  if (record !== undefined) writes.push({ put: record, if: { exists: false } });
  if (writes.length === 0) return;
  // Where it was carried out before, by a call whose answer was lost, nothing is told again.
  const written = await writeIfStill(carrying.platform, writes);
  if (written && raised)
    tell(carrying, 'item-raised', carrying.decision.rule, `${item.kind}: ${item.itemId}.`, { item: item.itemId });
};

const raiseTask = async (carrying: Carrying, part: Extract<Part, { do: 'raise-task' }>): Promise<void> => {
  const { company, of, head, stake } = carrying;
  const person = personFor(part.role, company.staff, head.accountOwner);
  await withItem(
    carrying,
    newStep(carrying, part, { how: 'task', status: 'done' }),
    {
      kind: 'task',
      title: part.title,
      customerId: of.customerId,
      invoiceId: of.invoiceId,
      step: part.step,
      assignee: person?.id,
      answerDays: answeringOf(company, head).answerDays,
      stake,
    },
    false,
  );
};

const raiseVisit = async (carrying: Carrying, part: Extract<Part, { do: 'raise-visit' }>): Promise<void> => {
  const { company, of, head, now, stake } = carrying;
  const owner = company.staff.find((member) => member.id === head.accountOwner);
  await withItem(
    carrying,
    newStep(carrying, part, { how: 'approval', status: 'visit', visitAt: iso(now) }),
    {
      kind: 'task',
      title: 'Visit the key account with its owner in Sales',
      customerId: of.customerId,
      invoiceId: of.invoiceId,
      step: part.step,
      assignee: owner?.id,
      department: owner?.department ?? 'sales',
      answerDays: answeringOf(company, head).answerDays,
      stake,
    },
    false,
  );
};

const raise = async (carrying: Carrying, part: Extract<Part, { do: 'raise-item' }>): Promise<void> => {
  const { company, of, head, stake } = carrying;
  const ofPayer = part.kind === 'find-contact';
  const person = part.role === undefined ? undefined : personFor(part.role, company.staff, head.accountOwner);
  const owner =
    person ??
    company.staff.find((member) => member.id === head.accountOwner) ??
    personFor('specialist', company.staff, undefined);
  const customerId = ofPayer ? part.key : of.customerId;
  await withItem(
    carrying,
    undefined,
    {
      itemId: ofPayer ? itemId('find-contact', part.key) : itemId(part.kind, of.invoiceId, `c${of.cycle}`, part.key),
      kind: part.kind,
      title: part.title,
      customerId,
      invoiceId: ofPayer ? undefined : of.invoiceId,
      assignee: owner?.id,
      answerDays: answeringOf(company, head).answerDays,
      stake,
      missing: part.missing,
    },
    part.kind !== 'broken-promise',
  );
};

/** Decisions by which nothing is asked for until a day. */
const PAUSES: Readonly<Record<string, Paused>> = {
  held: 'held',
  promised: 'promised',
  'instalments-on-time': 'in-parts',
  disputed: 'disputed',
};

/** An item whose reason turned out to be none. */
const close = async (
  { platform, of, now, decision }: Carrying,
  { kind, key }: Extract<Part, { do: 'close-item' }>,
): Promise<void> => {
  const workspace = new Workspace(platform.table);
  const id = itemId(kind, of.invoiceId, `c${of.cycle}`, key);
  const lost = kind === 'broken-promise' ? 'kept' : PAUSES[decision.rule];
  if (!(await closeItem(workspace, of.customerId, id, iso(now), 'system', { lost }))) return;
  await platform.table.transact(workspace.writes());
};

const carryOutPart = (carrying: Carrying, part: Exclude<Part, { do: 'plan-letter' | 'skip' }>): Promise<void> => {
  switch (part.do) {
    case 'raise-task':
      return raiseTask(carrying, part);
    case 'raise-visit':
      return raiseVisit(carrying, part);
    case 'raise-item':
      return raise(carrying, part);
    case 'close-item':
      return close(carrying, part);
    case 'offer-instalments':
      return offerInstalments(carrying, part);
    case 'start-escalation':
      return startEscalation(carrying, part);
  }
};

/**
 * A spoke: carries out the parts of the decision, each of them once however often it is called, and stays parked until
 * the next date that matters, or until woken.
 */
export const carryOut = async (platform: Platform, spoke: Spoke): Promise<void> => {
  const now = platform.clock.now();
  const { decision, entry, invoiceId, customerId, cycle, restart } = spoke;
  const of = { invoiceId, customerId, cycle, restart };
  const acting: Acting = { platform, of, now, decision, entry };
  for (const part of decision.parts) {
    if (part.do === 'plan-letter') await planLetter(acting, part);
    else if (part.do === 'skip') await skip(acting, part);
    else {
      const company = await companyOf(platform.table, now);
      const [head, invoice] = (await platform.table.batchGet([
        headKey(customerId),
        invoiceKey(customerId, invoiceId),
      ])) as [CustomerHead, InvoiceFacts | undefined];
      await carryOutPart({ ...acting, company, head, stake: stakeOf(invoice) }, part);
    }
  }
  await park(platform, of, entry, decision);
};
