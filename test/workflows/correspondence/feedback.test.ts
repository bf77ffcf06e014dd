import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type MessageFeedback, takeFeedback } from '../../../functions/correspondence/feedback-of-message.ts';
import { Conflict } from '../../../functions/platform/errors.ts';
import { writesTo } from '../../support/matches.ts';
import { CUSTOMER, crash, invoiceOf, STAFF, START, World } from '../../support/world.ts';

/** What the mail service reports about letters, in the order in which it may come, twice, late and early. */

const contact = (name: string, email: string) => ({ name, email, roles: ['billing'] });
const TWO = { ...CUSTOMER, contacts: [contact('Ann', 'ann@c1.test'), contact('Bea', 'bea@c1.test')] };
const LETTER = 'letter-000001';

const reported = (kind: MessageFeedback['kind'], email = 'bill@c1.test', more: object = {}): MessageFeedback => ({
  ...{ kind, at: '2026-03-04T09:00:05.000Z', message: '0100-abc-000000', emails: [email], letter: LETTER },
  ...{ payer: 'c1', ...more },
});

/** A world with one letter on its way: it leaves on Wednesday the 4th at 09:00. */
const begin = async (options: { customers?: readonly (typeof CUSTOMER)[]; until?: string } = {}): Promise<World> => {
  const { customers = [CUSTOMER], until = '2026-03-04T09:01:00Z' } = options;
  const world = await World.make({ start: START, tolerant: true, customers });
  await world.record(invoiceOf('i1'));
  await world.to(until);
  return world;
};
const take = async (world: World, feedback: MessageFeedback): Promise<number> => {
  const { recorded } = await takeFeedback(world.platform, feedback);
  await world.runtime.settle();
  return recorded;
};
const kinds = (world: World): string[] =>
  world
    .items()
    .map(({ kind }) => kind)
    .sort();

let world: World;
beforeEach(async () => {
  world = await begin();
});

