import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, POLICY, paid, sends, world } from '../support/scenario-parts.ts';

type Steps = Awaited<ReturnType<typeof rehearse>>['invoices'][number]['steps'];
const told = (steps: Steps) => steps.map(({ step, at, how }) => `${at.slice(5, 10)} ${step} ${how}`);
const withSteps = (...steps: Record<string, unknown>[]) => ({ policies: [{ ...POLICY, steps }] });
const reminder = (id: string, anchor: string, days: number, more = {}) => ({
  id,
  kind: 'reminder',
  when: { anchor, days },
  letter: 'reminder-1',
  ...more,
});
const task = (id: string, anchor: string, days: number, more = {}) => ({
  id,
  kind: 'task',
  when: { anchor, days },
  role: 'specialist',
  title: id,
  ...more,
});

const bySize = withSteps(
  reminder('letter', 'due', 3, { onlyIf: { belowAmount: { USD: '1000.00' } } }),
  task('call', 'due', 4, { onlyIf: { minAmount: { USD: '1000.00' } } }),
  reminder('second', 'due', 10),
  task('last', 'due', 31),
);

test('rule 13: onlyIf by amount: at least the one, less than the other, and a skip on the day it would have been due', async () => {
  const events = [
    issued('I1'),
    issued('I2', { customerId: 'C2', amount: '1000.00' }),
    issued('I3', { customerId: 'C3', currency: 'EUR' }),
  ];
  const more = { ...bySize, customers: ['C1', 'C2', 'C3'].map((id) => customer(id)) };
  const result = await rehearse(world('2026-03-13T00:00:00Z', events, more));
  expect(told(result.invoice('I1').steps)).toEqual([
    '03-05 letter letter',
    '03-06 call skipped',
    '03-12 second letter',
  ]);
  expect(told(result.invoice('I2').steps)).toEqual(['03-05 letter skipped', '03-06 call task', '03-12 second letter']);
  // A currency that is not named does not hold.
  expect(told(result.invoice('I3').steps)).toEqual([
    '03-05 letter skipped',
    '03-06 call skipped',
    '03-12 second letter',
  ]);
  expect(result.storyOf('I1').find(({ what }) => what === 'step-skipped')?.why.text).toContain('1000.00');
  const early = await rehearse(world('2026-03-04T00:00:00Z', events, more));
  expect(early.invoice('I2')).toMatchObject({
    standing: 'not-due',
    steps: [],
    next: { step: 'call', on: '2026-03-06' },
  });
});

test('rule 13: onlyIf counts the amount of the invoice, never its balance', async () => {
  const events = [issued('I1', { amount: '1000.00' }), paid('P1', '2026-03-03T10:00:00Z', '900.00', { I1: '900.00' })];
  const result = await rehearse(world('2026-03-07T00:00:00Z', events, bySize));
  expect(told(result.invoice('I1').steps)).toEqual(['03-05 letter skipped', '03-06 call task']);
});

test('rule 13: an amount changed under a planned letter leaves it out after all', async () => {
  const more = { ...issued('I1', { amount: '2000.00' }, '2026-03-05T08:30:00Z'), type: 'invoice.changed' };
  const result = await rehearse(world('2026-03-07T00:00:00Z', [issued('I1'), more], bySize));
  expect(result.letters).toEqual([]);
  expect(told(result.invoice('I1').steps)).toEqual(['03-05 letter skipped', '03-06 call task']);
});

test('rule 13: onlyIf by kind, by tags, all of it at once', async () => {
  const more = {
    ...withSteps(
      reminder('deposits', 'due', 1, { onlyIf: { invoiceKind: 'deposit' } }),
      reminder('standards', 'due', 2, { onlyIf: { invoiceKind: 'standard', tags: ['vip', 'north'] } }),
      task('last', 'due', 31),
    ),
    customers: [customer('C1', { tags: ['vip', 'north'] }), customer('C2', { tags: ['vip'] })],
  };
  const events = [
    issued('I1', { kind: 'deposit' }),
    issued('I2'),
    issued('I3', { customerId: 'C2', kind: 'standard' }),
  ];
  const result = await rehearse(world('2026-03-05T00:00:00Z', events, more));
  expect(told(result.invoice('I1').steps)).toEqual(['03-03 deposits letter', '03-04 standards skipped']);
  expect(told(result.invoice('I2').steps)).toEqual(['03-03 deposits skipped', '03-04 standards letter']);
  expect(told(result.invoice('I3').steps)).toEqual(['03-03 deposits skipped', '03-04 standards skipped']);
});

test("rule 13: the first invoice is the customer's own earliest by date, then id; drafts and voids are not counted", async () => {
  const check = withSteps(
    task('credit-check', 'issued', 1, { onlyIf: { firstInvoice: true } }),
    task('last', 'due', 31),
  );
  const on = (id: string, issuedOn: string, more = {}) => issued(id, { issuedOn, ...more }, `${issuedOn}T12:00:00Z`);
  const first = (result: Awaited<ReturnType<typeof rehearse>>) =>
    result.invoices.filter(({ steps }) => steps.some(({ how }) => how === 'task')).map(({ invoiceId }) => invoiceId);
  const two = await rehearse(
    world('2026-03-03T00:00:00Z', [on('I2', '2026-03-01'), on('I1', '2026-03-01'), on('I0', '2026-03-02')], check),
  );
  expect(first(two)).toEqual(['I1']);
  const draft = await rehearse(
    world('2026-03-03T00:00:00Z', [on('I1', '2026-02-27', { status: 'draft' }), on('I2', '2026-03-01')], check),
  );
  expect(first(draft)).toEqual(['I2']);
  const voided = { at: '2026-02-28T12:00:00Z', type: 'invoice.voided', invoiceId: 'I1' };
  const gone = await rehearse(
    world('2026-03-03T00:00:00Z', [on('I1', '2026-02-27'), voided, on('I2', '2026-03-01')], check),
  );
  expect(first(gone)).toEqual(['I2']);
});

