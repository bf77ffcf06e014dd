import { readFileSync } from 'node:fs';
import type { StaffMember } from '../../functions/platform/settings.contract.ts';
import { type Settings, settings } from '../../functions/platform/settings.contract.ts';
import { type Policy, policy } from '../../functions/policy/contract.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

/** The policies that are shipped, in the order in which they are tried; the last one fits everybody else. */
export const shippedPolicies = (): Policy[] => {
  const named = ['residential', 'public-agency', 'contractor', 'commercial'].map((id) =>
    policy.parse(read(`../../workflows/policies/${id}.json`)),
  );
  return named;
};

/** The settings that are shipped. */
export const shippedSettings = (): Settings => settings.parse({});

/** The staff that is shipped: nobody; a role without a person goes to the department's list. */
export const shippedStaff: readonly StaffMember[] = [];
