import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { issued, world } from '../support/scenario-parts.ts';

test('rule 01: each reminder is sent once, however many runs of a day see it', async () => {
  const result = await rehearse(world('2026-04-30T00:00:00Z', [issued('I1')]));
  expect(result.letters.map(({ at, step }) => [at, step])).toEqual([
    ['2026-03-05T09:00:00.000Z', 'reminder-1'],
    ['2026-03-12T09:00:00.000Z', 'reminder-2'],
    ['2026-03-19T09:00:00.000Z', 'reminder-3'],
  ]);
});