describe('a permanent bounce', () => {
  it('asks for a contact and gives the step back; told twice, it counts once', async () => {
    expect(await take(world, reported('bounced'))).toBe(1);
    expect(await take(world, reported('bounced'))).toBe(0);
    expect(kinds(world)).toEqual(['find-contact']);
    expect(await world.steps()).toEqual([]);
    expect(world.told('letter-bounced')).toHaveLength(1);
    expect([...world.table.scan('FEEDBACK#')]).toMatchObject([
      { how: 'bounced', letterAt: '2026-03-04T09:00:00.000Z' },
    ]);
  });

  it('of one of two recipients leaves the step done', async () => {
    world = await begin({ customers: [TWO] });
    await take(world, reported('bounced', 'ann@c1.test'));
    expect(await world.steps()).toEqual(['reminder-1 letter']);
    await take(world, reported('bounced', 'bea@c1.test'));
    expect(await world.steps()).toEqual([]);
  });

  it('is told in ASCII of an address that is written in another script', async () => {
    world = await begin({ customers: [{ ...CUSTOMER, contacts: [contact('Jürgen', 'Info@müller.test')] }] });
    await take(world, reported('bounced', 'info@xn--mller-kva.test'));
    expect((await world.head()).badAddresses).toEqual({ 'info@müller.test': 'bounced' });
    expect(await world.steps()).toEqual([]);
  });

  it('that comes before the end of its letter is recorded is asked for again, and then counts', async () => {
    world = await begin({ until: '2026-03-04T08:59:00Z' });
    world.hooks.before(writesTo('LETTER#'), async () => {
      await expect(takeFeedback(world.platform, reported('bounced'))).rejects.toThrow(Conflict);
    });
    await world.to('2026-03-04T09:01:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
    await take(world, reported('bounced'));
    expect(await world.steps()).toEqual([]);
  });

  it('of a letter whose run has died marks the address without waiting for ever', async () => {
    world = await begin({ until: '2026-03-04T08:59:00Z' });
    world.hooks.before(writesTo('LETTER#'), crash);
    await world.to('2026-03-04T09:03:00Z');
    await take(world, reported('bounced'));
    expect(kinds(world)).toEqual(['find-contact']);
  });

  it('says what became of a letter of which nobody knew: the item that asked for that closes', async () => {
    world = await begin({ until: '2026-03-04T08:59:00Z' });
    world.hooks.before(writesTo('LETTER#'), crash);
    await world.to('2026-03-04T09:31:00Z');
    expect(kinds(world)).toEqual(['delivery-unknown']);
    await take(world, reported('bounced'));
    expect(kinds(world)).toEqual(['find-contact']);
    expect(await world.steps()).toEqual([]);
  });
});

describe('what may pass', () => {
  it.each([
    ['passing-bounce', 'passing-bounce', 'MailboxFull'],
    ['delayed', 'delivery-delay', 'MailboxFull'],
  ] as const)('is told and changes nothing: %s', async (kind, rule, because) => {
    const before = await world.head();
    expect(await take(world, reported(kind, undefined, { because }))).toBe(0);
    expect(await world.head()).toEqual(before);
    expect(world.told('letter-delayed')).toMatchObject([
      { invoiceId: 'i1', customerId: 'c1', why: { rule, facts: { letter: LETTER, recipients: 1, because } } },
    ]);
    expect(world.items()).toEqual([]);
  });
});

describe('a delivery', () => {
  it('of a letter that is known to have left writes nothing', async () => {
    const before = [...world.table.scan('')];
    expect(await take(world, reported('delivered'))).toBe(0);
    expect([...world.table.scan('')]).toEqual(before);
  });

  it('settles a letter of which nobody knew whether it left', async () => {
    world = await begin({ until: '2026-03-04T08:59:00Z' });
    world.hooks.before(writesTo('LETTER#'), crash);
    await world.to('2026-03-04T09:31:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 unknown']);
    expect(kinds(world)).toEqual(['delivery-unknown']);
    await take(world, reported('delivered'));
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
    expect(world.items()).toEqual([]);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
  });

  it('that comes before the letter is marked as sent settles it beforehand, also where its run then dies', async () => {
    world = await begin({ until: '2026-03-04T08:59:00Z' });
    world.hooks.before(writesTo('LETTER#'), async () => {
      await takeFeedback(world.platform, reported('delivered'));
      await crash();
    });
    await world.to('2026-03-04T09:31:00Z');
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 sent']);
    expect(world.items()).toEqual([]);
    expect(world.posted()).toBe(1);
  });
});

describe('a letter that the service took and then refused', () => {
  it('certainly did not arrive, does not go again by itself, and a person decides', async () => {
    await take(world, reported('rejected'));
    await take(world, reported('rejected'));
    expect(world.sent()).toEqual(['2026-03-04 c1 reminder-1 failed']);
    expect(world.items()).toMatchObject([
      { kind: 'delivery-unknown', title: 'The mail service refused a letter: reach the customer another way' },
    ]);
    expect((await world.invoice()).standing).toBe('on-list');
    expect((await world.head()).recent).toEqual([]);
    await world.to('2026-03-12T00:00:00Z');
    expect(world.posted()).toBe(1);
    await world.record({ type: 'task.done', taskId: `delivery-unknown-i1-${LETTER}`, by: 'anna' });
    // The case goes on with its next step.
    expect(world.items()).toMatchObject([{ kind: 'task', step: 'call' }]);
    expect(await world.steps()).toContain('reminder-1 letter');
  });

  it('a notice too: nothing further is sent about its invoice until it is settled', async () => {
    await world.record({
      ...{ type: 'issue.raised', issueId: 's1', invoiceId: 'i1', by: 'anna', category: 'price', description: 'x' },
      disputedAmount: '10.00',
    });
    await world.record({ type: 'issue.taken-up', issueId: 's1', by: 'anna' });
    await world.to('2026-03-04T09:16:00Z');
    const notice = world.letters().find(({ template }) => template === 'issue-taken-up')!;
    await take(world, reported('rejected', undefined, { letter: notice.letterId }));
    expect((await world.invoice()).standing).toBe('on-list');
    expect(kinds(world)).toEqual(['delivery-unknown', 'issue']);
    await world.record({ type: 'task.done', taskId: `delivery-unknown-i1-${notice.letterId}`, by: 'anna' });
    expect((await world.invoice()).standing).toBe('next-step');
  });
});

