import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { cleanFreeTexts } from '../../platform/clean-text.ts';
import { policiesKey, policyKey, storeCompany, storeSettings } from '../../platform/company.ts';
import { BadInput } from '../../platform/errors.ts';
import { problemsOf } from '../../platform/fields.ts';
import type { Item } from '../../platform/ports.ts';
import { companyFile, companyProblems } from '../../policy/company-file.contract.ts';
import { type Policy, policy as policySchema } from '../../policy/contract.ts';
import { recordEvent } from '../record-event.ts';
import { collectFaults, type Faults } from './faults.ts';
import type { ImportPlatform } from './import-platform.ts';
import type { ImportedFile } from './import-state.ts';
import { readJsonFile } from './read-file.ts';

/** The company's settings, policies and staff, from the file that a deployment or a person drops. */

type CompanyFile = z.output<typeof companyFile>;

const parsed = (json: unknown, onCleaned: (path: string) => void): CompanyFile => {
  const cleaned: string[] = [];
  const value = cleanFreeTexts(json, '', cleaned);
  const result = companyFile.safeParse(value);
  if (!result.success) throw new BadInput(problemsOf(result.error, value));
  const problems = companyProblems(result.data);
  if (result.data.policies.length === 0)
    problems.push('policies: is empty: expected at least one, so that somebody is written to');
  if (problems.length > 0) throw new BadInput(problems);
  cleaned.forEach(onCleaned);
  return result.data;
};

/** Which policies are new or changed. Throws `BadInput` where a change has no new version of its own. */
const changedPolicies = async (
  { table }: ImportPlatform,
  policies: readonly Policy[],
  active: readonly Policy[],
): Promise<Policy[]> => {
  const problems: string[] = [];
  const changed: Policy[] = [];
  for (const [index, policy] of policies.entries()) {
    const path = `policies[${index}].version`;
    const before = active.find(({ id }) => id === policy.id);
    const stored = (await table.get(policyKey(policy.id, policy.version))) as (Item & { policy: Policy }) | undefined;
    if (stored !== undefined && !isDeepStrictEqual(policySchema.parse(stored.policy), policy))
      problems.push(`${path}: ${policy.version} of "${policy.id}" exists with other content: give it a new version`);
    else if (before !== undefined && before.version > policy.version)
      problems.push(`${path}: is ${policy.version}, but version ${before.version} of "${policy.id}" is active`);
    else if (before?.version !== policy.version) changed.push(policy);
  }
  if (problems.length > 0) throw new BadInput(problems);
  return changed;
};

/**
 * Takes over the company's file. The first one is stored; later ones replace settings and staff, and publish the
 * policies that are new or have a new version. A policy that the file leaves out stays active, and the report says so.
 * Throws `BadInput`, and changes nothing, where the file is wrong.
 */
export const importCompany = async (platform: ImportPlatform, file: ImportedFile): Promise<Faults> => {
  const { faults, onWarning } = collectFaults();
  const found = await readJsonFile(platform.files, file.key, file.version);
  const company = parsed(found?.json, (path) => onWarning(`${path}: control or bidi characters were taken out`));
  const stored = (await platform.table.get(policiesKey)) as (Item & { policies: Policy[] }) | undefined;
  if (stored === undefined) {
    await storeCompany(platform.table, company);
    return faults;
  }
  const changed = await changedPolicies(platform, company.policies, stored.policies);
  for (const { id } of stored.policies)
    if (!company.policies.some((policy) => policy.id === id))
      onWarning(`policies: "${id}" is active and not in the file: it stays active`);
  await storeSettings(platform.table, company);
  const now = platform.clock.now();
  const at = new Date(now).toISOString();
  for (const policy of changed)
    await recordEvent(platform, {
      id: `${policy.id}-${policy.version}-${now}`,
      source: 'settings',
      at,
      by: 'system',
      type: 'policy.published',
      policy,
    });
  return faults;
};
