import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseMoney } from '../../../functions/platform/money.ts';
import { type Policy, policy } from '../../../functions/policy/contract.ts';

const FOLDER = new URL('../../../workflows/policies/', import.meta.url);
const policies = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({
    file,
    shipped: policy.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))),
  }));
const byId = (id: string): Policy => policies.find(({ shipped }) => shipped.id === id)!.shipped;

/** The steps that an invoice goes through: all whose conditions hold for it. */
const stepsFor = (shipped: Policy, kind: 'standard' | 'deposit', isLarge: boolean) =>
  shipped.steps.filter(
    ({ onlyIf }) =>
      (onlyIf?.invoiceKind ?? kind) === kind &&
      (onlyIf?.minAmount === undefined || isLarge) &&
      (onlyIf?.belowAmount === undefined || !isLarge),
  );

const amountsOf = (shipped: Policy) =>
  [
    shipped.limits.minimumBalance,
    ...shipped.steps.flatMap(({ onlyIf }) => [onlyIf?.minAmount, onlyIf?.belowAmount]),
  ].flatMap((amounts) => Object.entries(amounts ?? {}));

it('there is one policy for each segment, in a file of its name', () => {
  expect(policies.map(({ file, shipped }) => [file, shipped.id, shipped.appliesTo.segments])).toEqual(
    ['commercial', 'contractor', 'public-agency', 'residential'].map((id) => [`${id}.json`, id, [id]]),
  );
});

describe.each(policies)('$file', ({ shipped }) => {
  it('never goes back in time within an anchor, and keeps its own gap between two steps of an invoice', () => {
    for (const kind of ['standard', 'deposit'] as const)
      for (const isLarge of [true, false])
        for (const anchor of ['issued', 'installed', 'due']) {
          const days = stepsFor(shipped, kind, isLarge)
            .filter(({ when }) => when.anchor === anchor)
            .map(({ when }) => when.days);
          for (const [index, day] of days.slice(1).entries())
            expect(day - days[index]!).toBeGreaterThanOrEqual(shipped.limits.minimumGapDays!);
        }
    const due = shipped.steps.filter(({ when }) => when.anchor === 'due').map(({ when }) => when.days);
    expect(due).toEqual(due.toSorted((a, b) => a - b));
  });

  it('names every step once, chases only after the due date and ends with a manager’s decision', () => {
    const ids = shipped.steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const step of shipped.steps)
      if (step.kind === 'reminder' || step.kind === 'escalation') {
        expect(step.when.anchor).toBe('due');
        expect(step.when.days).toBeGreaterThan(0);
        expect(step.skipIfLateByDays).toBeUndefined();
      }
    expect(shipped.steps.at(-1)).toMatchObject({ kind: 'escalation', action: 'final-notice', approver: 'manager' });
    expect(shipped.steps.at(-1)?.onlyIf).toBeUndefined();
  });

  it('uses shipped letters and the two shipped roles', () => {
    const letters = ['check-in', 'reminder-1', 'reminder-2', 'reminder-3', 'final-notice'];
    for (const step of shipped.steps) {
      if (step.kind === 'task')
        expect([step.role, step.title]).toEqual([expect.stringMatching(/^(specialist|manager)$/), expect.any(String)]);
      else expect(letters).toContain(step.letter);
    }
  });

  it('sends between 08:00 and 18:00', () => {
    expect(shipped.sendWindow.from >= '08:00' && shipped.sendWindow.to <= '18:00').toBe(true);
    expect(shipped.sendWindow.from < shipped.sendWindow.to).toBe(true);
  });

  it('has amounts in the decimals of their currencies', () => {
    for (const [currency, amount] of amountsOf(shipped))
      expect(parseMoney(amount, currency)).toEqual(expect.any(Number));
  });
});

it('a residential installation gets a letter or, where it is large, a call: always exactly one', () => {
  const [letter, call] = byId('residential').steps;
  expect([letter?.kind, call?.kind]).toEqual(['check-in', 'task']);
  expect(letter?.when).toEqual(call?.when);
  expect(letter?.onlyIf?.belowAmount).toEqual(call?.onlyIf?.minAmount);
});

it('an agency has longer terms and wider gaps than anybody else, and its purchase order is checked', () => {
  const agency = byId('public-agency');
  for (const { shipped } of policies.filter(({ shipped }) => shipped !== agency)) {
    expect(agency.terms!.dueDays!).toBeGreaterThan(shipped.terms!.dueDays!);
    expect(agency.limits.minimumGapDays!).toBeGreaterThan(shipped.limits.minimumGapDays!);
  }
  expect(agency.steps.some(({ title }) => title?.includes('purchase order'))).toBe(true);
});

it('a contractor’s first invoice gets a credit check, and a deposit its own reminder and call', () => {
  const { steps } = byId('contractor');
  expect(steps[0]).toMatchObject({ kind: 'task', when: { anchor: 'issued', days: 0 }, onlyIf: { firstInvoice: true } });
  expect(steps.filter(({ onlyIf }) => onlyIf?.invoiceKind === 'deposit').map(({ kind }) => kind)).toEqual([
    'reminder',
    'task',
  ]);
});
