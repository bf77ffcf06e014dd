import type { CustomerHead } from '../ledger/entities.ts';
import type { Policy } from './contract.ts';

type Candidate = Pick<CustomerHead, 'customerId' | 'segment' | 'tags'>;

const fits = (policy: Policy, { customerId, segment, tags }: Candidate): boolean => {
  const { segments, tags: wanted, customers } = policy.appliesTo;
  return (
    (segments.length === 0 || segments.includes(segment)) &&
    (wanted.length === 0 || wanted.some((tag) => tags.includes(tag))) &&
    (customers.length === 0 || customers.includes(customerId))
  );
};

/** The customer's policy: the first that fits. An empty list fits everybody; filled lists must all fit. */
export const selectPolicy = (policies: readonly Policy[], customer: Candidate): Policy | undefined =>
  policies.find((policy) => fits(policy, customer));
