import { cleanFreeTexts } from '../platform/clean-text.ts';
import { problemsOf } from '../platform/fields.ts';
import { isCurrency } from '../platform/money.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { type Policy, policy as policySchema } from '../policy/contract.ts';
import { policyProblems } from '../policy/refuse-policy.ts';
import { idOf, stepsIn } from './policy-form-steps.ts';

/** Reads what the form of a draft says. Loaded by who saves: it needs the schema of policies. */

export type Checked = { policy: Policy } | { problems: string[] };
type Field = (name: string) => string;

const WHOLE = /^-?\d{1,5}$/;
const MOST_CURRENCIES = 40;

/** The policy in a value, or all that is wrong with its shape. */
const shaped = (value: unknown) => {
  const clean = cleanFreeTexts(value, '', []);
  const result = policySchema.safeParse(clean);
  return result.success ? { data: result.data, problems: [] } : { problems: problemsOf(result.error, clean, 'policy') };
};

const pathOf = (problem: string): string => problem.slice(0, problem.indexOf(': '));

/** Checks a policy as whatever else brings one does; its id and version are given. */
const checked = (
  value: unknown,
  { id, version }: Pick<Policy, 'id' | 'version'>,
  staff: readonly StaffMember[],
): Checked => {
  const { data, problems: wrong } = shaped(value);
  if (data === undefined) return { problems: wrong };
  const policy = { ...data, id, version };
  if (data.id !== id) return { problems: [`policy.id: is "${data.id}": a draft of "${id}" keeps its id`] };
  const problems = policyProblems(policy, staff, 'policy');
  return problems.length === 0 ? { policy } : { problems };
};

/** A draft that was written as JSON. */
export const readJson = (json: string, of: Pick<Policy, 'id' | 'version'>, staff: readonly StaffMember[]): Checked => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { problems: [`policy: is no JSON: ${(error as Error).message}`] };
  }
  return checked(value, of, staff);
};

/** Amounts as they are typed: `USD 25.00, EUR 20.00`. */
const amountsIn = (text: string, path: string, problems: string[]): Record<string, string> | undefined => {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, MOST_CURRENCIES);
  const amounts = parts.flatMap((part) => {
    const [currency = '', amount = '', ...more] = part.split(/\s+/);
    if (isCurrency(currency) && /^\d/.test(amount) && more.length === 0) return [[currency, amount] as const];
    problems.push(`policy.${path}: "${part.slice(0, 40)}" is no amount: a currency and digits, like "USD 25.00"`);
    return [];
  });
  return amounts.length === 0 ? undefined : Object.fromEntries(amounts);
};

/** Segments or tags as they are typed, with commas between. */
const namesIn = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** A draft that was written in the fields of the form, over what it was before. */
export const readFields = (
  field: Field,
  before: Policy,
  of: Pick<Policy, 'id' | 'version'>,
  staff: readonly StaffMember[],
): Checked => {
  const problems: string[] = [];
  const whole = (name: string, path: string): number | undefined => {
    const text = field(name).trim();
    if (text === '') return undefined;
    if (WHOLE.test(text)) return Number(text);
    problems.push(`policy.${path}: "${text.slice(0, 40)}" is no whole number of days`);
    return undefined;
  };
  const steps = stepsIn(field, before.steps, whole, (text, path) => amountsIn(text, path, problems));
  const { minimumBalance: _, minimumGapDays: __, contactsPerWeek: ___, ...limits } = before.limits;
  const minimumBalance = amountsIn(field('minimum'), 'limits.minimumBalance', problems);
  const minimumGapDays = whole('gap', 'limits.minimumGapDays');
  const contactsPerWeek = whole('cap', 'limits.contactsPerWeek');
  const policy = {
    ...before,
    appliesTo: { ...before.appliesTo, segments: namesIn(field('segments')), tags: namesIn(field('tags')) },
    steps,
    sendWindow: { from: field('from').trim(), to: field('to').trim() },
    limits: {
      ...limits,
      ...(minimumBalance === undefined ? {} : { minimumBalance }),
      ...(minimumGapDays === undefined ? {} : { minimumGapDays }),
      ...(contactsPerWeek === undefined ? {} : { contactsPerWeek }),
    },
  };
  if (problems.length === 0) return checked(policy, of, staff);
  const told = new Set(problems.map(pathOf));
  return { problems: [...problems, ...shaped(policy).problems.filter((problem) => !told.has(pathOf(problem)))] };
};

/** A new policy: the steps and rules of another, for the segments and tags that the form names. No name: no sentence. */
export const readNew = (field: Field, like: Policy, staff: readonly StaffMember[]): Checked => {
  const id = idOf(field('name'));
  if (id === '') return { problems: [] };
  const appliesTo = { segments: namesIn(field('segments')), tags: namesIn(field('tags')), customers: [] };
  const of = { id, version: 1 };
  return checked({ ...like, ...of, appliesTo }, of, staff);
};
