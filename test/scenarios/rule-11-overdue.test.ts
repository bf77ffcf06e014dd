import { describe, expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, POLICY, world } from '../support/scenario-parts.ts';

/** The first reminder on the day after the due date, so that a day more or less shows. */
const NEXT_DAY = {
  ...POLICY,
  steps: POLICY.steps.map((step, index) => (index === 0 ? { ...step, when: { anchor: 'due', days: 1 } } : step)),
};
const ZONES = [
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'UTC',
  'America/New_York',
  'Pacific/Honolulu',
];
const customers = ZONES.map((timeZone, index) => customer(`C${index}`, { timeZone }));
/** Due on Monday the 2nd of March, everywhere. */
const events = ZONES.map((_, index) => issued(`I${index}`, { customerId: `C${index}` }));
const run = (until: string) => rehearse(world(until, events, { customers, policies: [NEXT_DAY] }));

describe('overdue is the local date after the due date', () => {
  test.each([
    ['2026-03-02T09:59:00Z', [0, 0, 0, 0, 0, 0, 0]],
    ['2026-03-02T10:00:00Z', [1, 0, 0, 0, 0, 0, 0]],
    ['2026-03-02T11:00:00Z', [1, 1, 1, 0, 0, 0, 0]],
    ['2026-03-02T18:15:00Z', [1, 1, 1, 1, 0, 0, 0]],
    ['2026-03-03T00:00:00Z', [1, 1, 1, 1, 1, 0, 0]],
    ['2026-03-03T04:59:59Z', [1, 1, 1, 1, 1, 0, 0]],
    ['2026-03-03T05:00:00Z', [1, 1, 1, 1, 1, 1, 0]],
    ['2026-03-03T09:59:59Z', [1, 1, 1, 1, 1, 1, 0]],
    ['2026-03-03T10:00:00Z', [2, 1, 1, 1, 1, 1, 1]],
  ])('rule 11: at %s from UTC+14 to UTC-10', async (until, expected) => {
    const result = await run(until);
    expect(ZONES.map((_, index) => result.invoice(`I${index}`).overdueDays)).toEqual(expected);
  });
});

test('rule 11: each customer is reminded at nine of their own next day', async () => {
  const result = await run('2026-03-04T00:00:00Z');
  expect(result.letters.map(({ at, customerId }) => `${customerId} ${at.slice(5, 16)}`).sort()).toEqual([
    'C0 03-02T19:00',
    'C1 03-02T20:00',
    'C2 03-02T20:00',
    'C3 03-03T03:15',
    'C4 03-03T09:00',
    'C5 03-03T14:00',
    'C6 03-03T19:00',
  ]);
});

test("rule 11: a customer without a zone has the company's, also where that is far from UTC", async () => {
  for (const [timeZone, at] of [
    ['Pacific/Kiritimati', '03-02T19:00'],
    ['Pacific/Honolulu', '03-03T19:00'],
  ] as const) {
    const result = await rehearse(
      world('2026-03-04T00:00:00Z', [issued('I1')], { settings: { timeZone }, policies: [NEXT_DAY] }),
    );
    expect(result.letters.map((letter) => letter.at.slice(5, 16))).toEqual([at]);
  }
});

test('rule 11: what is due today is not overdue and asks for nothing', async () => {
  const today = {
    ...POLICY,
    steps: POLICY.steps.map((step, index) => (index === 0 ? { ...step, when: { anchor: 'due', days: 0 } } : step)),
  };
  const result = await rehearse(world('2026-03-02T23:59:00Z', [issued('I1')], { policies: [today], settings: {} }));
  expect(result.invoice('I1').overdueDays).toBe(0);
  expect(result.summary.kpis.ageing.current).toBe(150);
});

test('rule 11: the zone of the child decides the day, the zone of the addressed parent the hour', async () => {
  const family = [
    customer('P1', { timeZone: 'America/New_York' }),
    customer('C1', { parent: 'P1', timeZone: 'Pacific/Auckland' }),
  ];
  const result = await rehearse(
    world('2026-03-04T00:00:00Z', [issued('I1')], { customers: family, policies: [NEXT_DAY] }),
  );
  // The 3rd begins in Auckland at 11:00 UTC of the 2nd; New York opens at 14:00 UTC of the 2nd.
  expect(result.letters.map(({ at, customerId }) => `${customerId} ${at.slice(5, 16)}`)).toEqual(['P1 03-02T14:00']);
});
