import type { CustomerHead } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import { selectPolicy } from '../policy/select-policy.ts';

/** Business days until silence moves an item on, where the policy names none: nothing may wait unseen (rule 25). */
const ANSWER_DAYS = 2;

/** What the customer's policy says of answering items. */
export const answeringOf = (company: Company, head: CustomerHead): { answerDays: number } => ({
  answerDays: selectPolicy(company.policies, head)?.approval.answerWithinBusinessDays ?? ANSWER_DAYS,
});
