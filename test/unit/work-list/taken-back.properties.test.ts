import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';

type Happening = Parameters<WorkSite['world']['record']>[0];
const by = 'max';
const invoiceId = 'i1';
const promise = { type: 'promise.made', by, invoiceId } as const;
const hold = { type: 'hold.placed', by, reason: 'Moving', owner: by, until: '2026-03-20' } as const;
const instalments = [{ dueOn: '2026-03-31', amount: '100.00' }];

/** What pauses the invoice, and what takes that back. */
const PAIRS: readonly (readonly [Happening, Happening])[] = [
  [
    { ...promise, promiseId: 'p1', amount: '100.00', promisedOn: '2026-03-13' },
    { type: 'promise.withdrawn', by, promiseId: 'p1', invoiceId },
  ],
  [
    { ...promise, promiseId: 'p2', amount: '60.00', promisedOn: '2026-03-16' },
    { type: 'promise.withdrawn', by, promiseId: 'p2', invoiceId },
  ],
  [
    { ...hold, holdId: 'h1', scope: { invoiceId } },
    { type: 'hold.lifted', by, holdId: 'h1' },
  ],
  [
    { ...hold, holdId: 'h2', scope: { customerId: 'c1' } },
    { type: 'hold.lifted', by, holdId: 'h2' },
  ],
  [
    { type: 'issue.raised', by, issueId: 's1', invoiceId, category: 'price', description: 'x' },
    { type: 'issue.withdrawn', by, issueId: 's1' },
  ],
  [
    { type: 'plan.agreed', by, planId: 'n1', invoiceId, instalments },
    { type: 'plan.withdrawn', by, planId: 'n1', invoiceId },
  ],
];

/** Some of them in any order, each taken back some time after it was recorded. */
const interleaved = fc
  .uniqueArray(fc.nat(PAIRS.length - 1), { minLength: 2, maxLength: 4 })
  .chain((chosen) => {
    const twice = [...chosen, ...chosen];
    const places = twice.map((_, place) => place);
    return fc.shuffledSubarray(places, { minLength: twice.length }).map((order) => order.map((place) => twice[place]!));
  })
  .map((order) => order.map((pair, place) => PAIRS[pair]![order.indexOf(pair) === place ? 0 : 1]));

test('property: whatever is recorded and taken back in any order leaves the list as it was', async () => {
  await fc.assert(
    fc.asyncProperty(interleaved, async (happenings) => {
      const site = await WorkSite.withCall();
      for (const [place, happening] of happenings.entries()) {
        await site.world.to(`2026-03-06T18:${10 + 5 * place}:00Z`);
        await site.world.record(happening);
      }
      const open = [...site.world.table.scan('ITEM#')].filter(({ closedAt }) => closedAt === undefined);
      expect(open.map(({ itemId }) => itemId)).toEqual(['task-i1-c1-call']);
      expect((await site.facts()).tasksDone).toEqual({});
      expect((await site.world.invoice()).standing).toBe('next-step');
    }),
    { numRuns: 12 },
  );
});
