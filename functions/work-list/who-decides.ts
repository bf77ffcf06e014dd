import type { StaffMember } from '../platform/settings.contract.ts';
import type { WorkItem } from './item.ts';

/** Whose answer to a request counts, as its item says it (domain rules 26 and 27). Pure. */

export const isRequest = ({ kind }: Pick<WorkItem, 'kind'>): boolean =>
  kind === 'approval' || kind === 'second-approval';

type Asked = Pick<WorkItem, 'assignee' | 'approver' | 'asked' | 'answered'>;

/**
 * Whether a person may answer: who has its role, and whom silence handed it to; the first of two is not the second as
 * well. An item from before these were kept on it leaves it to the request's own page.
 */
export const mayDecide = (
  { assignee, approver, asked = [], answered }: Asked,
  { id, roles }: Pick<StaffMember, 'id' | 'roles'>,
): boolean =>
  approver === undefined || (id !== answered && (id === assignee || roles.includes(approver) || asked.includes(id)));
