import * as z from 'zod';
import { type Settings, type StaffMember, settings, staffMember } from '../platform/settings.contract.ts';
import { type Policy, policy } from './contract.ts';
import { amountProblems, policyProblems } from './refuse-policy.ts';

/** What a company sets, in one file: settings, policies and staff (contracts §3). */
export const companyFile = z.strictObject({
  settings: settings.prefault({}),
  policies: z.array(policy).default([]),
  staff: z.array(staffMember).default([]),
});

/** A sentence for each id that stands twice in a list. */
export const twice = (ids: readonly string[], path: string): string[] => {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    if (seen.has(id)) return [`${path}[${index}].id: "${id}" stands twice`];
    seen.add(id);
    return [];
  });
};

/** What the schemas cannot see: ids that stand twice, policies that are refused. */
export const companyProblems = (of: {
  settings: Settings;
  policies: readonly Policy[];
  staff: readonly StaffMember[];
}): string[] => [
  ...twice(
    of.staff.map(({ id }) => id),
    'staff',
  ),
  ...twice(
    of.policies.map(({ id }) => id),
    'policies',
  ),
  ...amountProblems(of.settings.secondApprovalAbove, 'settings.secondApprovalAbove'),
  ...of.policies.flatMap((each, index) => policyProblems(each, of.staff, `policies[${index}]`)),
  ...of.staff.flatMap(({ deputy }, index) =>
    deputy === undefined || of.staff.some(({ id }) => id === deputy)
      ? []
      : [`staff[${index}].deputy: "${deputy}" is not among the staff`],
  ),
];
