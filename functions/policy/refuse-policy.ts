import { LETTERS } from '../correspondence/letters.ts';
import { ACTIONS } from '../escalation/actions.ts';
import { parseMoney } from '../platform/money.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import type { Policy, PolicyStep } from './contract.ts';

/** Roles that a policy may name before anybody of the staff has them. */
const ROLES = ['specialist', 'manager', 'approver', 'finance', 'operator', 'administrator', 'sales'] as const;

const LETTER_KINDS = new Set(['check-in', 'reminder']);

const stepProblems = (step: PolicyStep, roles: ReadonlySet<string>, path: string): string[] => {
  const problems: string[] = [];
  const known = (field: string, value: string, among: Iterable<string>): void => {
    if (![...among].includes(value)) problems.push(`${path}.${field}: "${value}" is none of ${[...among].join(', ')}`);
  };
  if (step.letter !== undefined) known('letter', step.letter, LETTERS);
  else if (step.kind === 'reminder') problems.push(`${path}.letter: is missing: a reminder needs a letter`);
  if (step.role !== undefined) known('role', step.role, roles);
  if (step.approver !== undefined) known('approver', step.approver, roles);
  if (step.action !== undefined) known('action', step.action, ACTIONS);
  else if (step.kind === 'escalation') problems.push(`${path}.action: is missing: an escalation needs an action`);
  if (LETTER_KINDS.has(step.kind) && step.action !== undefined)
    problems.push(`${path}.action: a ${step.kind} has no action`);
  return problems;
};

type Anchor = PolicyStep['when']['anchor'];

/**
 * Steps go forwards where the policy alone can tell: from the same anchor; from `due` to `issued`, because no invoice is
 * due before it is issued; and past what `previous` adds to the step before. Other anchors only the ledger's dates order.
 */
const orderProblems = (steps: readonly PolicyStep[], path: string): string[] => {
  const least = new Map<Anchor, { id: string; days: number }>();
  const keep = (anchor: Anchor, id: string, days: number): void => {
    const before = least.get(anchor);
    if (before === undefined || days > before.days) least.set(anchor, { id, days });
  };
  return steps.flatMap(({ id, when: { anchor, days } }, index) => {
    const at = `${path}.steps[${index}].when.days`;
    if (anchor === 'previous') {
      if (days < 0) return [`${at}: ${days} goes backwards from the step before`];
      for (const [known, before] of least) least.set(known, { id, days: before.days + days });
      return [];
    }
    const before = least.get(anchor);
    keep(anchor, id, days);
    if (anchor === 'due') keep('issued', id, days);
    return before !== undefined && days < before.days
      ? [`${at}: "${id}" goes backwards: ${days} is before ${before.days} of "${before.id}"`]
      : [];
  });
};

/** Amounts that their currency does not have, one sentence each. */
export const amountProblems = (amounts: Record<string, string> | undefined, path: string): string[] =>
  Object.entries(amounts ?? {}).flatMap(([currency, amount]) => {
    const parsed = parseMoney(amount, currency);
    return typeof parsed === 'number' ? [] : [`${path}.${currency}: "${amount}" ${parsed.problem}`];
  });

/**
 * Why a policy is refused, one sentence each: steps that go backwards, an unknown letter, role, anchor or action,
 * a last step that nobody owns. An empty list: it is good.
 */
export const policyProblems = (policy: Policy, staff: readonly StaffMember[], path: string): string[] => {
  const roles = new Set<string>([...ROLES, ...staff.flatMap((member) => member.roles)]);
  const seen = new Set<string>();
  const twice = policy.steps.flatMap((step, index) => {
    if (seen.has(step.id)) return [`${path}.steps[${index}].id: "${step.id}" stands twice`];
    seen.add(step.id);
    return [];
  });
  const last = policy.steps.at(-1)!;
  const { from, to } = policy.sendWindow;
  return [
    ...twice,
    ...policy.steps.flatMap((step, index) => stepProblems(step, roles, `${path}.steps[${index}]`)),
    ...orderProblems(policy.steps, path),
    ...policy.steps.flatMap((step, index) => [
      ...amountProblems(step.onlyIf?.minAmount, `${path}.steps[${index}].onlyIf.minAmount`),
      ...amountProblems(step.onlyIf?.belowAmount, `${path}.steps[${index}].onlyIf.belowAmount`),
    ]),
    ...amountProblems(policy.limits.minimumBalance, `${path}.limits.minimumBalance`),
    ...amountProblems(policy.approval.signInAbove, `${path}.approval.signInAbove`),
    ...(from < to ? [] : [`${path}.sendWindow: ${from} to ${to} never opens`]),
    ...(last.kind === 'task' || last.kind === 'escalation'
      ? []
      : [
          `${path}.steps[${policy.steps.length - 1}]: the last step is a ${last.kind}: it must be a task or an escalation, so that somebody owns the end`,
        ]),
  ];
};
