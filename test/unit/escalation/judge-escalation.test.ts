import { describe, expect, it } from 'vitest';
import { judgeEscalation, snapshotOf } from '../../../functions/escalation/judge-escalation.ts';
import type { ApprovalDecision, InvoiceFacts } from '../../../functions/ledger/entities.ts';
import type { Approval } from '../../../functions/lifecycle/entities.ts';
import { settings, staffMember } from '../../../functions/platform/settings.contract.ts';
import { positionOf } from '../../../functions/policy/case-facts.ts';
import { facts, hold, issue, POLICY, payment, promise } from '../../support/case-facts.ts';

const NOW = '2026-04-03T12:00:00Z';
const STEP = POLICY.steps.at(-1)!;
const STAFF = ['max', 'mia', 'sam'].map((id) =>
  staffMember.parse({ id, name: id, email: `${id}@company.test`, roles: id === 'sam' ? ['specialist'] : ['manager'] }),
);
const company = (above?: string) => ({
  settings: settings.parse(above === undefined ? {} : { secondApprovalAbove: { USD: above } }),
  staff: STAFF,
});
const asked = facts('2026-04-02T12:00:00Z');
const APPROVAL: Approval = {
  approvalId: 'a1',
  snapshot: snapshotOf(asked, positionOf(asked), STEP, 'invoice'),
  askedAt: '2026-04-02T12:00:00Z',
  handedOn: 0,
  approver: 'manager',
  execution: 'x',
};
const says = (
  decision: ApprovalDecision['decision'],
  by = 'max',
  fields: Partial<ApprovalDecision> = {},
): ApprovalDecision => ({
  eventId: `e-${decision}-${by}`,
  at: '2026-04-03T00:00:00Z',
  by,
  action: 'final-notice',
  decision,
  ...(decision === 'wait' ? { until: '2026-05-01' } : {}),
  ...fields,
});
const judge = (decisions: ApprovalDecision[], invoice: Partial<InvoiceFacts> = {}, above?: string) => {
  const of = facts(NOW, { invoice: { ...invoice, decisions } });
  return judgeEscalation(APPROVAL, of, positionOf(of), company(above));
};

it.each([
  ['nobody has answered', [], 'Waiting for an answer'],
  ['a manager approves', [says('approve')], 'Carrying it out'],
  ['a manager refuses', [says('reject')], 'Refused'],
  ['a manager waits', [says('wait')], 'Put off'],
  ['one refuses after one approved', [says('approve'), says('reject', 'mia')], 'Refused'],
  ['somebody without the role approves', [says('approve', 'sam')], 'Waiting for an answer'],
  ['a stranger approves', [says('approve', 'eve')], 'Waiting for an answer'],
  ['the customer approves', [says('approve', 'customer')], 'Waiting for an answer'],
  [
    'it was said before it was asked',
    [says('approve', 'max', { at: '2026-04-01T00:00:00Z' })],
    'Waiting for an answer',
  ],
  ['another action is approved', [says('approve', 'max', { action: 'write-off' })], 'Waiting for an answer'],
  ['another amount is approved', [says('approve', 'max', { amount: 9_999 })], 'Waiting for an answer'],
  ['another request is approved', [says('approve', 'max', { approvalId: 'a0' })], 'Waiting for an answer'],
  [
    'this amount of this request is approved',
    [says('approve', 'max', { amount: 10_000, approvalId: 'a1' })],
    'Carrying it out',
  ],
])('where %s: %3$s', (_where, decisions, state) => {
  expect(judge(decisions).state).toBe(state);
});

describe('it lapses, approved or not,', () => {
  it.each([
    ['when it is paid', { payments: payment('p', 10_000, '2026-04-03') }, 'settled'],
    ['when a part is paid', { payments: payment('p', 1, '2026-04-03') }, 'amount-changed'],
    ['when it is disputed', { issues: issue('s') }, 'disputed'],
    ['when a part is promised', { promises: promise('a', 100, '2026-04-20', '2026-04-03T00:00:00Z') }, 'promised'],
    ['when it is held', { holds: hold('h', '2026-05-01') }, 'held'],
    ['when it is void', { voidedAt: NOW }, 'void'],
  ])('%s', (_when, invoice, because) => {
    expect(judge([says('approve')], invoice)).toEqual({ state: 'Lapsed', because });
    expect(judge([], invoice)).toEqual({ state: 'Lapsed', because });
  });

  it('when the recipients change', () => {
    const of = facts(NOW, { customer: { contacts: [{ name: 'N', email: 'new@c1.test', roles: ['billing'] }] } });
    expect(judgeEscalation(APPROVAL, of, positionOf(of), company()).because).toBe('recipients-changed');
  });
});

it('who waits has it put off, also where it lapsed, unless it is over', () => {
  expect(judge([says('wait')], { holds: hold('h', '2026-05-01') }).state).toBe('Put off');
  const paid = { payments: payment('p', 10_000, '2026-04-03') };
  expect(judge([says('wait')], paid)).toEqual({ state: 'Lapsed', because: 'settled' });
});

describe('above the second-approval amount', () => {
  it.each([
    ['one person is not enough', [says('approve')], 'Waiting for a second answer'],
    [
      'the same person twice is not enough',
      [says('approve'), says('approve', 'max', { eventId: 'again' })],
      'Waiting for a second answer',
    ],
    ['two different people are', [says('approve'), says('approve', 'mia')], 'Carrying it out'],
  ])('%s', (_who, decisions, state) => {
    expect(judge(decisions, {}, '99.99').state).toBe(state);
  });

  it('is above, not at', () => {
    expect(judge([says('approve')], {}, '100.00').state).toBe('Carrying it out');
  });
});
