import { beforeEach, describe, expect, it } from 'vitest';
import { claims, writesTo } from '../../support/matches.ts';
import { CUSTOMER, crash, invoiceOf, QUICK, START, World } from '../../support/world.ts';

/** A child customer gets another parent while a letter is planned or under way. */

const customer = (id: string, parent?: string) => ({
  ...CUSTOMER,
  id,
  name: id,
  contacts: [{ name: id, email: `${id}@test.test`, roles: ['billing'] }],
  ...(parent === undefined ? {} : { parent }),
});
const CUSTOMERS = [customer('old'), customer('new'), customer('child', 'old')];
const move = (parent?: string) => ({ type: 'customer.updated' as const, customer: customer('child', parent) });

let world: World;
beforeEach(async () => {
  world = await World.make({ start: START, customers: CUSTOMERS, tolerant: true });
  await world.record(invoiceOf('i1', { customerId: 'child' }));
});

it.each([
  ['another parent', 'new', 'new'],
  ['no parent', undefined, 'child'],
])(
  'a planned letter goes to %s at the opening of its window, and not to the former payer',
  async (_to, parent, payer) => {
    await world.record(move(parent));
    await world.to('2026-03-04T09:00:00Z');
    expect(world.sent()).toEqual([`2026-03-04 ${payer} reminder-1 sent`]);
    expect(world.mails.flatMap(({ to }) => to)).toEqual([`${payer}@test.test`]);
    await world.to('2026-03-10T00:00:00Z');
    expect(world.sent()).toEqual([`2026-03-04 ${payer} reminder-1 sent`, `2026-03-09 ${payer} reminder-2 sent`]);
  },
);

it('a wake that is lost: the run for the former payer hands the letter over', async () => {
  await world.to('2026-03-04T08:59:00Z');
  await world.arrivesUnheard(move('new'));
  for (const id of ['child', 'old', 'new'])
    await world.table.write({ update: { pk: `C#${id}`, sk: 'HEAD' }, remove: ['agenda', 'agendaAt'] });
  await world.to('2026-03-04T10:00:00Z');
  expect(world.sent()).toEqual(['2026-03-04 new reminder-1 sent']);
});

it('the change comes right before the claim for the former payer: it is refused', async () => {
  await world.to('2026-03-04T08:59:00Z');
  world.hooks.before(claims, () => world.arrivesUnheard(move('new')));
  await world.to('2026-03-04T10:00:00Z');
  expect(world.hooks.waiting).toBe(0);
  expect(world.sent()).toEqual(['2026-03-04 new reminder-1 sent']);
  expect(world.posted()).toBe(1);
});

describe('the change comes while a letter to the former payer is open', () => {
  it('it is sent there, and not to the new one as well', async () => {
    await world.to('2026-03-04T08:59:00Z');
    world.hooks.after(claims, async () => {
      await world.arrivesUnheard(move('new'));
      await world.wake('i1');
    });
    await world.to('2026-03-04T12:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 old reminder-1 sent']);
    expect(world.posted()).toBe(1);
  });

  it('its end is still recorded where the process ends before that', async () => {
    await world.to('2026-03-04T08:59:00Z');
    world.hooks.after(writesTo('LETTER#'), async () => {
      await world.arrivesUnheard(move('new'));
      await world.wake('i1');
      await crash();
    });
    await world.to('2026-03-04T12:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 old reminder-1 sent']);
    expect(await world.steps()).toEqual(['reminder-1 letter']);
  });

  it('a reservation that never ended becomes unknown: nothing is sent to the new payer by itself', async () => {
    await world.to('2026-03-04T08:59:00Z');
    world.hooks.after(claims, async () => {
      await world.arrivesUnheard(move('new'));
      await world.wake('i1');
      await crash();
    });
    await world.to('2026-03-05T00:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 old reminder-1 unknown']);
    expect(world.posted()).toBe(0);
    expect(world.items().map(({ kind, customerId }) => `${kind} ${customerId}`)).toEqual(['delivery-unknown child']);
  });

  it('a letter that certainly did not leave goes to the new payer', async () => {
    world = await World.make({
      start: START,
      customers: CUSTOMERS,
      tolerant: true,
      faults: [{ port: 'mailer', call: 1, fault: 'throttle' }],
    });
    await world.record(invoiceOf('i1', { customerId: 'child' }));
    await world.to('2026-03-04T08:59:00Z');
    world.hooks.after(claims, () => world.arrives(move('new')));
    await world.to('2026-03-04T12:00:00Z');
    expect(world.sent()).toEqual(['2026-03-04 old reminder-1 failed', '2026-03-04 new reminder-1 sent']);
  });
});

it('a notice that is planned follows the payer too', async () => {
  await world.record({
    type: 'issue.raised',
    issueId: 's',
    invoiceId: 'i1',
    category: 'price',
    disputedAmount: '5.00',
  });
  await world.record({ type: 'issue.taken-up', issueId: 's' });
  await world.record(move('new'));
  await world.to('2026-03-04T12:00:00Z');
  expect(
    world
      .letters()
      .map(({ template, payerId }) => `${template} ${payerId}`)
      .sort(),
  ).toEqual(['issue-taken-up new', 'reminder-1 new']);
});

it("the gap looks back over the change; the new payer's count does not", async () => {
  const policy = { ...QUICK, limits: { minimumGapDays: 4, contactsPerWeek: 1 } };
  world = await World.make({ start: START, customers: CUSTOMERS, policies: [policy] });
  await world.record(invoiceOf('i1', { customerId: 'child' }));
  await world.to('2026-03-04T12:00:00Z');
  await world.record(move('new'));
  await world.to('2026-03-20T00:00:00Z');
  // The call follows the letter by four days, on the Monday; the second letter the call by four more.
  expect(world.sent()).toEqual(['2026-03-04 old reminder-1 sent', '2026-03-13 new reminder-2 sent']);
});