describe('feedback about what is not ours', () => {
  it.each([
    ['no letter of this id', { letter: 'letter-000099' }],
    ['no such payer', { payer: 'nobody' }],
    ['a message without tags', { payer: undefined, letter: undefined }],
  ])('is told and ignored: %s', async (_what, more) => {
    const before = [...world.table.scan('')];
    for (const kind of ['bounced', 'complained', 'delivered', 'rejected', 'delayed', 'passing-bounce'] as const)
      expect(await take(world, reported(kind, undefined, more))).toBe(0);
    expect([...world.table.scan('')]).toEqual(before);
    expect(world.told('feedback-ignored')).toHaveLength(6);
    expect(JSON.stringify(world.told('feedback-ignored'))).not.toContain('@');
  });

  it('without the letter but with the payer: the latest letter to that address is meant', async () => {
    await take(world, reported('bounced', undefined, { letter: undefined }));
    expect(await world.steps()).toEqual([]);
  });
});

it('in any order, and however often it comes, feedback leads to the same', async () => {
  const all = [
    reported('bounced', 'ann@c1.test'),
    reported('complained', 'bea@c1.test', { at: '2026-03-04T10:00:00.000Z' }),
    reported('delivered', 'bea@c1.test'),
    reported('delayed', 'ann@c1.test'),
    reported('passing-bounce', 'bea@c1.test'),
  ];
  const outcome = async (order: readonly MessageFeedback[]) => {
    const own = await begin({ customers: [TWO] });
    for (const feedback of order) await take(own, feedback);
    const { badAddresses } = await own.head();
    const steps = await own.steps();
    return { badAddresses, steps, kinds: kinds(own), counted: [...own.table.scan('FEEDBACK#')].length };
  };
  const expected = await outcome(all);
  expect(expected).toMatchObject({ kinds: ['find-contact', 'task'], counted: 2, steps: ['reminder-1 letter'] });
  const orders = fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.shuffledSubarray(all));
  await fc.assert(
    fc.asyncProperty(orders, async ([first, again]) => {
      expect(await outcome([...first, ...again])).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});

describe('mail to a colleague', () => {
  const toStaff = (kind: MessageFeedback['kind'], at = '2026-03-04T10:00:00.000Z'): MessageFeedback => ({
    ...{ kind, at, message: '0100-def-000000', emails: ['Max@company.test'], mail: 'mail-000001' },
  });

  it.each(['bounced', 'complained', 'rejected'] as const)(
    'that %s is an item for the department, once',
    async (kind) => {
      expect(await take(world, toStaff(kind))).toBe(1);
      expect(await take(world, toStaff(kind))).toBe(0);
      expect(world.items()).toMatchObject([
        {
          kind: 'task',
          department: 'client-relations',
          title: 'Mail to colleague max does not arrive: correct the address',
        },
      ]);
      expect(world.told('item-raised').at(-1)).toMatchObject({
        why: { rule: 'staff-address', facts: { staff: 'max' } },
      });
    },
  );

  it('an item that was closed comes back for newer feedback only', async () => {
    await take(world, toStaff('bounced'));
    await world.record({ type: 'task.done', taskId: 'task-staff-address-max', at: '2026-03-04T12:00:00Z', by: 'anna' });
    expect(await take(world, toStaff('bounced'))).toBe(0);
    expect(world.items()).toEqual([]);
    expect(await take(world, toStaff('bounced', '2026-03-05T10:00:00.000Z'))).toBe(1);
    expect(world.items()).toHaveLength(1);
  });

  it('arrives, is late, or is about somebody else: nothing is to be done', async () => {
    expect(STAFF.map(({ id }) => id)).toContain('max');
    for (const kind of ['delivered', 'delayed', 'passing-bounce'] as const)
      expect(await take(world, toStaff(kind))).toBe(0);
    expect(await take(world, { ...toStaff('bounced'), emails: ['gone@company.test'] })).toBe(0);
    expect(world.items()).toEqual([]);
  });
});
