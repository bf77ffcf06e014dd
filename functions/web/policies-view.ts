import { html } from 'hono/html';
import { minorOf } from '../platform/money.ts';
import type { Policy, PolicyStep } from '../policy/contract.ts';
import { inWords } from './acts/act-form.ts';
import { course, type Lane } from './chart/course.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { badge, facts, type Tone } from './staff-parts.ts';
import type { PoliciesWords } from './words/policies-en.ts';

/** A policy to read: a picture of its steps along the days, the steps in words, and its rules. */

type Anchor = keyof PoliciesWords['lanes'];
const LANES: readonly Anchor[] = ['issued', 'installed', 'due'];
const TONES: Record<PolicyStep['kind'], Tone> = {
  'check-in': 'accent',
  reminder: 'warn',
  task: 'quiet',
  escalation: 'bad',
};

/** The line and day of each step; one that follows the step before stands on its line, so many days later. */
const daysOf = (steps: readonly PolicyStep[]): { anchor: Anchor; day: number }[] => {
  const found: { anchor: Anchor; day: number }[] = [];
  for (const { when } of steps) {
    const before = found.at(-1) ?? { anchor: 'due', day: 0 };
    found.push(
      when.anchor === 'previous'
        ? { anchor: before.anchor, day: before.day + when.days }
        : { anchor: when.anchor, day: when.days },
    );
  }
  return found;
};

const lanesOf = ({ steps }: Policy, words: PoliciesWords): Lane[] => {
  const days = daysOf(steps);
  return LANES.flatMap((anchor) => {
    const own = steps.flatMap(({ kind }, index) =>
      days[index]!.anchor === anchor ? [{ number: index + 1, day: days[index]!.day, kind: `step-${kind}` }] : [],
    );
    own.sort((a, b) => a.day - b.day || a.number - b.number);
    return own.length === 0 ? [] : [{ name: words.lanes[anchor], steps: own }];
  });
};

type Amounts = Record<string, string>;

const amountsIn = (amounts: Amounts, reader: Reader, words: PoliciesWords): string =>
  Object.entries(amounts)
    .map(([currency, amount]) => reader.money(minorOf(amount, currency), currency))
    .join(` ${words.or} `);

/** What happens with a step. */
const happens = (step: PolicyStep, words: PoliciesWords): string => {
  if (step.kind === 'task') return words.task(inWords(step.role ?? 'specialist'), step.title ?? step.id);
  const letter = step.letter === undefined ? '' : words.letter(inWords(step.letter));
  if (step.kind !== 'escalation') return letter === '' ? words.letter(inWords(step.kind)) : letter;
  const action = words.actions[step.action ?? ''] ?? step.action ?? '';
  return `${words.escalation(action, step.approver ?? 'manager')} ${letter}`.trim();
};

/** When a step is left out. */
const conditions = ({ onlyIf, skipIfLateByDays }: PolicyStep, reader: Reader, words: PoliciesWords): string => {
  const { minAmount, belowAmount, invoiceKind, firstInvoice, tags } = onlyIf ?? {};
  const said = words.onlyIf;
  return [
    ...(minAmount === undefined ? [] : [said.minAmount(amountsIn(minAmount, reader, words))]),
    ...(belowAmount === undefined ? [] : [said.belowAmount(amountsIn(belowAmount, reader, words))]),
    ...(invoiceKind === undefined ? [] : [said.kind[invoiceKind]]),
    ...(firstInvoice === undefined ? [] : [firstInvoice ? said.first : said.notFirst]),
    ...(tags === undefined || tags.length === 0 ? [] : [said.tags(tags.join(', '))]),
    ...(skipIfLateByDays === undefined ? [] : [said.late(skipIfLateByDays)]),
  ].join(' ');
};

const stepRow = (step: PolicyStep, reader: Reader, words: PoliciesWords): Html => {
  const left = conditions(step, reader, words);
  return html`<li><span>${words.when(step.when.anchor, step.when.days)}</span><div>${badge(words.kinds[step.kind], TONES[step.kind])} ${happens(step, words)}${left === '' ? '' : html`<br><small>${left}</small>`}</div></li>`;
};

/** Whom a policy is for. */
export const whom = ({ appliesTo }: Policy, words: PoliciesWords): string => {
  const { segments, tags, customers } = appliesTo;
  const list = (of: readonly string[]): string => of.join(` ${words.or} `);
  const parts = [
    ...(segments.length === 0 ? [] : [words.rule.segments(list(segments))]),
    ...(tags.length === 0 ? [] : [words.rule.tags(list(tags))]),
    ...(customers.length === 0 ? [] : [words.rule.customers(list(customers))]),
  ];
  return parts.length === 0 ? words.rule.everybody : parts.join(', ');
};

const given = <T>(value: T | undefined, text: (value: T) => string): string | undefined =>
  value === undefined ? undefined : text(value);

const rulesOf = (of: Policy, reader: Reader, words: PoliciesWords): Html => {
  const { rule } = words;
  const { limits, approval } = of;
  const amounts = (each: Amounts): string => amountsIn(each, reader, words);
  return facts([
    [rule.appliesTo, whom(of, words)],
    [rule.terms, given(of.terms?.dueDays, rule.termsOf)],
    [rule.window, rule.windowOf(of.sendWindow.from, of.sendWindow.to)],
    [rule.minimum, given(limits.minimumBalance, amounts)],
    [rule.gap, given(limits.minimumGapDays, rule.gapOf)],
    [rule.cap, given(limits.contactsPerWeek, rule.capOf)],
    [rule.gather, limits.gatherWithinDays === 0 ? undefined : given(limits.gatherWithinDays, rule.gatherOf)],
    [rule.grace, given(of.promise.graceBusinessDays, rule.businessDays)],
    [rule.answer, given(approval.answerWithinBusinessDays, rule.businessDays)],
    [rule.signIn, given(approval.signInAbove, amounts)],
    [rule.plans, given(of.plans, ({ maxInstalments, maxMonths }) => rule.plansOf(maxInstalments, maxMonths))],
  ]);
};

/** One policy, whole. */
export const policyView = (of: Policy, reader: Reader, words: PoliciesWords): Html => {
  const steps = of.steps.map(
    ({ when, kind }, at) => `${at + 1}: ${words.when(when.anchor, when.days)}, ${words.kinds[kind]}`,
  );
  return html`<section class="card" aria-labelledby="policy-${of.id}"><header><h2 id="policy-${of.id}">${inWords(of.id)}</h2>${badge(words.version(of.version))}</header>
${course({
  id: `course-${of.id}`,
  title: words.picture(inWords(of.id)),
  description: words.described(steps.join('; ')),
  lanes: lanesOf(of, words),
})}
<h3>${words.steps}</h3><ol class="steps" role="list">${of.steps.map((step) => stepRow(step, reader, words))}</ol>
<h3>${words.rules}</h3>${rulesOf(of, reader, words)}</section>`;
};
