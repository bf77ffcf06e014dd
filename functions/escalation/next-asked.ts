import type { Approval } from '../lifecycle/entities.ts';
import type { Company } from '../platform/company.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { nextInLine, type WorkItem } from '../work-list/item.ts';

/** Who is asked next: as the second person, or because nobody has answered (domain rules 25 and 26). Pure. */

/** Whom silence hands a request to: the first approver cannot be the second one as well, it goes past them. */
export const nextAsked = (
  company: Pick<Company, 'settings' | 'staff'>,
  item: Pick<WorkItem, 'assignee' | 'department' | 'movedOn'>,
  first: Approval['first'],
): { assignee?: string; department?: string } => {
  const next = nextInLine(company, item);
  return next.assignee !== undefined && next.assignee === first?.by
    ? nextInLine(company, { ...item, ...next, movedOn: item.movedOn + 1 })
    : next;
};

/** The same by the request alone: how often silence moved it on is told by who was asked since it was whose turn. */
export const nextAskedAbout = (
  company: Pick<Company, 'settings' | 'staff'>,
  { assignee, department, first, asked = [] }: Pick<Approval, 'assignee' | 'department' | 'first' | 'asked'>,
): { assignee?: string; department?: string } => {
  const turns = first === undefined ? asked : asked.filter(({ since }) => Date.parse(since) >= Date.parse(first.at));
  const who = { ...(assignee === undefined ? {} : { assignee }), ...(department === undefined ? {} : { department }) };
  return nextAsked(company, { ...who, movedOn: Math.max(turns.length - 1, 0) }, first);
};

/** The second person, once somebody has approved: the first of the others who have the role. */
export const secondPerson = (
  staff: readonly StaffMember[],
  { approver }: Pick<Approval, 'approver'>,
  first: string,
): StaffMember | undefined => staff.find(({ id, roles }) => roles.includes(approver) && id !== first);
