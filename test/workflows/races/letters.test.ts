import { beforeEach, describe, expect, it } from 'vitest';
import { sendBatch } from '../../../functions/correspondence/send-batch.ts';
import { claims, writesTo } from '../../support/matches.ts';
import { CUSTOMER, crash, invoiceOf, paymentOf, START, World } from '../../support/world.ts';

/** The claim comes before the send: at most one letter per step, whatever is repeated, doubled or ends in between. */

let world: World;
beforeEach(async () => {
  world = await World.make({ start: START, tolerant: true });
  await world.record(invoiceOf('i1'));
  await world.to('2026-03-04T08:59:00Z');
});

describe('a fact between the decision to send and the claim', () => {
  it('refuses the claim; the next run reads afresh and drops what no longer holds', async () => {
    world.hooks.before(claims, () => world.arrivesUnheard(paymentOf('i1')));
    await world.to('2026-03-04T12:00:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect(world.posted()).toBe(0);
    expect((await world.case())?.status).toBe('closed');
  });

  it('that leaves something to ask for is in the letter of the next run', async () => {
    world.hooks.before(claims, () => world.arrivesUnheard(paymentOf('i1', '40.00')));
    await world.to('2026-03-04T12:00:00Z');
    expect(world.letters().map(({ at, total }) => [at, total])).toEqual([['2026-03-04T09:15:00.000Z', 6000]]);
  });
});

it('a planned letter that is dropped wakes its case', async () => {
  await world.arrivesUnheard({
    type: 'promise.made',
    promiseId: 'a',
    invoiceId: 'i1',
    amount: '100.00',
    promisedOn: '2026-03-12',
  });
  // The mark of the promise is taken away unheard: only the dropped letter can tell the case.
  const key = await world.keyOf();
  await world.table.write({ update: key, remove: ['agenda', 'agendaAt'] });
  await world.to('2026-03-04T09:01:00Z');
  expect(world.told('letter-dropped').map(({ why }) => why.rule)).toEqual(['promised']);
  expect((await world.case())?.decision?.state).toBe('Promise to pay');
});

describe('two sending runs at once', () => {
  it('send one letter: the second claim is refused', async () => {
    world.clock.moveTo(Date.parse('2026-03-04T09:00:00Z'));
    world.hooks.before(claims, async () => {
      await sendBatch(world.platform, { after: null });
    });
    await sendBatch(world.platform, { after: null });
    expect(world.hooks.waiting).toBe(0);
    expect(world.posted()).toBe(1);
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
  });

  it('send one letter where the second begins right after the claim of the first', async () => {
    world.clock.moveTo(Date.parse('2026-03-04T09:00:00Z'));
    world.hooks.after(claims, async () => {
      await sendBatch(world.platform, { after: null });
    });
    await sendBatch(world.platform, { after: null });
    expect(world.posted()).toBe(1);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
  });

  it('send one letter where the second begins before the end is recorded', async () => {
    world.clock.moveTo(Date.parse('2026-03-04T09:00:00Z'));
    for (const moment of ['before', 'after'] as const)
      world.hooks[moment](writesTo('LETTER#'), async () => {
        await sendBatch(world.platform, { after: null });
      });
    await sendBatch(world.platform, { after: null });
    expect(world.hooks.waiting).toBe(0);
    expect(world.posted()).toBe(1);
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
  });

  it('all run at the same time send one letter', async () => {
    world.clock.moveTo(Date.parse('2026-03-04T09:00:00Z'));
    await Promise.all(Array.from({ length: 5 }, () => sendBatch(world.platform, { after: null })));
    expect(world.posted()).toBe(1);
  });
});

describe('a delivery that is reported early', () => {
  const delivered = {
    type: 'letter.delivered' as const,
    customerId: 'c1',
    email: 'bill@c1.test',
    letterId: 'letter-000001',
  };

  it('before the letter is kept as sent changes nothing', async () => {
    world.hooks.before(writesTo('LETTER#'), () => world.arrives(delivered));
    await world.to('2026-03-05T00:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
  });

  it('makes a letter whose process ended after the send a sent one, and nobody is asked', async () => {
    world.hooks.before(writesTo('LETTER#'), async () => {
      await world.arrives(delivered);
      await crash();
    });
    await world.to('2026-03-05T00:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
    expect(world.items()).toEqual([]);
  });

  it.each([1, 2, 3])('while it is being made unknown settles it as well (write %i)', async (nth) => {
    world.hooks.before(writesTo('LETTER#'), crash);
    await world.to('2026-03-04T09:29:00Z');
    // Right after the unknown letter, its item, and the step's record.
    const writes = ['LETTER#', 'ITEM#', 'INVOICE#i1#c1'][nth - 1]!;
    world.hooks.after(writesTo(writes), () => world.arrives(delivered));
    await world.to('2026-03-05T00:00:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
    expect(world.items()).toEqual([]);
  });

  it('after it became unknown settles it, and the next step goes', async () => {
    world.hooks.before(writesTo('LETTER#'), crash);
    await world.to('2026-03-05T00:00:00Z');
    await world.record(delivered);
    expect(world.items()).toEqual([]);
    await world.to('2026-03-10T00:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent', '2026-03-09 c1 reminder-2 sent']);
  });
});

describe('a notice', () => {
  const raise = async (): Promise<void> => {
    const issue = { issueId: 's1', invoiceId: 'i1', category: 'service-fault' };
    await world.record({ type: 'issue.raised', ...issue, disputedAmount: '10.00' });
    await world.record({ type: 'issue.taken-up', issueId: 's1' });
  };

  it('whose process ends between its end and its record is not sent twice', async () => {
    await raise();
    world.hooks.after(writesTo('LETTER#'), crash);
    await world.to('2026-03-04T12:00:00Z');
    expect(world.letters().map(({ template, status }) => `${template} ${status}`)).toEqual([
      'issue-taken-up sent',
      'reminder-1 sent',
    ]);
    expect(world.posted()).toBe(2);
  });

  it('of which only the reservation is left becomes unknown, and a person looks into it', async () => {
    await raise();
    world.hooks.after(claims, crash);
    await world.to('2026-03-04T12:00:00Z');
    expect(world.letters().map(({ template, status }) => `${template} ${status}`)).toEqual([
      'issue-taken-up unknown',
      'reminder-1 sent',
    ]);
    expect(world.items().map(({ kind }) => kind)).toContain('delivery-unknown');
  });
});

it('a failure that was not released goes again under the same id, and the cap does not count it', async () => {
  world = await World.make({
    start: START,
    tolerant: true,
    faults: [{ port: 'mailer', call: 1, fault: 'throw-before' }],
  });
  await world.record(invoiceOf('i1'));
  world.hooks.after(writesTo('LETTER#'), crash);
  await world.to('2026-03-04T12:00:00Z');
  expect(world.letters().map(({ letterId, status }) => [letterId, status])).toEqual([['letter-000001', 'sent']]);
  expect((await world.head()).recent.map(([, id]) => id)).toEqual(['letter-000001']);
});

it('one payer that fails keeps no other one waiting', async () => {
  await world.record({
    type: 'customer.updated',
    customer: { ...CUSTOMER, id: 'c0', contacts: [{ name: 'B', email: 'b@c0.test', roles: ['billing'] }] },
  });
  await world.record(invoiceOf('i0', { customerId: 'c0' }));
  world.hooks.before(
    (write) => claims(write) && 'update' in write && write.update.pk === 'C#c0',
    async () => {
      throw new TypeError('A fault in the program');
    },
  );
  await world.to('2026-03-04T09:01:00Z');
  expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
  await world.to('2026-03-04T09:16:00Z');
  expect(world.sent()).toHaveLength(2);
});
