import * as z from 'zod';
import { customer } from '../../functions/ledger/contract.ts';
import { event } from '../../functions/ledger/event.ts';
import { cleanFreeTexts } from '../../functions/platform/clean-text.ts';
import { BadInput } from '../../functions/platform/errors.ts';
import { instant, problemsOf } from '../../functions/platform/fields.ts';
import { settings, staffMember } from '../../functions/platform/settings.contract.ts';
import { companyProblems, twice } from '../../functions/policy/company-file.contract.ts';
import { policy } from '../../functions/policy/contract.ts';
import { policyProblems } from '../../functions/policy/refuse-policy.ts';

/** A whole world in one file: contracts §4. */

const fault = z.strictObject({
  port: z.enum(['table', 'mailer', 'workflows', 'clock', 'ids']),
  call: z.int().min(1),
  fault: z.enum([
    ...(['throw-before', 'throttle', 'lost-acknowledgement', 'time-out', 'conflict', 'stale-read'] as const),
    ...(['duplicate', 'crash-after'] as const),
  ]),
  method: z.string().optional(),
});

export const scenario = z.strictObject({
  start: instant,
  until: instant,
  settings: settings.prefault({}),
  policies: z.array(policy).default([]),
  staff: z.array(staffMember).default([]),
  customers: z.array(customer).default([]),
  events: z.array(event).default([]),
  faults: z.array(fault).default([]),
});
export type Scenario = z.infer<typeof scenario>;

/** Ids and `source` may be left out in a scenario: they are made from the event's place. */
const withIds = (value: unknown): unknown => {
  const world = value as { events?: unknown };
  if (!Array.isArray(world?.events)) return value;
  const events = world.events.map((entry: unknown, index) =>
    entry !== null && typeof entry === 'object' && !Array.isArray(entry)
      ? { id: `event-${String(index + 1).padStart(6, '0')}`, source: 'scenario', ...entry }
      : entry,
  );
  return { ...world, events };
};

/** Acts about what never appears in the file, and categories that nobody knows: found before anything runs. */
const referenceProblems = (world: Scenario): string[] => {
  const invoices = new Set<string>();
  const issues = new Set<string>();
  for (const entry of world.events) {
    if (entry.type === 'invoice.issued' || entry.type === 'invoice.changed') invoices.add(entry.invoice.id);
    if (entry.type === 'issue.raised') issues.add(entry.issueId);
  }
  const categories = Object.keys(world.settings.issueCategories);
  return world.events.flatMap((entry, index) => {
    const path = `events[${index}]`;
    const problems: string[] = [];
    const acts = [
      ...['issue.raised', 'promise.made', 'promise.withdrawn', 'plan.agreed', 'plan.withdrawn'],
      ...['approval.decided', 'case.moved', 'task.done'],
    ];
    const invoiceId = (entry as { invoiceId?: string }).invoiceId;
    if (acts.includes(entry.type) && invoiceId !== undefined && !invoices.has(invoiceId))
      problems.push(`${path}.invoiceId: there is no invoice "${invoiceId}" in the file`);
    if (
      (entry.type === 'issue.taken-up' || entry.type === 'issue.resolved' || entry.type === 'issue.withdrawn') &&
      !issues.has(entry.issueId)
    )
      problems.push(`${path}.issueId: there is no issue "${entry.issueId}" in the file`);
    if (entry.type === 'issue.raised' && !categories.includes(entry.category))
      problems.push(`${path}.category: "${entry.category}" is none of ${categories.join(', ')}`);
    if (entry.type === 'policy.published')
      problems.push(...policyProblems(entry.policy, world.staff, `${path}.policy`));
    return problems;
  });
};

/**
 * Reads a scenario. `onCleaned` is told the path of every text where characters were taken out.
 * @throws BadInput with each problem at its path.
 */
export const parseScenario = (json: unknown, onCleaned: (path: string) => void): Scenario => {
  const cleaned: string[] = [];
  const value = withIds(cleanFreeTexts(json, '', cleaned));
  const parsed = scenario.safeParse(value);
  if (!parsed.success) throw new BadInput(problemsOf(parsed.error, value));
  const world = parsed.data;
  const problems = [
    ...companyProblems(world),
    ...twice(
      world.customers.map(({ id }) => id),
      'customers',
    ),
    ...referenceProblems(world),
  ];
  if (world.until < world.start) problems.push(`until: "${world.until}" is before start, "${world.start}"`);
  if (problems.length > 0) throw new BadInput(problems);
  for (const path of cleaned) onCleaned(path);
  return world;
};
