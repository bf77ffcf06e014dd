import { describe, expect, test } from 'vitest';
import { type Policy, policy } from '../../../functions/policy/contract.ts';
import { policyProblems } from '../../../functions/policy/refuse-policy.ts';

type Loose = Record<string, unknown>;
const reminder = (id: string, days: number, more: Loose = {}): Loose => ({
  id,
  kind: 'reminder',
  when: { anchor: 'due', days },
  letter: 'reminder-1',
  ...more,
});
const CALL = { id: 'call', kind: 'task', when: { anchor: 'due', days: 30 }, role: 'specialist', title: 'Call' };
const parsed = (steps: Loose[], more: Loose = {}): Policy => policy.parse({ id: 'p', version: 1, steps, ...more });
const STAFF = [{ id: 'kim', name: 'Kim', email: 'kim@company.test', roles: ['lawyer'] }];
const problems = (steps: Loose[], more: Loose = {}): string[] => policyProblems(parsed(steps, more), STAFF, 'policy');

describe('a policy is good', () => {
  test('with steps that go forwards, or stand on the same day', () => {
    expect(problems([reminder('a', 3), reminder('b', 3), reminder('c', 10), CALL])).toEqual([]);
  });

  test('with a step on the day of the one before, and with amounts that their currencies have', () => {
    const sameDay = reminder('b', 0, { when: { anchor: 'previous', days: 0 } });
    expect(problems([reminder('a', 3), sameDay, CALL])).toEqual([]);
    const amounts = reminder('a', 3, { onlyIf: { minAmount: { USD: '25.00', JPY: '2500' } } });
    expect(problems([amounts, CALL], { limits: { minimumBalance: { USD: '25.00' } } })).toEqual([]);
  });

  test('with an early step from the day of issue behind a late one from the installation', () => {
    const installed = { ...CALL, id: 'visit', when: { anchor: 'installed', days: 40 } };
    expect(problems([installed, { ...CALL, id: 'check', when: { anchor: 'issued', days: 5 } }, CALL])).toEqual([]);
  });

  test('with a role that somebody of the staff has', () => {
    expect(problems([reminder('a', 3), { ...CALL, role: 'lawyer' }])).toEqual([]);
  });

  test('with anchors that only the dates of the ledger can order', () => {
    const installed = { ...CALL, id: 'visit', when: { anchor: 'installed', days: 1 } };
    expect(problems([reminder('a', 3), installed, CALL])).toEqual([]);
    const issuedFirst = { ...CALL, id: 'check', when: { anchor: 'issued', days: 40 } };
    expect(problems([issuedFirst, reminder('a', 3), CALL])).toEqual([]);
  });
});

