import { COMPANY, customerPartition } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import type { Item, Key } from '../platform/ports.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { hash32 } from '../platform/shard.ts';
import type { ItemKind } from './kinds.ts';
import type { LostReason } from './lost-reason.ts';

/** Money, in minor units, and the day by which it was to come. */
export interface ItemStake {
  amount: number;
  currency: string;
  dueOn?: string;
}

/** What of a promise did not come, in minor units. */
export interface MissingMoney {
  amount: number;
  currency: string;
  /** Whether a part of it came. */
  inPart: boolean;
}

/** A message that came in. All of it was written by somebody outside: it is shown as text. */
export interface ItemReply {
  from: string;
  subject: string;
  text: string;
  /** What it quotes of our letter. */
  quoted?: string;
  /** Kept with the message, never opened here. */
  attachments?: readonly { name: string; type: string; bytes: number }[];
  /** Where the message is kept as it came. */
  file?: string;
  /** How it was found out whose it is. */
  foundBy?: 'tag' | 'link' | 'sender';
  /** Which colleague gave it to this customer, and how it stood before. */
  placed?: { by: string; at: string; before: PlacedBefore };
}

/** What of an item changes when its message is given to a customer. */
export type PlacedBefore = Pick<
  WorkItem,
  'customerId' | 'title' | 'assignee' | 'department' | 'answerDays' | 'letterId' | 'stake'
>;

/** An item of the work list: something that a person can act on now. A closed one stays, so that it is raised once. */
export interface WorkItem extends Item {
  itemId: string;
  kind: ItemKind;
  title: string;
  customerId?: string;
  invoiceId?: string;
  /** The step that raised it, for `task.done` by invoice and step. */
  step?: string;
  /** The letter that it is about. */
  letterId?: string;
  /** The message that it is about. */
  reply?: ItemReply;
  assignee?: string;
  department?: string;
  raisedAt: string;
  /** The last day on which it is answered in time. */
  dueOn?: string;
  /** How often silence moved it on: to the deputy, the manager, the department. */
  movedOn: number;
  answerDays?: number;
  /** What it was about when it was raised: lists are ordered by it before anything else is read. */
  stake?: ItemStake;
  /** Somebody waits with it: until 00:00 of that date, in the company's zone, it stands on no list. `dueOn`: as before. */
  putOff?: { until: string; reason: string; by: string; at: string; dueOn?: string };
  /** The last time that somebody waited with it, once that is over. */
  waited?: NonNullable<WorkItem['putOff']>;
  /** Who handed it to whom it is with now, and what they said. */
  handedOn?: { by: string; at: string; from?: string; note?: string };
  closedAt?: string;
  closedBy?: string;
  /** What whoever closed it said. */
  note?: string;
  /** Why it closed by itself. */
  lost?: LostReason;
  /** Since when it stays closed for that reason, where it had closed for another one. */
  lostAt?: string;
  /** What of a promise did not come, in minor units, and whether any of it did. */
  missing?: MissingMoney;
  /** Of a request: the role whose answer counts, everybody who was asked, and who of two has approved. */
  approver?: string;
  asked?: readonly string[];
  answered?: string;
  v: number;
}

/** A readable id from its parts; where they are too long, a hash keeps it apart from others. */
export const itemId = (...parts: readonly string[]): string => {
  const id = parts.join('-').replace(/[^A-Za-z0-9_-]/g, '_');
  return id.length <= 64 ? id : `${id.slice(0, 54)}-${hash32(parts.join('-')).toString(36)}`;
};

/** The item about instalments that were offered, or that a customer asked for. */
export const planItem = (invoiceId: string, cycle: number): string => itemId('plan', invoiceId, `c${cycle}`);
export const asksForPlanItem = (invoiceId: string): string => itemId('asks-for-plan', invoiceId);
/** The item about another contact that the customer's page was asked for. */
export const contactAskedItem = (customerId: string): string => itemId('contact-asked', customerId);
/** The item about money that came after its case was closed. */
export const lateMoneyItem = (invoiceId: string): string => itemId('task', invoiceId, 'late-money');

export const itemKey = (customerId: string | undefined, id: string): Key => ({
  pk: customerId === undefined ? COMPANY : customerPartition(customerId),
  sk: `ITEM#${id}`,
});
export const itemPointerKey = (id: string): Key => ({ pk: `W#${id}`, sk: 'POINTER' });

/** Whom a role means: the customer's account owner if they have it, else the first of the staff who has it. */
export const personFor = (
  role: string,
  staff: readonly StaffMember[],
  accountOwner: string | undefined,
): StaffMember | undefined => {
  const owner = staff.find((member) => member.id === accountOwner);
  return owner?.roles.includes(role) ? owner : staff.find((member) => member.roles.includes(role));
};

/**
 * Whom silence moves an item on to: first the deputy of whom it was raised for, then the department's manager, then
 * nobody but the department (contracts §3, domain rule 25).
 */
export const nextInLine = (
  company: Pick<Company, 'settings' | 'staff'>,
  item: Pick<WorkItem, 'assignee' | 'department' | 'movedOn'>,
): { assignee?: string; department?: string } => {
  const person = company.staff.find((member) => member.id === item.assignee);
  const department = item.department ?? person?.department;
  const manager = department === undefined ? undefined : company.settings.departments[department]?.manager;
  const onList = department === undefined ? {} : { department };
  const deputy = item.movedOn === 0 ? person?.deputy : undefined;
  if (deputy !== undefined && company.staff.some((member) => member.id === deputy))
    return { ...onList, assignee: deputy };
  if (manager !== undefined && manager !== item.assignee) return { ...onList, assignee: manager };
  return onList;
};
