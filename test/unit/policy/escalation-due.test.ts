import { describe, expect, it } from 'vitest';
import type { CustomerHead } from '../../../functions/ledger/entities.ts';
import type { StepRecord } from '../../../functions/lifecycle/entities.ts';
import { chooseNextStep } from '../../../functions/policy/choose-next-step.ts';
import { day, done, facts, head, POLICY } from '../../support/case-facts.ts';

/** What an escalation step that has fallen due wants: Thursday 2026-04-02 for an invoice of 2026-03-02. */

const BEFORE = [done('reminder-1', '2026-03-05'), done('call', '2026-03-12'), done('reminder-2', '2026-03-19')];
const FIXED = { segment: 'residential', fixedIncome: true };
const DUE = { demand: 'invoice', step: 'escalate', dueDay: day('2026-04-02') };

/** The plain policy with another action, and a step after it. */
const withAction = (action: string | undefined) => ({
  ...POLICY,
  steps: [
    ...POLICY.steps.slice(0, -1),
    { ...POLICY.steps.at(-1)!, action } as (typeof POLICY.steps)[number],
    { ...POLICY.steps[2]!, id: 'talk', when: { anchor: 'due' as const, days: 60 } },
  ],
});
interface Given {
  customer?: Partial<CustomerHead>;
  action?: string;
  records?: StepRecord[];
  tasksDone?: Record<string, string>;
  payer?: Partial<CustomerHead>;
}
const decide = (now: string, { customer = {}, action, records = [], tasksDone = {}, payer }: Given = {}) =>
  chooseNextStep(
    facts(
      now,
      { customer, records: [...BEFORE, ...records], invoice: { tasksDone } },
      {
        policy: withAction(action ?? 'final-notice'),
        ...(payer === undefined ? {} : { payer: head(payer) }),
      },
    ),
  );
const MORNING = '2026-04-02T00:10:00Z';

describe('an escalation that has fallen due', () => {
  it('asks for its approval', () => {
    expect(decide(MORNING)).toMatchObject({
      state: 'Escalation',
      standing: 'on-list',
      next: null,
      rule: 'escalation-due',
      text: 'escalate is due on 2026-04-02: its approval is asked for.',
      parts: [{ do: 'start-escalation', ...DUE }],
    });
  });

  it('comes later on the day before', () => {
    expect(decide('2026-04-01T23:59:00Z')).toMatchObject({ rule: 'next-step-later', parts: [] });
  });

  it('needs somebody to write to where it is a notice, and nobody else', () => {
    expect(decide(MORNING, { payer: { customerId: 'p', contacts: [] } })).toMatchObject({
      state: 'Needs a person',
      standing: 'on-list',
      next: null,
      rule: 'no-recipient',
      text: 'Nobody can be written to: a contact has to be found, then the same step goes.',
      parts: [{ do: 'raise-item', kind: 'find-contact', key: 'p', title: 'Find a contact for escalations' }],
    });
    expect(decide(MORNING, { payer: { contacts: [] }, action: 'write-off' }).rule).toBe('escalation-due');
    // Whom escalations go to is enough, where nobody has to do with bills.
    const boss = [{ name: 'Boss', email: 'boss@c1.test', roles: ['escalation'] }];
    expect(decide(MORNING, { payer: { contacts: boss } }).rule).toBe('escalation-due');
  });
});

