import { describe, expect, test } from 'vitest';
import { problemsOf, stepsSent } from '../support/office.ts';
import { type Rehearsed, rehearse, type ScenarioFile } from '../support/rehearse.ts';
import { customer, issued, POLICY, paid, world } from '../support/scenario-parts.ts';

type Loose = Record<string, unknown>;
const play = (until: string, events: Loose[], more: Partial<ScenarioFile> = {}): Promise<Rehearsed> =>
  rehearse(world(until, events, more));

/** Reminders on days 1, 8 and 29, the same ids where they stay. */
const NEXT = {
  ...POLICY,
  version: 2,
  steps: [
    { id: 'reminder-1', kind: 'reminder', when: { anchor: 'due', days: 1 }, letter: 'reminder-1' },
    { id: 'reminder-2', kind: 'reminder', when: { anchor: 'due', days: 8 }, letter: 'reminder-2' },
    { id: 'notice', kind: 'reminder', when: { anchor: 'due', days: 29 }, letter: 'reminder-3' },
    POLICY.steps[3]!,
  ],
};
const published = (at: string, policy: Loose = NEXT) => ({ at, type: 'policy.published', by: 'mia', policy });
const moved = (at: string, version = 2, policyId = 'plain') => ({
  at,
  type: 'case.moved',
  by: 'mia',
  invoiceId: 'I1',
  policyId,
  version,
});

describe('rule 31: a new version of a policy', () => {
  test('rule 31: leaves a running case with the version it began with', async () => {
    const result = await play('2026-03-20T00:00:00Z', [issued('I1'), published('2026-03-06T10:00:00Z')]);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-05', 'reminder-1'],
      ['2026-03-12', 'reminder-2'],
      ['2026-03-19', 'reminder-3'],
    ]);
  });

  test('rule 31: is used by a case that begins later, on its own earlier day', async () => {
    const due = issued('I1', { dueOn: '2026-03-09' });
    const result = await play('2026-03-20T00:00:00Z', [due, published('2026-03-03T10:00:00Z')]);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-10', 'reminder-1'],
      ['2026-03-17', 'reminder-2'],
    ]);
  });

  test('rule 31: is followed by a moved case from its next step on, and no sent step is repeated', async () => {
    const events = [issued('I1'), published('2026-03-06T10:00:00Z'), moved('2026-03-06T11:00:00Z')];
    const result = await play('2026-04-01T00:00:00Z', events);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-05', 'reminder-1'],
      ['2026-03-10', 'reminder-2'],
      ['2026-03-31', 'notice'],
    ]);
  });

  test('rule 31: counts all steps up to the furthest one done as done', async () => {
    const early = {
      ...NEXT,
      steps: [{ id: 'hello', kind: 'reminder', when: { anchor: 'due', days: 0 }, letter: 'reminder-1' }, ...NEXT.steps],
    };
    const events = [issued('I1'), published('2026-03-06T10:00:00Z', early), moved('2026-03-06T11:00:00Z')];
    const result = await play('2026-03-11T00:00:00Z', events);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-05', 'reminder-1'],
      ['2026-03-10', 'reminder-2'],
    ]);
  });

  test('rule 31: takes its asked-for approval back where it has no such step', async () => {
    const escalating = {
      ...POLICY,
      steps: [
        POLICY.steps[0]!,
        {
          id: 'escalate',
          kind: 'escalation',
          when: { anchor: 'due', days: 10 },
          action: 'final-notice',
          approver: 'manager',
        },
      ],
    };
    const events = [issued('I1'), published('2026-03-12T10:00:00Z'), moved('2026-03-12T11:00:00Z')];
    const result = await play('2026-03-12T12:00:00Z', events, { policies: [escalating] });
    expect(result.items('approval')).toEqual([]);
    expect(result.letters.at(-1)).toMatchObject({ at: '2026-03-12T11:00:00.000Z', step: 'reminder-2' });
    expect(result.invoice('I1').next).toEqual({ step: 'notice', on: '2026-03-31' });
  });

  test('rule 31: is for the present cycle: after a reversal the newest policy counts', async () => {
    const newest = { ...NEXT, version: 3, steps: [NEXT.steps[0]!, NEXT.steps[3]!] };
    const events = [
      issued('I1'),
      published('2026-03-06T10:00:00Z'),
      moved('2026-03-06T11:00:00Z'),
      paid('A', '2026-03-09T10:00:00Z', '150.00', { I1: '150.00' }),
      published('2026-03-10T10:00:00Z', newest),
      { at: '2026-03-16T10:00:00Z', type: 'payment.reversed', paymentId: 'A', reason: 'no funds' },
    ];
    const result = await play('2026-04-30T00:00:00Z', events);
    expect(stepsSent(result.letters)).toEqual([
      ['2026-03-05', 'reminder-1'],
      ['2026-03-16', 'reminder-1'],
    ]);
  });

  test('rule 31: is refused where it is older, or has the same number with other content', async () => {
    const file = (policy: Loose) =>
      world('2026-03-08T00:00:00Z', [issued('I1'), published('2026-03-06T10:00:00Z', policy)]);
    expect(await problemsOf(file({ ...NEXT, version: 1 }))).toEqual([
      expect.stringMatching(/^events\[1\]\.policy\.version: 1 exists with other content/),
    ]);
    const newer = world('2026-03-08T00:00:00Z', [published('2026-03-06T10:00:00Z', { ...NEXT, version: 1 })], {
      policies: [{ ...POLICY, version: 3 }],
    });
    expect(await problemsOf(newer)).toEqual([expect.stringMatching(/version: is 1, but version 3 is active/)]);
    const unknown = world('2026-03-08T00:00:00Z', [issued('I1'), moved('2026-03-06T10:00:00Z', 7)]);
    expect(await problemsOf(unknown)).toEqual(['events[1].policyId: there is no policy "plain" version 7']);
  });
});

