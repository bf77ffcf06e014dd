import { activeHold } from '../ledger/balance.ts';
import { formatMoney } from '../platform/money.ts';
import { startOfDay } from '../platform/zone.ts';
import { type CaseFacts, type Position, positionOf } from './case-facts.ts';
import { brokenPromiseParts, closedDecision } from './closing.ts';
import type { Decision, Part, Standing, StateName, Why } from './decision.ts';
import { overdueOf } from './demands.ts';
import { dunning } from './dunning.ts';

/** An execution older than this hands over to the next restart, far below Step Functions' one year. */
const RESTART_AFTER_MS = 90 * 86_400_000;
const LONGEST_PARK_MS = 30 * 86_400_000;

export const iso = (instant: number): string => new Date(instant).toISOString();

/** A decision in the making: everything but the versions, with the park in milliseconds. */
export interface Choice extends Why {
  state: StateName;
  standing: Standing;
  next: Decision['next'];
  /** Undefined: 30 days, or until a fact. */
  until?: number | undefined;
  parts: Part[];
}

const finish = (facts: CaseFacts, position: Position, choice: Choice): Decision => {
  const longest = facts.now + LONGEST_PARK_MS;
  // A promise that ends while the rest is chased is looked at on its day.
  const until = Math.min(choice.until ?? longest, position.promiseEnds ?? longest, longest);
  return {
    state: choice.state,
    standing: choice.standing,
    next: choice.next,
    parkUntil: iso(until),
    parts: choice.parts,
    rule: choice.rule,
    text: choice.text,
    facts: choice.facts,
    invoiceVersion: facts.invoice.v,
    headVersion: facts.payer.headVersion,
    factsVersion: facts.payer.factsVersion,
    payerId: facts.payer.customerId,
  };
};

/** The figures that every reason carries. */
export const figures = (facts: CaseFacts, position: Position): Why['facts'] => ({
  balance: formatMoney(Math.max(position.balance, 0), facts.invoice.currency),
  disputed: formatMoney(position.disputed, facts.invoice.currency),
  promised: formatMoney(position.promised, facts.invoice.currency),
  overdueDays: position.overdueDays,
  invoiceVersion: facts.invoice.v,
  policy: facts.policy === undefined ? null : `${facts.policy.id} v${facts.policy.version}`,
});

/** Situations in which a case waits for somebody, whatever its steps: by the order of the standings. */
const waiting = (facts: CaseFacts, position: Position): Choice | undefined => {
  const { invoice, customer, payer, now, zone } = facts;
  const base = { next: null, parts: brokenPromiseParts(position, invoice), facts: figures(facts, position) };
  const held = activeHold([invoice, customer, payer], now, zone);
  if (held !== undefined) {
    return {
      ...base,
      state: 'On hold',
      standing: 'held',
      until: held.end,
      rule: 'held',
      text: `On hold until ${held.hold.until}.`,
      facts: { ...base.facts, hold: held.hold.holdId, owner: held.hold.owner, until: held.hold.until },
    };
  }
  if (position.promised >= position.balance) {
    return {
      ...base,
      state: 'Promise to pay',
      standing: 'waiting-on-customer',
      until: position.promiseEnds,
      rule: 'promised',
      text: 'All of it is promised: nothing is asked for until the promise has ended.',
    };
  }
  const overdue = overdueOf(position.demands, position.today);
  const coming = position.demands.filter(({ open, dueDay }) => open > 0 && dueDay! >= position.today);
  if (position.split && overdue <= position.promised && (overdue > 0 || coming.length > 0)) {
    const onTime = overdue === 0;
    return {
      ...base,
      state: 'Promise to pay',
      standing: 'waiting-on-customer',
      until: Math.min(...coming.map(({ dueDay }) => startOfDay(dueDay! + 1, zone)), position.promiseEnds ?? Infinity),
      rule: onTime ? 'instalments-on-time' : 'promised',
      text: onTime
        ? 'It is paid in instalments and none is overdue.'
        : 'What is overdue of its instalments is promised: nothing is asked for until the promise has ended.',
    };
  }
  if (position.disputed + position.promised >= position.balance) {
    return {
      ...base,
      state: 'Issue resolution',
      standing: 'on-list',
      rule: 'disputed',
      text: 'All that is not promised is disputed: the issue is solved first.',
    };
  }
  return undefined;
};

/**
 * **Choose next step**: what happens with a case now, by the table of the design: one pure function over the facts, the
 * pinned policy version and an instant. The decision carries its rule, its reason and the facts it was made on.
 */
export const chooseNextStep = (facts: CaseFacts): Decision => {
  const position = positionOf(facts);
  const closed = closedDecision(facts, position);
  if (closed !== undefined) return finish(facts, position, closed);
  if (facts.startedAt !== undefined && facts.now - facts.startedAt > RESTART_AFTER_MS) {
    const same = chooseNextStep({ ...facts, startedAt: facts.now });
    return {
      ...same,
      state: 'Continued',
      rule: 'continued',
      text: 'Running for 90 days: the next restart goes on.',
      parts: [],
    };
  }
  const choice = waiting(facts, position) ?? dunning(facts, position);
  return finish(facts, position, choice);
};
