import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLeftLying, judgeIssue, nextDeadline } from '../../../functions/issues/judge-issue.ts';

const instant = fc.integer({ min: 0, max: 1_000 });
const issue = fc.record({ takenUpAt: fc.constantFrom('2026-03-05T00:00:00Z', undefined) }, { requiredKeys: [] });
const asIssue = ({ takenUpAt }: { takenUpAt?: string | undefined }) => (takenUpAt === undefined ? {} : { takenUpAt });

describe('rule 22: the deadlines of an issue', () => {
  test('rule 22: the next one is ahead, and nothing changes before it', () => {
    fc.assert(
      fc.property(issue, instant, fc.option(instant, { nil: undefined }), instant, (of, now, takeUpBy, dueAt) => {
        const deadlines = { takeUpBy, dueAt, listAt: dueAt + 100 };
        const next = nextDeadline(asIssue(of), now, deadlines);
        expect(next).toBeGreaterThan(now);
        const before = Math.min(next - 1, 2_000);
        expect(judgeIssue({}, before, dueAt)).toBe(judgeIssue({}, now, dueAt));
        if (now < dueAt)
          expect(isLeftLying(asIssue(of), before, deadlines)).toBe(isLeftLying(asIssue(of), now, deadlines));
      }),
    );
  });

  test('rule 22: each comes in its turn: taken up, solved, answered by the manager, then nothing more', () => {
    const deadlines = { takeUpBy: 10, dueAt: 20, listAt: 30 };
    const nexts = [9, 10, 19, 20, 29, 30].map((now) => nextDeadline({}, now, deadlines));
    expect(nexts).toEqual([10, 20, 20, 30, 30, Number.POSITIVE_INFINITY]);
    const takenUp = { takenUpAt: '2026-03-05T00:00:00Z' };
    expect(nextDeadline(takenUp, 9, deadlines)).toBe(20);
    expect([9, 10].map((now) => isLeftLying({}, now, deadlines))).toEqual([false, true]);
    expect(isLeftLying(takenUp, 10, deadlines)).toBe(false);
    expect(isLeftLying({}, 10, { takeUpBy: undefined })).toBe(false);
    expect([19, 20].map((now) => judgeIssue({}, now, 20))).toEqual([
      'Waiting for the department',
      'Waiting for the manager',
    ]);
  });

  test('rule 22: one that is solved waits for nobody', () => {
    expect(judgeIssue({ resolvedAt: '2026-03-05T00:00:00Z' }, 10, 5)).toBe('Solved');
  });
});
