import { expect, test } from 'vitest';
import { CALL, OFFICE_STAFF, WorkSite } from '../../support/work-site.ts';
import { invoiceOf, paymentOf, START, World } from '../../support/world.ts';

const instalments = [
  { dueOn: '2026-03-03', amount: '50.00' },
  { dueOn: '2026-04-07', amount: '50.00' },
];

/** The call about the first instalment stands on Anna's list. */
const siteOf = async (): Promise<WorkSite> => {
  const world = await World.make({ start: START, staff: OFFICE_STAFF });
  await world.record(invoiceOf('i1', { instalments }));
  await world.to('2026-03-06T18:00:00Z');
  return WorkSite.over(world);
};
const callsOf = ({ world }: WorkSite) => [...world.table.scan('ITEM#')].filter(({ step }) => step === 'call');

test('the call about a later instalment is on a list, though the one about the first was made', async () => {
  const site = await siteOf();
  await site.world.record({ type: 'task.done', by: 'anna', taskId: CALL, note: 'Pays today' });
  await site.world.record(paymentOf('i1', '50.00'));
  await site.world.to('2026-04-10T18:00:00Z');
  const [first, second] = callsOf(site);
  expect(first).toMatchObject({ itemId: CALL, closedBy: 'anna', note: 'Pays today' });
  expect(second).toMatchObject({ step: 'call', assignee: 'anna', work: 'person#anna' });
  expect(second).not.toHaveProperty('closedAt');
  await site.world.record({ type: 'task.done', by: 'ben', invoiceId: 'i1', step: 'call' });
  expect(callsOf(site).map(({ closedBy }) => closedBy)).toEqual(['anna', 'ben']);
});

test('a call that is still open stands for the later instalment as well', async () => {
  const site = await siteOf();
  await site.world.to('2026-04-10T18:00:00Z');
  expect(callsOf(site)).toHaveLength(1);
});

test('a call goes once what is overdue of the instalments is promised', async () => {
  const site = await siteOf();
  const promise = { type: 'promise.made', by: 'customer', promiseId: 'p1', invoiceId: 'i1' } as const;
  await site.world.record({ ...promise, amount: '50.00', promisedOn: '2026-03-13' });
  expect((await site.world.invoice()).standing).toBe('waiting-on-customer');
  expect(site.item()).toMatchObject({ closedBy: 'system', lost: 'promised' });
});