describe('rule 29: a residential customer on a fixed income', () => {
  it('is offered instalments first, and has ten business days', () => {
    expect(decide(MORNING, { customer: FIXED })).toMatchObject({
      state: 'Personal contact',
      standing: 'next-step',
      next: { step: 'escalate', on: '2026-04-17' },
      rule: 'instalments-offered',
      text: 'A residential customer on a fixed income is offered instalments before any escalation.',
      parts: [{ do: 'offer-instalments', ...DUE }],
    });
  });

  it('is one only with both', () => {
    for (const customer of [{ segment: 'residential' }, { fixedIncome: true }])
      expect(decide(MORNING, { customer }).rule).toBe('escalation-due');
  });

  const offered = [done('escalate', '2026-04-02', { status: 'offered', offeredAt: '2026-04-02T10:00:00Z' })];

  it('is waited for until the tenth business day is over', () => {
    const waits = {
      state: 'Personal contact',
      standing: 'next-step',
      next: { step: 'escalate', on: '2026-04-17' },
      rule: 'waits-for-a-plan',
      text: 'Instalments were offered: ten business days for a plan.',
      parts: [],
    };
    const until = decide('2026-04-16T23:00:00Z', { customer: FIXED, records: offered });
    expect(until).toMatchObject(waits);
    expect(until.parkUntil.slice(0, 13)).toBe('2026-04-17T00');
    expect(decide('2026-04-17T00:10:00Z', { customer: FIXED, records: offered })).toMatchObject({
      rule: 'escalation-due',
      parts: [{ do: 'start-escalation' }],
    });
  });

  it('is waited for no longer where the income is none any more', () => {
    expect(decide('2026-04-03T10:00:00Z', { records: offered }).rule).toBe('escalation-due');
  });

  it('keeps the service: the step is left out as soon as the offer is made', () => {
    const of = { customer: FIXED, action: 'credit-hold' };
    const offer = decide(MORNING, of);
    expect(offer.parts).toMatchObject([{ do: 'offer-instalments' }]);
    expect(offer.parkUntil).toBe('2026-04-02T00:12:00.000Z');
    const after = decide('2026-04-02T10:00:30Z', { ...of, records: offered });
    expect(after).toMatchObject({
      state: 'Personal contact',
      standing: 'next-step',
      next: null,
      rule: 'suspends-service',
      text: 'A residential customer on a fixed income keeps the service.',
      parts: [
        {
          do: 'skip',
          ...DUE,
          rule: 'suspends-service',
          offeredAt: '2026-04-02T10:00:00Z',
          text: 'residential customer on a fixed income: service is not suspended',
        },
      ],
    });
    expect(after.parkUntil).toBe('2026-04-02T10:02:30.000Z');
    // Offered for another step before: this one has no record of its own.
    const before = [done('old', '2026-03-20', { offeredAt: '2026-03-20T10:00:00Z' })];
    const [part] = decide(MORNING, { ...of, records: before }).parts;
    expect(part).toMatchObject({ do: 'skip' });
    expect(part).not.toHaveProperty('offeredAt');
  });

  it('any other customer has a credit hold asked for', () => {
    expect(decide(MORNING, { action: 'credit-hold' }).rule).toBe('escalation-due');
  });
});

describe('rule 30: a key account', () => {
  const KEY = { tags: ['key-account'] };
  const visited = [done('escalate', '2026-04-02', { status: 'visit', visitAt: '2026-04-02T00:10:00Z' })];

  it('is visited before a notice, and nothing is asked until somebody went', () => {
    const visit = {
      state: 'Personal contact',
      standing: 'on-list',
      next: null,
      rule: 'visit-first',
      text: 'A key account is visited with its account owner before a final notice.',
    };
    expect(decide(MORNING, { customer: KEY })).toMatchObject({ ...visit, parts: [{ do: 'raise-visit', ...DUE }] });
    const waits = decide('2026-04-20T10:00:00Z', { customer: KEY, records: visited });
    expect(waits).toMatchObject(visit);
    expect(waits.parts).toEqual([]);
    const tasksDone = { escalate: '2026-04-20T09:00:00Z' };
    expect(decide('2026-04-20T10:00:00Z', { customer: KEY, records: visited, tasksDone })).toMatchObject({
      rule: 'escalation-due',
      parts: [{ do: 'start-escalation' }],
    });
  });

  it('is not, before anything else', () => {
    expect(decide(MORNING, { customer: KEY, action: 'hand-over' }).rule).toBe('escalation-due');
    expect(decide(MORNING, { customer: { tags: ['monitored'] } }).rule).toBe('escalation-due');
  });
});
