import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, POLICY, STAFF } from '../support/scenario-parts.ts';

/** Reminder 1 is due on Thursday 2026-03-05; the window of that week closes on Friday at 17:00. */
const heardOfLate = (until: string, more = {}) =>
  rehearse({
    start: '2026-03-06T18:00:00Z',
    until,
    settings: {},
    staff: STAFF,
    policies: [POLICY],
    customers: [customer('C1', more)],
    events: [issued('I1', {}, '2026-03-06T18:30:00Z')],
  });

test('rule 12: a step that is found due after the last window of a week leaves when the next one opens', async () => {
  const weekend = await heardOfLate('2026-03-07T12:00:00Z');
  expect(weekend.letters).toEqual([]);
  expect(weekend.invoice('I1')).toMatchObject({
    standing: 'next-step',
    next: { step: 'reminder-1', on: '2026-03-09' },
  });
  const monday = await heardOfLate('2026-03-09T12:00:00Z');
  expect(monday.letters.map(({ at, step }) => [at, step])).toEqual([['2026-03-09T09:00:00.000Z', 'reminder-1']]);
});

test('rule 12: waiting for a window over a weekend costs no transitions', async () => {
  const friday = await heardOfLate('2026-03-06T19:00:00Z');
  const sunday = await heardOfLate('2026-03-08T22:00:00Z');
  expect(sunday.summary.transitions).toBe(friday.summary.transitions);
});

test('rule 9: nobody to write to stays on the list over a weekend', async () => {
  const weekend = await heardOfLate('2026-03-07T12:00:00Z', { contacts: [] });
  expect(weekend.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
  expect(weekend.items('find-contact')).toHaveLength(1);
});