const checkIn = {
  id: 'check-in',
  kind: 'check-in',
  when: { anchor: 'installed', days: 8 },
  letter: 'check-in',
  skipIfLateByDays: 10,
};

test('rule 13: a step that is too late is skipped, one that is not goes late', async () => {
  const more = { ...withSteps(checkIn, ...POLICY.steps), customers: [customer('C1'), customer('C2')] };
  const events = [
    issued('I1', { installedOn: '2026-02-09', dueOn: '2026-04-15' }),
    issued('I2', { customerId: 'C2', installedOn: '2026-02-12', dueOn: '2026-04-15' }),
  ];
  const result = await rehearse(world('2026-03-03T00:00:00Z', events, more));
  expect(told(result.invoice('I1').steps)).toEqual(['03-01 check-in skipped']);
  expect(result.invoice('I1')).toMatchObject({ standing: 'not-due', next: { step: 'reminder-1', on: '2026-04-20' } });
  expect(told(result.invoice('I2').steps)).toEqual(['03-02 check-in letter']);
});

test('rule 13: an invoice first seen late begins at its first step that is required or not yet too late', async () => {
  const more = withSteps(
    reminder('first', 'due', 1, { skipIfLateByDays: 3 }),
    reminder('second', 'due', 4, { skipIfLateByDays: 20 }),
    reminder('third', 'due', 10),
    task('last', 'due', 31),
  );
  const result = await rehearse(world('2026-03-11T00:00:00Z', [issued('I1', { dueOn: '2026-02-20' })], more));
  // Seen on the 1st of March: the first was due on the 23rd of February, the second on the 24th; the third follows by the gap.
  expect(told(result.invoice('I1').steps)).toEqual([
    '03-01 first skipped',
    '03-02 second letter',
    '03-09 third letter',
  ]);
});

test('rule 13: an optional letter that was planned in time is not dropped for lateness alone', async () => {
  const late = { ...checkIn, skipIfLateByDays: 1 };
  const hold = { freshnessHours: 24 };
  const feed = { at: '2026-03-09T08:00:00Z', type: 'feed.completed', asOf: '2026-03-09T08:00:00Z' };
  const event = issued('I1', { installedOn: '2026-02-24', dueOn: '2026-04-15' });
  const result = await rehearse(
    world('2026-03-10T00:00:00Z', [event, feed], { ...withSteps(late, ...POLICY.steps), settings: hold }),
  );
  expect(sends(result.letters)).toEqual(['03-09T09:00 check-in']);
});

test('rule 13: without an installation date the check-in does not apply, and leaves no trace', async () => {
  const result = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1')], withSteps(checkIn, ...POLICY.steps)));
  expect(told(result.invoice('I1').steps)).toEqual(['03-05 reminder-1 letter']);
});

test('rule 13: the anchor issued counts from the date of issue', async () => {
  const more = withSteps(reminder('early', 'issued', 30), task('last', 'due', 31));
  const result = await rehearse(world('2026-03-04T00:00:00Z', [issued('I1')], more));
  expect(told(result.invoice('I1').steps)).toEqual(['03-03 early letter']);
});

const chain = withSteps(reminder('first', 'due', 3), reminder('second', 'previous', 7), task('last', 'previous', 7));

test('rule 13: the anchor previous counts from the day the step before was done', async () => {
  const plain = await rehearse(world('2026-03-20T00:00:00Z', [issued('I1')], chain));
  expect(told(plain.invoice('I1').steps)).toEqual(['03-05 first letter', '03-12 second letter', '03-19 last task']);
  const hold = {
    at: '2026-03-04T10:00:00Z',
    by: 'sam',
    type: 'hold.placed',
    holdId: 'H1',
    scope: { invoiceId: 'I1' },
    reason: 'x',
    owner: 'sam',
    until: '2026-03-10',
  };
  const held = await rehearse(world('2026-03-25T00:00:00Z', [issued('I1'), hold], chain));
  expect(told(held.invoice('I1').steps)).toEqual(['03-10 first letter', '03-17 second letter', '03-24 last task']);
});

test('rule 13: after a step that was left out, previous counts from the day it was left out', async () => {
  const more = withSteps(
    reminder('first', 'due', 3, { onlyIf: { tags: ['nobody'] } }),
    reminder('second', 'previous', 7),
    task('last', 'due', 31),
  );
  const result = await rehearse(world('2026-03-13T00:00:00Z', [issued('I1')], more));
  expect(told(result.invoice('I1').steps)).toEqual(['03-05 first skipped', '03-12 second letter']);
});

test('rule 13: what waits for the step before shows the day that it would have if that goes as planned', async () => {
  const result = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1')], chain));
  expect(result.invoice('I1').next).toEqual({ step: 'second', on: '2026-03-12' });
});
