import fc from 'fast-check';
import { expect, it } from 'vitest';
import { askedOf } from '../../../functions/correspondence/draft.ts';
import { isOpen } from '../../../functions/ledger/balance.ts';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import type { StepRecord } from '../../../functions/lifecycle/entities.ts';
import { type CaseFacts, positionOf } from '../../../functions/policy/case-facts.ts';
import { chooseNextStep } from '../../../functions/policy/choose-next-step.ts';
import { ENDS, OPEN_STANDINGS } from '../../../functions/policy/decision.ts';
import { dateOf, day, done, facts, issue, POLICY, payment, planned, promise } from '../../support/case-facts.ts';

/** Whatever the facts: what always holds of a decision. */

const FIRST_DAY = day('2026-02-20');
const date = fc.integer({ min: FIRST_DAY, max: FIRST_DAY + 90 }).map(dateOf);
const amount = fc.integer({ min: 1, max: 12_000 });
const STEPS = POLICY.steps.map(({ id }) => id);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const invoiceFacts: fc.Arbitrary<Partial<InvoiceFacts>> = fc
  .record({
    dueOn: date,
    installedOn: maybe(date),
    paid: maybe(fc.tuple(amount, date)),
    disputed: maybe(fc.option(amount, { nil: null })),
    promised: maybe(fc.tuple(amount, date)),
    plan: maybe(fc.array(fc.record({ dueOn: date, amount }), { minLength: 1, maxLength: 4 })),
    held: maybe(date),
    isVoid: fc.constantFrom(false, false, false, true),
    closed: maybe(fc.constantFrom('written-off', 'handed-over')),
    cycle: fc.constantFrom(1, 1, 1, 2),
  })
  .map(({ dueOn, installedOn, paid, disputed, promised, plan, held, isVoid, closed, cycle }) => ({
    ...(isVoid ? { voidedAt: '2026-03-01T00:00:00Z' } : {}),
    issuedOn: '2026-01-20',
    dueOn,
    cycle,
    ...(cycle > 1 ? { reversedAt: '2026-02-25T00:00:00Z' } : {}),
    ...(installedOn === undefined ? {} : { installedOn }),
    payments: paid === undefined ? {} : payment('p', ...paid),
    issues: disputed === undefined ? {} : issue('s', disputed ?? undefined),
    promises: promised === undefined ? {} : promise('a', ...promised),
    holds:
      held === undefined
        ? {}
        : { h: { holdId: 'h', reason: 'x', owner: 'anna', until: held, placedAt: '2026-02-20T00:00:00Z' } },
    ...(plan === undefined ? {} : { plan: { planId: 'n', agreedAt: '2026-02-20T00:00:00Z', instalments: plan } }),
    ...(closed === undefined
      ? {}
      : { closedAs: { how: closed as 'written-off', at: '2026-03-01T00:00:00Z', amount: 1 } }),
  }));

/** A history as it may come about: steps in order, each some days after the one before, the last one perhaps planned. */
const history = (cycle: number, now: number): fc.Arbitrary<StepRecord[]> =>
  fc
    .record({
      count: fc.integer({ min: 0, max: STEPS.length }),
      begins: fc.integer({ min: FIRST_DAY, max: FIRST_DAY + 30 }),
      gaps: fc.array(fc.integer({ min: 5, max: 15 }), { minLength: STEPS.length, maxLength: STEPS.length }),
      last: fc.constantFrom('done', 'planned', 'unknown'),
    })
    .map(({ count, begins, gaps, last }) => {
      const records: StepRecord[] = [];
      let on = begins;
      for (const [index, step] of STEPS.slice(0, count).entries()) {
        if (on * 86_400_000 > now) break;
        const isLast = index === count - 1;
        const isLetter = step !== 'call' && step !== 'escalate';
        const at = dateOf(on);
        if (isLast && isLetter && last === 'planned') records.push(planned(step, at, { cycle }));
        else if (isLast && isLetter && last === 'unknown') records.push(done(step, at, { cycle, status: 'unknown' }));
        else records.push(done(step, at, { cycle }));
        on += gaps[index]!;
      }
      return records;
    });

const cases: fc.Arbitrary<CaseFacts> = fc
  .record({
    now: fc.integer({ min: FIRST_DAY * 24 * 4, max: (FIRST_DAY + 100) * 24 * 4 }).map((quarter) => quarter * 900_000),
    invoice: invoiceFacts,
    contacts: fc.constantFrom(0, 1, 1, 1),
    tags: fc.constantFrom<string[]>([], [], ['key-account']),
    fixedIncome: fc.boolean(),
    segment: fc.constantFrom('commercial', 'residential'),
    zone: fc.constantFrom('UTC', 'Pacific/Auckland', 'Pacific/Honolulu', 'America/New_York'),
    gap: fc.constantFrom(0, 3, 5),
  })
  .chain(({ now, invoice, contacts, tags, fixedIncome, segment, zone, gap }) =>
    history(invoice.cycle ?? 1, now).map((records) =>
      facts(
        new Date(now).toISOString(),
        {
          invoice,
          records,
          customer: {
            tags,
            fixedIncome,
            segment,
            contacts: contacts === 0 ? [] : [{ name: 'Bill', email: 'bill@c1.test', roles: ['billing'] }],
          },
        },
        { zone, payerZone: zone, policy: { ...POLICY, limits: { minimumGapDays: gap } } },
      ),
    ),
  );

