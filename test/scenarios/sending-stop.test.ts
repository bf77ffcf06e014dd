import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, STAFF, sends, world } from '../support/scenario-parts.ts';

/** Many customers get their first reminder on Thursday the 5th of March; one more is due a day later. */
const LATE = 'LATE';
const ids = (count: number) => Array.from({ length: count }, (_, index) => `C${index + 1}`);
const many = (count: number) => [...ids(count), LATE].map((id) => customer(id));
const invoices = (count: number) => [
  ...ids(count).map((id) => issued(`I-${id}`, { customerId: id })),
  issued('I-LATE', { customerId: LATE, dueOn: '2026-03-03' }),
];
const returned = (type: string, of: readonly string[], at = '2026-03-05T10:00:00Z') =>
  of.map((id) => ({
    ...{ at, by: 'system', type, customerId: id },
    email: `billing@${id.toLowerCase()}.test`,
  }));
const run = (count: number, until: string, events: readonly object[], more = {}) =>
  rehearse(
    world(until, [...invoices(count), ...events] as Parameters<typeof world>[1], { customers: many(count), ...more }),
  );
const released = { at: '2026-03-09T11:50:00Z', by: 'sam', type: 'task.done', taskId: 'sending-stopped' };
const held = (result: Awaited<ReturnType<typeof rehearse>>) =>
  result.timeline.filter(({ what }) => what === 'letters-held-back').map(({ why }) => [why.rule, why.facts]);

test('sending stops at 4 % bounces: nothing leaves, one item says so, and every invoice stands somewhere', async () => {
  const result = await run(100, '2026-03-06T20:00:00Z', returned('letter.bounced', ids(4)));
  expect(result.letters).toHaveLength(100);
  expect(result.lettersOf('I-LATE')).toEqual([]);
  expect(result.items('task')).toMatchObject([
    {
      id: 'sending-stopped',
      title: 'Sending has stopped: too many addresses do not work',
      assignee: 'sam',
      department: 'client-relations',
    },
  ]);
  expect(held(result)).toEqual([['too-many-bounces', { attempts: 100, bounces: 4, complaints: 0 }]]);
  expect(result.invoice('I-LATE')).toMatchObject({ standing: 'next-step', steps: [] });
  expect(result.summary.orphans).toBe(0);
});

test('below 4 % sending goes on', async () => {
  const result = await run(100, '2026-03-06T20:00:00Z', returned('letter.bounced', ids(3)));
  expect(sends(result.lettersOf('I-LATE'))).toEqual(['03-06T09:00 reminder-1']);
  expect(result.items('task')).toEqual([]);
});

test('few messages say nothing: below a hundred sending goes on, however many bounce', async () => {
  const result = await run(99, '2026-03-06T20:00:00Z', returned('letter.bounced', ids(20)));
  expect(sends(result.lettersOf('I-LATE'))).toEqual(['03-06T09:00 reminder-1']);
});

test('two complaints stop sending, one does not, and one letter to several people is one complaint', async () => {
  const one = await run(100, '2026-03-06T20:00:00Z', returned('letter.complained', ids(1)));
  expect(one.lettersOf('I-LATE')).toHaveLength(1);
  const two = await run(100, '2026-03-06T20:00:00Z', returned('letter.complained', ids(2)));
  expect(two.lettersOf('I-LATE')).toEqual([]);
  expect(held(two)).toEqual([['too-many-complaints', { attempts: 100, bounces: 0, complaints: 2 }]]);
  const contacts = ['a', 'b'].map((name) => ({ name, email: `${name}@c1.test`, roles: ['billing'] }));
  const both = contacts.map(({ email }) => ({ ...returned('letter.complained', ['C1'])[0]!, email }));
  const customers = many(100).map((each) => (each.id === 'C1' ? { ...each, contacts } : each));
  const provider = await run(100, '2026-03-06T20:00:00Z', both, { customers });
  expect(provider.lettersOf('I-LATE')).toHaveLength(1);
});

test('whoever closes the item releases sending: the letters leave with the next run, and a new window begins', async () => {
  const events = [...returned('letter.bounced', ids(10)), released];
  const result = await run(100, '2026-03-12T20:00:00Z', events);
  expect(sends(result.lettersOf('I-LATE'))).toEqual(['03-09T12:00 reminder-1']);
  // The second reminder of those who were reached: the old bounces do not stop it again.
  expect(result.letters.filter(({ step }) => step === 'reminder-2').length).toBe(90);
  expect(result.items('task')).toEqual([]);
});

test('after a release sending stops again for what bounces from then on', async () => {
  const events = [
    ...returned('letter.bounced', ids(10)),
    released,
    // A letter of the first window that is reported late counts there.
    ...returned('letter.bounced', ['C11', 'C12', 'C13', 'C14', 'C15'], '2026-03-10T10:00:00Z'),
    ...returned('letter.bounced', ids(40).slice(20), '2026-03-12T10:00:00Z'),
    ...ids(50).map((id) => issued(`N-${id}`, { customerId: `C${50 + Number(id.slice(1))}`, dueOn: '2026-03-10' })),
  ];
  const result = await run(100, '2026-03-17T20:00:00Z', events);
  expect(held(result).map(([rule]) => rule)).toEqual(['too-many-bounces', 'too-many-bounces']);
  expect(result.items('task')).toMatchObject([{ id: 'sending-stopped' }]);
});

test('an administrator is asked first, and mail to colleagues still leaves', async () => {
  const staff = [
    ...STAFF,
    { id: 'ada', name: 'Ada', email: 'ada@company.test', department: 'finance', roles: ['administrator'] },
  ];
  const issue = {
    ...{ at: '2026-03-05T12:00:00Z', by: 'sam', type: 'issue.raised', issueId: 'S1', invoiceId: 'I-C50' },
    ...{ category: 'missing-order-number', description: 'x' },
  };
  const settings = { departments: { finance: { manager: 'finn' } } };
  const result = await run(100, '2026-03-10T20:00:00Z', [...returned('letter.bounced', ids(4)), issue], {
    staff,
    settings,
  });
  const stop = result.workList.find(({ id }) => id === 'sending-stopped');
  expect(stop).toMatchObject({ assignee: 'ada', department: 'client-relations' });
  expect(result.timeline.filter(({ what }) => what === 'letters-held-back')).toHaveLength(1);
  expect(result.mails.filter(({ audience }) => audience === 'staff').map(({ to }) => to.join())).toEqual([
    'finn@company.test',
  ]);
});
