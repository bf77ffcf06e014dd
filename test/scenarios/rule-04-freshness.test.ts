import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, paid, sends, world } from '../support/scenario-parts.ts';

const feed = (at: string, asOf = at) => ({ at, type: 'feed.completed', asOf });
const settings = { freshnessHours: 48 };
const two = { settings, customers: [customer('C1'), customer('C2')] };
const events = [issued('I1'), issued('I2', { customerId: 'C2' })];

test('rule 04: without any feed the books are stale: no letter, one item, the steps stay due', async () => {
  const result = await rehearse(world('2026-03-06T20:00:00Z', events, two));
  expect(result.letters).toEqual([]);
  expect(result.items('stale-ledger')).toHaveLength(1);
  expect(result.items('stale-ledger')[0]!.raisedAt).toBe('2026-03-05T09:00:00.000Z');
  // Friday evening: the runs look again on Monday.
  for (const invoice of result.invoices)
    expect(invoice).toMatchObject({ standing: 'next-step', next: { step: 'reminder-1', on: '2026-03-09' } });
  expect(result.summary.orphans).toBe(0);
});

test('rule 04: the item comes with the first letter held back, not before', async () => {
  const result = await rehearse(world('2026-03-05T08:59:00Z', events, two));
  expect(result.workList).toEqual([]);
  expect(result.invoice('I1')).toMatchObject({ standing: 'not-due', next: { step: 'reminder-1', on: '2026-03-05' } });
});

test('rule 04: fresh data lets the due steps go once with the next run, and closes the item by itself', async () => {
  const result = await rehearse(
    world('2026-03-13T00:00:00Z', [...events, feed('2026-03-06T11:05:00Z'), feed('2026-03-12T06:00:00Z')], two),
  );
  expect(sends(result.letters)).toEqual([
    '03-06T11:15 reminder-1',
    '03-06T11:15 reminder-1',
    '03-12T09:00 reminder-2',
    '03-12T09:00 reminder-2',
  ]);
  expect(result.workList).toEqual([]);
});

test('rule 04: after weeks without data no step was skipped, and the next comes at least the gap later', async () => {
  const feeds = [
    '2026-03-23T08:00:00Z',
    '2026-03-25T08:00:00Z',
    '2026-03-27T08:00:00Z',
    '2026-03-30T08:00:00Z',
    '2026-04-01T08:00:00Z',
    '2026-04-03T08:00:00Z',
  ];
  const result = await rehearse(
    world('2026-04-04T00:00:00Z', [issued('I1'), ...feeds.map((at) => feed(at))], { settings }),
  );
  expect(sends(result.letters)).toEqual(['03-23T09:00 reminder-1', '03-30T09:00 reminder-2']);
});

test('rule 04: exactly freshnessHours old is fresh, a minute more is not', async () => {
  const fresh = await rehearse(
    world('2026-03-05T09:00:00Z', [issued('I1'), feed('2026-03-03T09:00:00Z')], { settings }),
  );
  expect(fresh.letters).toHaveLength(1);
  const stale = await rehearse(
    world('2026-03-05T16:59:00Z', [issued('I1'), feed('2026-03-03T08:59:00Z')], { settings }),
  );
  expect(stale.letters).toEqual([]);
});

test('rule 04: the latest asOf counts, whatever the order in which the feeds arrive', async () => {
  const feeds = [
    feed('2026-03-04T10:00:00Z', '2026-03-04T09:00:00Z'),
    feed('2026-03-04T12:00:00Z', '2026-02-20T00:00:00Z'),
  ];
  const result = await rehearse(world('2026-03-05T09:00:00Z', [issued('I1'), ...feeds], { settings }));
  expect(result.letters).toHaveLength(1);
});

test('rule 04: a feed that is itself too old makes nothing fresh: the item stays', async () => {
  const result = await rehearse(
    world('2026-03-05T18:00:00Z', [issued('I1'), feed('2026-03-05T12:00:00Z', '2026-02-28T00:00:00Z')], { settings }),
  );
  expect(result.letters).toEqual([]);
  expect(result.items('stale-ledger').map(({ raisedAt }) => raisedAt)).toEqual(['2026-03-05T09:00:00.000Z']);
});

test('rule 04: books that get stale again raise the item again', async () => {
  const result = await rehearse(
    world('2026-03-12T20:00:00Z', [issued('I1'), feed('2026-03-05T10:00:00Z')], { settings }),
  );
  expect(sends(result.letters)).toEqual(['03-05T10:00 reminder-1']);
  expect(result.items('stale-ledger').map(({ raisedAt }) => raisedAt)).toEqual(['2026-03-12T09:00:00.000Z']);
});

test('rule 04: what was paid while the books were stale is not asked for afterwards', async () => {
  const payment = paid('P1', '2026-03-09T08:00:00Z', '150.00', { I1: '150.00' });
  const result = await rehearse(world('2026-03-10T00:00:00Z', [...events, payment, feed('2026-03-09T09:20:00Z')], two));
  expect(result.letters.map(({ at, customerId }) => `${at.slice(0, 16)} ${customerId}`)).toEqual([
    '2026-03-09T09:30 C2',
  ]);
});

test('rule 04: no gate lets letters go without any feed; tasks and the list never wait for data', async () => {
  const open = await rehearse(world('2026-03-05T12:00:00Z', [issued('I1')], { settings: { freshnessHours: null } }));
  expect(open.letters).toHaveLength(1);
  const policy = {
    id: 'calls',
    version: 1,
    steps: [{ id: 'call', kind: 'task', when: { anchor: 'due', days: 3 }, role: 'specialist', title: 'Call' }],
  };
  const gated = await rehearse(world('2026-03-05T12:00:00Z', [issued('I1')], { settings, policies: [policy] }));
  expect(gated.items('task')).toHaveLength(1);
  expect(gated.items('stale-ledger')).toEqual([]);
});

test('rule 04: why nothing was sent stands in the timeline of each invoice, once', async () => {
  const result = await rehearse(world('2026-03-06T20:00:00Z', events, two));
  for (const id of ['I1', 'I2'])
    expect(
      result
        .storyOf(id)
        .filter(({ what }) => what === 'letter-held-back')
        .map(({ why }) => why.rule),
    ).toEqual(['stale-ledger']);
});
