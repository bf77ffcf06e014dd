import { expect, it } from 'vitest';
import type { Approval } from '../../../functions/lifecycle/entities.ts';
import { askedFacts } from '../../../local/pages/invoice-facts.ts';

const approval: Approval = {
  approvalId: 'a',
  askedAt: '2026-03-16T05:21:00.000Z',
  snapshot: { action: 'final-notice', amount: 100, currency: 'USD', recipients: [] },
  handedOn: 0,
  assignee: 'omar',
  approver: 'manager',
  execution: 'e',
};
const told = (asked?: Approval['asked']) =>
  askedFacts({ ...approval, ...(asked === undefined ? {} : { asked }) }, (id) => id).map(
    ({ on, details }) => `${on} ${details}`,
  );

it('each of several people who were asked stands at the instant at which they were', () => {
  const asked = [
    { who: 'nora', since: approval.askedAt },
    { who: 'omar', since: '2026-03-16T20:00:00.000Z' },
  ];
  expect(told(asked)).toEqual([
    '2026-03-16T05:21:00.000Z Final notice, from nora',
    '2026-03-16T20:00:00.000Z Final notice, from omar',
  ]);
});

it('a request that began on a department’s list stands there first', () => {
  expect(told([])).toEqual(['2026-03-16T05:21:00.000Z Final notice']);
  expect(told([{ who: 'omar', since: '2026-03-18T05:00:00.000Z' }])).toEqual([
    '2026-03-16T05:21:00.000Z Final notice',
    '2026-03-18T05:00:00.000Z Final notice, from omar',
  ]);
});
