import { expect, test } from 'vitest';
import type { PolicyStep } from '../../../functions/policy/contract.ts';
import { tooClose } from '../../../functions/policy/too-close.ts';
import { shippedPolicies } from '../../../local/rehearse/shipped.ts';

const step = (id: string, days: number, more: Partial<PolicyStep> = {}): PolicyStep => ({
  ...{ id, kind: 'reminder', when: { anchor: 'due', days } },
  ...more,
});
const putOff = (...steps: PolicyStep[]): string[] =>
  tooClose({ steps, limits: { minimumGapDays: 5 } }).map(({ step: id, after, apart }) => `${id} ${after} ${apart}`);

test('steps with the gap between them come when they are written', () => {
  expect(putOff(step('a', 3), step('b', 8), step('c', 13))).toEqual([]);
  expect(tooClose({ steps: [step('a', 3), step('b', 3)], limits: {} })).toEqual([]);
});

test('a step that is too close is put off, and puts off the next one', () => {
  expect(putOff(step('a', 7), step('b', 10), step('c', 16))).toEqual(['b a 3', 'c b 4']);
  expect(putOff(step('a', 7), step('b', 2, { when: { anchor: 'previous', days: 2 } }))).toEqual(['b a 2']);
});

test('steps of other dates, or that no invoice has both of, are not compared', () => {
  expect(putOff(step('a', 7, { when: { anchor: 'issued', days: 7 } }), step('b', 8))).toEqual([]);
  const only = (invoiceKind: 'deposit' | 'standard') => ({ onlyIf: { invoiceKind } });
  expect(putOff(step('a', 7, only('deposit')), step('b', 8, only('standard')))).toEqual([]);
  const amount = { USD: '5.00' };
  expect(
    putOff(step('a', 7, { onlyIf: { minAmount: amount } }), step('b', 8, { onlyIf: { belowAmount: amount } })),
  ).toEqual([]);
  expect(putOff(step('z', 6), step('a', 11, only('deposit')), step('b', 8, only('standard')))).toEqual(['b z 2']);
});

test('none of the policies that come along has such a step', () => {
  for (const policy of shippedPolicies()) expect(tooClose(policy), policy.id).toEqual([]);
});
