import type { CustomerHead } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import { selectPolicy } from '../policy/select-policy.ts';
import { personFor } from '../work-list/item.ts';

/** Business days until silence moves an item on, where the policy names none: nothing may wait unseen (rule 25). */
export const ANSWER_DAYS = 2;

/** What the customer's policy says of answering items. */
export const answeringOf = (company: Company, head: CustomerHead): { answerDays: number } => ({
  answerDays: selectPolicy(company.policies, head)?.approval.answerWithinBusinessDays ?? ANSWER_DAYS,
});

/** Who looks after an account, its owner, else the first specialist, and how long they have to answer. */
export const caredForBy = (
  company: Company,
  head: CustomerHead,
): { assignee: string | undefined; answerDays: number } => {
  const owner = company.staff.find((member) => member.id === head.accountOwner);
  return { assignee: (owner ?? personFor('specialist', company.staff, undefined))?.id, ...answeringOf(company, head) };
};
