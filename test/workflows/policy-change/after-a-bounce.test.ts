import { expect, test } from 'vitest';
import { policy } from '../../../functions/policy/contract.ts';
import { QUICK } from '../../support/world.ts';
import { cameWithin, changed, draftIn, ledgerOf } from './changing.ts';

test.each(['2026-03-04T18:00:00Z', '2026-03-05T20:00:00Z'])(
  'after a letter that bounced, a rehearsal at %s foretells that its step goes to the new contact',
  async (at) => {
    const world = await ledgerOf(2);
    await world.to('2026-03-04T18:00:00Z');
    await world.record({ type: 'letter.bounced', customerId: 'c1', email: 'bill@c1.test' });
    const contacts = [{ name: 'Ann', email: 'ann@c1.test', roles: ['billing'] }];
    await world.record({ type: 'contact.corrected', customerId: 'c1', contacts });
    await world.to(at);
    const draft = await draftIn(world, policy.parse({ ...QUICK, version: 2 }));
    const { change } = await changed(world, { kind: 'rehearse', draft, days: 20 });
    const { costMicros: _cost, ...foretold } = change.totals.active!;
    expect(await cameWithin(world, 20)).toEqual(foretold);
    expect(foretold.letters).toBeGreaterThan(1);
  },
);