describe('rule 31: the policy of a customer', () => {
  const named = (id: string, appliesTo: Loose, days: number) => ({
    ...POLICY,
    id,
    appliesTo,
    steps: [{ ...POLICY.steps[0]!, when: { anchor: 'due', days } }, POLICY.steps[3]!],
  });

  test('rule 31: is the first that fits: an empty list fits everybody, filled lists must all fit', async () => {
    const policies = [
      named('vip', { customers: ['C2'], segments: ['residential'] }, 1),
      named('tagged', { tags: ['slow', 'late'] }, 4),
      named('shops', { segments: ['commercial'], tags: [] }, 7),
      named('rest', {}, 8),
    ];
    const customers = [
      customer('C1'),
      customer('C2'),
      customer('C3', { tags: ['late'] }),
      customer('C4', { segment: 'hotel' }),
    ];
    const events = customers.map(({ id }) => issued(`I-${id}`, { customerId: id }));
    const result = await play('2026-03-20T00:00:00Z', events, { policies, customers });
    expect(result.letters.map(({ customerId, at }) => [customerId, at.slice(0, 10)])).toEqual([
      ['C3', '2026-03-06'],
      ['C1', '2026-03-09'],
      ['C2', '2026-03-09'],
      ['C4', '2026-03-10'],
    ]);
  });

  test('rule 31: that is missing is a task, which goes when one is published that fits', async () => {
    const policies = [named('hotels', { segments: ['hotel'] }, 3)];
    const none = await play('2026-03-06T12:00:00Z', [issued('I1')], { policies });
    expect(none.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
    expect(none.workList).toMatchObject([{ kind: 'task', invoiceId: 'I1' }]);
    const after = await play(
      '2026-03-07T12:00:00Z',
      [issued('I1'), published('2026-03-06T10:05:00Z', named('all', {}, 3))],
      {
        policies,
      },
    );
    expect(after.letters).toMatchObject([{ at: '2026-03-06T10:15:00.000Z', step: 'reminder-1' }]);
    expect(after.workList).toEqual([]);
  });

  test('rule 31: a new one goes last, and a known one keeps its place', async () => {
    const policies = [named('first', {}, 3), named('second', {}, 5)];
    const due = issued('I1', { dueOn: '2026-03-09' });
    const result = await play(
      '2026-03-20T00:00:00Z',
      [
        due,
        published('2026-03-02T10:00:00Z', named('third', {}, 1)),
        published('2026-03-03T10:00:00Z', { ...named('first', {}, 7), version: 2 }),
      ],
      { policies },
    );
    expect(stepsSent(result.letters)).toEqual([['2026-03-16', 'reminder-1']]);
  });

  test('rule 31: stays with a running case when the customer changes the segment', async () => {
    const policies = [named('shops', { segments: ['commercial'] }, 3), named('rest', {}, 1)];
    const change = {
      at: '2026-03-04T10:00:00Z',
      type: 'customer.updated',
      customer: customer('C1', { segment: 'hotel' }),
    };
    const result = await play('2026-03-10T00:00:00Z', [issued('I1'), change], { policies });
    expect(stepsSent(result.letters)).toEqual([['2026-03-05', 'reminder-1']]);
  });
});