const always = (name: string, holds: (of: CaseFacts) => void): void =>
  it(name, () => fc.assert(fc.property(cases, holds), { numRuns: 400 }));

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !(value instanceof Set)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
};

always('an open invoice has exactly one open standing, a closed one exactly its end', (of) => {
  const { state, standing } = chooseNextStep(of);
  const isClosed = !isOpen(of.invoice) || of.invoice.closedAs !== undefined;
  expect((ENDS as readonly string[]).includes(state)).toBe(isClosed);
  expect((OPEN_STANDINGS as readonly string[]).includes(standing)).toBe(!isClosed);
});

always('it is parked until a moment to come, at most 30 days away', (of) => {
  const { state, parkUntil } = chooseNextStep(of);
  const until = Date.parse(parkUntil) - of.now;
  if (!(ENDS as readonly string[]).includes(state)) expect(until).toBeGreaterThan(0);
  expect(until).toBeLessThanOrEqual(30 * 86_400_000);
});

always('no step before its date, on a day off, or outside the window', (of) => {
  const today = positionOf(of).today;
  for (const part of chooseNextStep(of).parts) {
    if (!('dueDay' in part)) continue;
    if (part.do === 'plan-letter') {
      const opens = new Date(part.notBefore);
      expect(opens.getTime()).toBeGreaterThanOrEqual(of.now);
      const local = new Intl.DateTimeFormat('en-GB', {
        timeZone: of.payerZone,
        weekday: 'short',
        hour: '2-digit',
        hourCycle: 'h23',
      });
      const shown = local.format(opens);
      expect(shown).not.toMatch(/Sat|Sun/);
      expect(Number(shown.slice(-2))).toBeGreaterThanOrEqual(9);
      expect(Number(shown.slice(-2))).toBeLessThan(17);
      // A day begins at most 14 hours before it does in UTC.
      expect(opens.getTime()).toBeGreaterThanOrEqual(part.dueDay * 86_400_000 - 14 * 3_600_000);
    } else expect(part.dueDay).toBeLessThanOrEqual(today);
    const step = POLICY.steps.find(({ id }) => id === part.step)!;
    if (step.when.anchor === 'due' && part.demand === 'invoice' && of.invoice.cycle === 1)
      expect(part.dueDay).toBeGreaterThanOrEqual(day(of.invoice.dueOn!) + step.when.days);
  }
});

always('steps of a demand go forwards, and never closer than the gap', (of) => {
  const gap = of.policy!.limits.minimumGapDays!;
  const local = (at: string): number =>
    day(new Intl.DateTimeFormat('en-CA', { timeZone: of.zone }).format(new Date(at)));
  for (const part of chooseNextStep(of).parts) {
    if (!('dueDay' in part) || part.do === 'skip') continue;
    const own = of.records.filter((record) => record.demand === part.demand && record.at !== undefined);
    for (const record of own) {
      expect(STEPS.indexOf(part.step)).toBeGreaterThan(STEPS.indexOf(record.step));
      expect(part.dueDay - local(record.at!)).toBeGreaterThanOrEqual(gap);
    }
  }
});

always('one thing at a time: at most one act for each demand', (of) => {
  const acts = chooseNextStep(of).parts.filter((part) => 'demand' in part && part.do !== 'skip');
  const demands = acts.map((part) => ('demand' in part ? part.demand : ''));
  expect(new Set(demands).size).toBe(demands.length);
});

always('the same facts give the same decision, and are left as they are', (of) => {
  const frozen = deepFreeze({ ...of, calendar: { ...of.calendar } });
  expect(chooseNextStep(frozen)).toEqual(chooseNextStep(structuredClone(of)));
});

always('disputes and promises never make more asked than is owed', (of) => {
  const position = positionOf(of);
  const owed = Math.max(position.balance, 0);
  for (const part of [position.asked, position.disputed, position.promised, askedOf(position)]) {
    expect(part).toBeGreaterThanOrEqual(0);
    expect(part).toBeLessThanOrEqual(owed);
  }
  if (position.disputed + position.promised <= owed)
    expect(position.asked + position.disputed + position.promised).toBe(owed);
});