describe('a policy is refused', () => {
  test.each<[string, Loose[], Loose, string]>([
    [
      'whose steps go backwards',
      [reminder('a', 10), reminder('b', 3), CALL],
      {},
      'policy.steps[1].when.days: "b" goes backwards: 3 is before 10 of "a"',
    ],
    [
      'whose steps go backwards behind a step between',
      [reminder('a', 10), { ...CALL, id: 'v', when: { anchor: 'installed', days: 2 } }, reminder('b', 3), CALL],
      {},
      'policy.steps[2].when.days: "b" goes backwards: 3 is before 10 of "a"',
    ],
    [
      'whose step counts from the day of issue and lies before one from the due date',
      [reminder('a', 10), { ...CALL, id: 'check', when: { anchor: 'issued', days: 5 } }, CALL],
      {},
      'policy.steps[1].when.days: "check" goes backwards: 5 is before 10 of "a"',
    ],
    [
      'whose step lies before what another adds to its predecessor',
      [reminder('a', 10), reminder('b', 5, { when: { anchor: 'previous', days: 5 } }), reminder('c', 12), CALL],
      {},
      'policy.steps[2].when.days: "c" goes backwards: 12 is before 15 of "b"',
    ],
    [
      'whose step comes before its predecessor',
      [reminder('a', 10), reminder('b', 0, { when: { anchor: 'previous', days: -1 } }), CALL],
      {},
      'policy.steps[1].when.days: -1 goes backwards from the step before',
    ],
    [
      'whose steps go backwards from the furthest of those before',
      [reminder('a', 10), reminder('b', 12), reminder('c', 11), CALL],
      {},
      'policy.steps[2].when.days: "c" goes backwards: 11 is before 12 of "b"',
    ],
    [
      'whose step counts from the day of issue and lies before the furthest from the due date',
      [reminder('a', 10), reminder('b', 12), { ...CALL, id: 'check', when: { anchor: 'issued', days: 11 } }, CALL],
      {},
      'policy.steps[2].when.days: "check" goes backwards: 11 is before 12 of "b"',
    ],
    [
      'with an unknown letter',
      [reminder('a', 3, { letter: 'threat' }), CALL],
      {},
      'policy.steps[0].letter: "threat" is none of check-in, reminder-1, reminder-2, reminder-3, final-notice, instalment-offer, reversal, issue-taken-up, issue-solved',
    ],
    [
      'with a reminder without a letter',
      [reminder('a', 3, { letter: undefined }), CALL],
      {},
      'policy.steps[0].letter: is missing: a reminder needs a letter',
    ],
    [
      'with an unknown role',
      [reminder('a', 3), { ...CALL, role: 'wizard' }],
      {},
      'policy.steps[1].role: "wizard" is none of specialist, manager, approver, finance, operator, administrator, sales, lawyer',
    ],
    [
      'with an unknown approver',
      [reminder('a', 3), { ...CALL, kind: 'escalation', action: 'hand-over', approver: 'wizard' }],
      {},
      'policy.steps[1].approver: "wizard" is none of specialist, manager, approver, finance, operator, administrator, sales, lawyer',
    ],
    [
      'with an unknown action',
      [reminder('a', 3), { ...CALL, kind: 'escalation', action: 'arrest' }],
      {},
      'policy.steps[1].action: "arrest" is none of final-notice, site-visit, credit-hold, hand-over, write-off',
    ],
    [
      'with an escalation without an action',
      [reminder('a', 3), { ...CALL, kind: 'escalation' }],
      {},
      'policy.steps[1].action: is missing: an escalation needs an action',
    ],
    [
      'with an action of a letter',
      [reminder('a', 3, { action: 'hand-over' }), CALL],
      {},
      'policy.steps[0].action: a reminder has no action',
    ],
    [
      'whose end nobody owns',
      [reminder('a', 3)],
      {},
      'policy.steps[0]: the last step is a reminder: it must be a task or an escalation, so that somebody owns the end',
    ],
    [
      'with a step that stands twice',
      [reminder('a', 3), reminder('a', 9), CALL],
      {},
      'policy.steps[1].id: "a" stands twice',
    ],
    [
      'whose window closes as it opens',
      [reminder('a', 3), CALL],
      { sendWindow: { from: '09:00', to: '09:00' } },
      'policy.sendWindow: 09:00 to 09:00 never opens',
    ],
    [
      'whose window never opens',
      [reminder('a', 3), CALL],
      { sendWindow: { from: '17:00', to: '09:00' } },
      'policy.sendWindow: 17:00 to 09:00 never opens',
    ],
  ])('%s', (_what, steps, more, sentence) => {
    expect(problems(steps, more)).toEqual([sentence]);
  });

  test.each<[string, Loose, string]>([
    ['limits.minimumBalance', { limits: { minimumBalance: { USD: '25' } } }, 'policy.limits.minimumBalance.USD: "25" '],
    [
      'approval.signInAbove',
      { approval: { signInAbove: { JPY: '1.50' } } },
      'policy.approval.signInAbove.JPY: "1.50" ',
    ],
  ])('with an amount in %s that its currency does not have', (_where, more, sentence) => {
    expect(problems([reminder('a', 3), CALL], more)).toEqual([expect.stringContaining(sentence)]);
  });

  test('with amounts of onlyIf that their currency does not have', () => {
    const wrong = reminder('a', 3, { onlyIf: { minAmount: { USD: '1.005' }, belowAmount: { USD: '9' } } });
    expect(problems([wrong, CALL])).toEqual([
      expect.stringContaining('policy.steps[0].onlyIf.minAmount.USD: "1.005" '),
      expect.stringContaining('policy.steps[0].onlyIf.belowAmount.USD: "9" '),
    ]);
  });

  test('with every problem at once', () => {
    const steps = [reminder('a', 10, { letter: 'threat' }), reminder('b', 3)];
    expect(problems(steps)).toHaveLength(3);
  });
});
