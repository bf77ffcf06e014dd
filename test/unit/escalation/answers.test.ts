import { describe, expect, it } from 'vitest';
import { answersTo, withoutEffect } from '../../../functions/escalation/answers.ts';
import type { ApprovalDecision } from '../../../functions/ledger/entities.ts';
import type { Approval } from '../../../functions/lifecycle/entities.ts';
import { staffMember } from '../../../functions/platform/settings.contract.ts';

/** Which answers count for a request (domain rules 26 to 28). */

const person = (id: string, roles: string[]) => staffMember.parse({ id, name: id, email: `${id}@company.test`, roles });
const STAFF = [person('max', ['manager']), person('sam', ['specialist'])];
const APPROVAL: Approval = {
  approvalId: 'a1',
  snapshot: { action: 'final-notice', amount: 10_000, currency: 'USD', recipients: [] },
  askedAt: '2026-04-02T12:00:00Z',
  handedOn: 0,
  approver: 'manager',
  execution: 'x',
};
const says = (by: string, fields: Partial<ApprovalDecision> = {}): ApprovalDecision => ({
  ...{ eventId: 'e', at: '2026-04-03T00:00:00Z', by, action: 'final-notice', decision: 'approve' },
  ...fields,
});
const without = (decision: ApprovalDecision, approval: Partial<Approval> = {}, staff = STAFF) =>
  withoutEffect(decision, { ...APPROVAL, ...approval }, staff);

describe('an answer', () => {
  it('counts of whoever has the role, from the instant on at which it was asked', () => {
    expect(without(says('max'))).toBeUndefined();
    expect(without(says('max', { at: APPROVAL.askedAt }))).toBeUndefined();
    expect(without(says('max', { at: '2026-04-02T11:59:59Z' }))).toBe('before-it-was-asked');
    expect(without(says('max', { approvalId: 'a1', amount: 10_000 }))).toBeUndefined();
  });

  it('about anything else than this request has no effect, and says about what', () => {
    expect(without(says('max', { action: 'write-off' }))).toBe('another-action');
    expect(without(says('max', { approvalId: 'a0' }))).toBe('another-request');
    expect(without(says('max', { amount: 9_999 }))).toBe('another-amount');
  });

  it('of somebody else counts once silence handed it to them, not before', () => {
    expect(without(says('sam'))).toBe('not-theirs');
    const asked = [
      { who: 'eve', since: '2026-04-02T12:00:00Z' },
      { who: 'sam', since: '2026-04-03T00:00:00Z' },
    ];
    expect(without(says('sam'), { asked })).toBeUndefined();
    expect(without(says('sam', { at: '2026-04-02T23:59:59Z' }), { asked })).toBe('not-theirs');
    expect(without(says('sam'), { asked: asked.slice(0, 1) })).toBe('not-theirs');
    // Who left the company answers nothing any more.
    expect(without(says('eve'), { asked })).toBe('not-theirs');
  });

  it('of the customer or of the system never counts, where a company keeps no staff either', () => {
    expect(without(says('anybody'), {}, [])).toBeUndefined();
    for (const by of ['customer', 'system']) {
      expect(without(says(by), {}, [])).toBe('not-theirs');
      expect(without(says(by))).toBe('not-theirs');
    }
  });

  it('that was known when it was asked answers nothing', () => {
    const decisions = [says('max', { eventId: 'before' }), says('sam'), says('max', { eventId: 'after' })];
    const ids = (approval: Partial<Approval>) =>
      answersTo({ ...APPROVAL, ...approval }, decisions, STAFF).map(({ eventId }) => eventId);
    expect(ids({ answeredBefore: 1 })).toEqual(['after']);
    expect(ids({})).toEqual(['before', 'after']);
    expect(ids({ answeredBefore: 3 })).toEqual([]);
  });
});
