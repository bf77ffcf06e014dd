import { describe, expect, test } from 'vitest';
import { decided, escalating, held, office } from '../support/office.ts';
import { type Rehearsed, rehearse } from '../support/rehearse.ts';
import { issued, POLICY } from '../support/scenario-parts.ts';

/** What a request was asked for is no longer so: the policy of its case, its letter, or somebody held the invoice. */

type Loose = Record<string, unknown>;

const published = (more: Loose, at = '2026-03-13T10:00:00Z'): Loose => ({
  at,
  type: 'policy.published',
  by: 'mia',
  policy: { ...escalating(), version: 2, ...more },
});
const moved = (at: string): Loose => ({
  ...{ at, type: 'case.moved', by: 'mia', invoiceId: 'I1', policyId: 'escalating', version: 2 },
});
const requests = (result: Rehearsed): string[] =>
  result
    .storyOf('I1')
    .filter(({ what }) => what === 'approval-asked' || what === 'approval-lapsed')
    .map(({ at, what, why }) => `${at.slice(5, 16)} ${what}${what === 'approval-lapsed' ? ` ${why.rule}` : ''}`);
const escalation = { id: 'escalate', kind: 'escalation', when: { anchor: 'due', days: 10 }, approver: 'manager' };

describe('rule 26: a request for a letter', () => {
  test('rule 26: lapses when its case is moved to a policy with another letter, and is asked anew', async () => {
    const steps = [POLICY.steps[0]!, { ...escalation, action: 'final-notice', letter: 'reminder-3' }];
    const early = decided('2026-03-13T11:00:00Z', 'wait', { until: '2026-03-20' });
    const events = [issued('I1'), published({ steps }), moved('2026-03-13T12:00:00Z')];
    const asked = await rehearse(office('2026-03-13T13:00:00Z', events));
    expect(requests(asked).slice(1)).toEqual([
      '03-13T12:00 approval-lapsed step-replaced',
      '03-13T12:00 approval-asked',
    ]);
    expect(asked.items('approval')).toMatchObject([{ raisedAt: '2026-03-13T12:00:00.000Z', assignee: 'mia' }]);
    const approved = await rehearse(
      office('2026-03-14T00:00:00Z', [...events, decided('2026-03-13T14:05:00Z', 'approve')]),
    );
    expect(approved.letters.map(({ template, step }) => [template, step])).toEqual([
      ['reminder-1', 'reminder-1'],
      ['reminder-3', 'escalate'],
    ]);
    // An answer before the move is about the request of before.
    const put = await rehearse(office('2026-03-13T13:00:00Z', [...events, early]));
    expect(put.invoice('I1').standing).toBe('held');
  });

  test('rule 26: lapses when the new policy asks for none, and nobody is asked again', async () => {
    const steps = [POLICY.steps[0]!, { ...POLICY.steps[3]!, when: { anchor: 'due', days: 14 } }];
    const events = [issued('I1'), published({ steps }), moved('2026-03-13T12:00:00Z')];
    const result = await rehearse(
      office('2026-03-17T12:00:00Z', [...events, decided('2026-03-13T14:05:00Z', 'approve')]),
    );
    expect(result.items('approval')).toEqual([]);
    expect(requests(result).at(-1)).toBe('03-13T12:00 approval-lapsed step-replaced');
    expect(result.letters).toHaveLength(1);
    expect(result.items('task')).toMatchObject([{ title: 'Call the customer' }]);
  });

  test('rules 26 and 31: lapses when another step comes before it by now, and is asked anew when its step is due', async () => {
    const call = { ...POLICY.steps[3]!, when: { anchor: 'due', days: 7 } };
    const steps = [POLICY.steps[0]!, call, escalating().steps[1]];
    const events = [issued('I1'), published({ steps }), moved('2026-03-13T12:00:00Z')];
    const result = await rehearse(office('2026-03-16T12:00:00Z', events));
    expect(requests(result)).toEqual([
      expect.stringContaining('approval-asked'),
      '03-13T12:00 approval-lapsed earlier-step',
    ]);
    expect(result.items('approval')).toEqual([]);
    expect(result.items('task')).toMatchObject([{ title: 'Call the customer' }]);
    const later = await rehearse(office('2026-03-19T12:00:00Z', events));
    // The call was on the 13th, and the policy keeps five days between two steps.
    expect(requests(later).at(-1)).toMatch(/^03-18T\S+ approval-asked$/);
    expect(later.items('approval')).toHaveLength(1);
  });

  test('rules 26 and 31: stays decided when it was answered before the case was moved', async () => {
    const call = { ...POLICY.steps[3]!, when: { anchor: 'due', days: 7 } };
    const steps = [POLICY.steps[0]!, call, escalating().steps[1]];
    const events = [
      ...[issued('I1'), published({ steps })],
      ...[decided('2026-03-13T11:30:00Z', 'approve'), moved('2026-03-13T12:00:00Z')],
    ];
    const result = await rehearse(office('2026-03-17T12:00:00Z', events));
    expect(requests(result)).toHaveLength(1);
    expect(result.letters.map(({ step }) => step)).toEqual(['reminder-1', 'escalate']);
  });

  test('rule 26: stays as it is when the case is moved to a version that asks for the same', async () => {
    const events = [issued('I1'), published({ limits: { minimumGapDays: 3 } }), moved('2026-03-13T12:00:00Z')];
    const result = await rehearse(office('2026-03-13T13:00:00Z', events));
    expect(requests(result)).toHaveLength(1);
    expect(result.items('approval')).toHaveLength(1);
  });

  test('rules 24 and 26: lapses under a hold while the deputy has it, and is asked anew of the approver at its end', async () => {
    const events = [issued('I1'), held('2026-03-17T12:00:00Z', '2026-03-19')];
    const holds = await rehearse(office('2026-03-18T12:00:00Z', events));
    expect(holds.items('approval')).toEqual([]);
    expect(holds.invoice('I1').standing).toBe('held');
    const ended = await rehearse(office('2026-03-19T12:00:00Z', events));
    expect(requests(ended).slice(1)).toEqual(['03-17T12:00 approval-lapsed held', '03-19T00:00 approval-asked']);
    expect(ended.items('approval')).toMatchObject([{ assignee: 'mia', dueOn: '2026-03-23' }]);
    expect(ended.items('hold-ended')).toMatchObject([{ assignee: 'sam' }]);
  });
});
