import { COMPANY } from '../ledger/entities.ts';
import { type Calendar, makeCalendar } from '../policy/calendar.ts';
import type { Policy } from '../policy/contract.ts';
import { holidaysOfRegion } from '../policy/holidays/holidays-of-region.ts';
import { NotSetUp } from './errors.ts';
import type { Item, Key, Table } from './ports.ts';
import type { Settings, StaffMember } from './settings.contract.ts';

/** The company's settings, staff and policies, as the table holds them. */
export interface Company {
  settings: Settings;
  staff: readonly StaffMember[];
  calendar: Calendar;
  /** The active policies in order; the first that fits a customer is the customer's. */
  policies: readonly Policy[];
}

const settingsKey: Key = { pk: COMPANY, sk: 'SETTINGS' };
export const policiesKey: Key = { pk: COMPANY, sk: 'POLICIES' };
export const policyKey = (id: string, version: number): Key => ({ pk: COMPANY, sk: `POLICY#${id}#${version}` });

/** A function keeps what it read this long; a change of policy reaches everybody within this time. */
const KEPT_MS = 60_000;

interface Kept {
  at: number;
  company: Company;
  pinned: Map<string, Policy>;
}
const kept = new WeakMap<Table, Kept>();

/** Forgets what was read, after a change made by this process. */
export const forgetCompany = (table: Table): void => {
  kept.delete(table);
};

/**
 * The company as of now, read at most once a minute.
 * Throws `NotSetUp`, which names what to do where nothing was set up yet.
 */
export const companyOf = async (table: Table, now: number): Promise<Company> => {
  const known = kept.get(table);
  if (known !== undefined && now - known.at < KEPT_MS) return known.company;
  const [settings, policies] = await table.batchGet([settingsKey, policiesKey]);
  if (settings === undefined || policies === undefined)
    throw new NotSetUp('The table holds no settings: store settings and policies before anything else');
  const of = settings as Item & { settings: Settings; staff: StaffMember[] };
  const company: Company = {
    settings: of.settings,
    staff: of.staff,
    calendar: makeCalendar(of.settings.calendar, holidaysOfRegion),
    policies: policiesIn(policies),
  };
  kept.set(table, { at: now, company, pinned: known?.pinned ?? new Map() });
  return company;
};

/** The active policies in what `policiesKey` leads to: for who cannot do with those of a minute ago. */
export const policiesIn = (item: Item | undefined): readonly Policy[] =>
  (item as (Item & { policies: Policy[] }) | undefined)?.policies ?? [];

/** One version of a policy, as a case pinned it. Versions never change, so they are kept for good. */
export const pinnedPolicy = async (
  table: Table,
  id: string,
  version: number,
  now: number,
): Promise<Policy | undefined> => {
  const company = await companyOf(table, now);
  const active = company.policies.find((policy) => policy.id === id && policy.version === version);
  if (active !== undefined) return active;
  const { pinned } = kept.get(table)!;
  const name = `${id}#${version}`;
  const known = pinned.get(name);
  if (known !== undefined) return known;
  const item = await table.get(policyKey(id, version));
  if (item === undefined) return undefined;
  const policy = (item as Item & { policy: Policy }).policy;
  pinned.set(name, policy);
  return policy;
};

/** Replaces settings and staff. */
export const storeSettings = async (
  table: Table,
  { settings, staff }: { settings: Settings; staff: readonly StaffMember[] },
): Promise<void> => {
  await table.write({ put: { ...settingsKey, settings, staff, v: 1 } });
  forgetCompany(table);
};

/** Stores settings, staff and policies; what was there is replaced, older policy versions stay for their cases. */
export const storeCompany = async (
  table: Table,
  company: { settings: Settings; staff: readonly StaffMember[]; policies: readonly Policy[] },
): Promise<void> => {
  await storeSettings(table, company);
  await table.write({ put: { ...policiesKey, policies: company.policies, v: 1 } });
  for (const policy of company.policies)
    await table.write({ put: { ...policyKey(policy.id, policy.version), policy, v: 1 } });
  forgetCompany(table);
};
