import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { changed, customer, issued, limited, POLICY, sends, world } from '../support/scenario-parts.ts';

const capped = { policies: [limited({ contactsPerWeek: 2 })] };
const listed = (letters: Awaited<ReturnType<typeof rehearse>>['letters']) =>
  letters.map(({ at, invoices }) => `${at.slice(5, 10)} ${invoices.map((l) => `${l.invoiceId} ${l.step}`).join(', ')}`);

const three = [issued('I1'), issued('I2', { dueOn: '2026-03-03' }), issued('I3', { dueOn: '2026-03-06' })];

test('rule 07: the third letter waits until the first is seven local days old', async () => {
  const result = await rehearse(world('2026-03-14T00:00:00Z', three, capped));
  expect(listed(result.letters)).toEqual([
    '03-05 I1 reminder-1',
    '03-06 I2 reminder-1',
    '03-12 I1 reminder-2, I3 reminder-1',
    '03-13 I2 reminder-2',
  ]);
});

test('rule 07: while the cap holds a letter back its day is known, and the reason is told once', async () => {
  const result = await rehearse(world('2026-03-11T00:00:00Z', three, capped));
  expect(result.invoice('I3')).toMatchObject({
    standing: 'next-step',
    next: { step: 'reminder-1', on: '2026-03-12' },
    steps: [],
  });
  expect(
    result
      .storyOf('I3')
      .filter(({ what }) => what === 'letter-held-back')
      .map(({ why }) => why.rule),
  ).toEqual(['cap']);
});

test('rule 07: the cap counts letters to the payer for all its children and in every currency', async () => {
  const customers = [customer('P1'), customer('C1', { parent: 'P1' }), customer('C2', { parent: 'P1' })];
  const events = [issued('I1'), issued('I2', { customerId: 'C2', currency: 'EUR' }), issued('I3', { currency: 'GBP' })];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events, { ...capped, customers }));
  const dates = result.letters.map(({ at, currency }) => `${at.slice(5, 10)} ${currency}`);
  expect(dates.slice(0, 2).map((row) => row.slice(0, 5))).toEqual(['03-05', '03-05']);
  expect(dates.filter((row) => row.startsWith('03-12'))).toHaveLength(2);
  expect(dates).toHaveLength(4);
});

test('rule 07: a letter that certainly did not leave is not counted', async () => {
  const faults = [{ port: 'mailer', call: 1, fault: 'throw-before' }];
  const result = await rehearse(
    world('2026-03-07T00:00:00Z', [issued('I1'), issued('I2', { dueOn: '2026-03-03' })], { ...capped, faults }),
  );
  expect(sends(result.letters)).toEqual(['03-05T09:15 reminder-1', '03-06T09:00 reminder-1']);
});

test('rule 07: a letter of which nobody knows whether it arrived is counted', async () => {
  const faults = [{ port: 'mailer', call: 1, fault: 'time-out' }];
  const result = await rehearse(world('2026-03-12T00:00:00Z', three, { ...capped, faults }));
  expect(listed(result.letters)).toEqual(['03-05 I1 reminder-1', '03-06 I2 reminder-1']);
});

test('rule 07: the gap is kept between the steps of one invoice, whatever the dates say', async () => {
  const events = [issued('I1'), changed('I1', '2026-03-06T10:00:00Z', { dueOn: '2026-02-16' })];
  const result = await rehearse(world('2026-03-21T00:00:00Z', events));
  // Five days after Thursday the 5th is Tuesday the 10th; then Sunday the 15th, moved to Monday.
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-10T09:00 reminder-2', '03-16T09:00 reminder-3']);
});

test('rule 07: the gap of one invoice does not hold back another', async () => {
  const result = await rehearse(world('2026-03-07T00:00:00Z', [issued('I1'), issued('I2', { dueOn: '2026-03-03' })]));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-06T09:00 reminder-1']);
});

test('rule 07: the gap counts from a task as well, and a task keeps it too', async () => {
  const steps = [
    { id: 'call', kind: 'task', when: { anchor: 'due', days: 3 }, role: 'specialist' },
    { id: 'letter', kind: 'reminder', when: { anchor: 'due', days: 4 }, letter: 'reminder-1' },
    { id: 'visit', kind: 'task', when: { anchor: 'due', days: 5 }, role: 'specialist' },
  ];
  const result = await rehearse(world('2026-03-30T00:00:00Z', [issued('I1')], { policies: [{ ...POLICY, steps }] }));
  expect(result.invoice('I1').steps.map(({ step, at }) => `${step} ${at.slice(0, 10)}`)).toEqual([
    'call 2026-03-05',
    'letter 2026-03-10',
    'visit 2026-03-16',
  ]);
});

test('rule 07: a new parent does not inherit the count, and the gap of each invoice still looks back', async () => {
  const moves = { at: '2026-03-09T12:00:00Z', type: 'customer.updated', customer: customer('C1', { parent: 'P1' }) };
  const events = [...three, moves];
  const result = await rehearse(
    world('2026-03-14T00:00:00Z', events, { ...capped, customers: [customer('C1'), customer('P1')] }),
  );
  // I3 waited for the cap of C1 until the 12th; under P1 it goes with the next run.
  expect(result.letters.map(({ at, customerId }) => `${at.slice(5, 16)} ${customerId}`).slice(0, 3)).toEqual([
    '03-05T09:00 C1',
    '03-06T09:00 C1',
    '03-09T12:00 P1',
  ]);
  expect(listed(result.letters).slice(3)).toEqual(['03-12 I1 reminder-2', '03-16 I2 reminder-2'].slice(0, 1));
});

const gathering = { policies: [limited({ gatherWithinDays: 4 })] };

test('rule 07: a step due within gatherWithinDays joins a letter that leaves anyway', async () => {
  const events = [issued('I1'), issued('I2', { dueOn: '2026-03-04' }), issued('I3', { dueOn: '2026-03-09' })];
  const result = await rehearse(world('2026-03-13T00:00:00Z', events, gathering));
  expect(listed(result.letters)).toEqual([
    '03-05 I1 reminder-1, I2 reminder-1',
    '03-12 I1 reminder-2, I2 reminder-2, I3 reminder-1',
  ]);
  const apart = await rehearse(world('2026-03-13T00:00:00Z', events));
  expect(listed(apart.letters)).toEqual([
    '03-05 I1 reminder-1',
    '03-09 I2 reminder-1',
    '03-12 I1 reminder-2, I3 reminder-1',
  ]);
});

test('rule 07: nothing joins below its gap, planned ahead or not', async () => {
  const steps = [
    { id: 'reminder-1', kind: 'reminder', when: { anchor: 'due', days: 3 }, letter: 'reminder-1' },
    { id: 'reminder-2', kind: 'reminder', when: { anchor: 'due', days: 9 }, letter: 'reminder-2' },
    { id: 'call', kind: 'task', when: { anchor: 'due', days: 40 }, role: 'specialist' },
  ];
  const late = issued('I3', { dueOn: '2026-03-06' }, '2026-03-10T08:00:00Z');
  const events = [issued('I1'), issued('I2', { dueOn: '2026-03-06' }), late];
  const policies = [limited({ gatherWithinDays: 3, minimumGapDays: 6 }, { steps })];
  const result = await rehearse(world('2026-03-12T00:00:00Z', events, { policies }));
  expect(listed(result.letters)).toEqual([
    '03-05 I1 reminder-1',
    '03-09 I2 reminder-1',
    '03-10 I3 reminder-1',
    '03-11 I1 reminder-2',
  ]);
});

test('rule 07: nothing is gathered where no letter leaves anyway, and not what is held or disputed', async () => {
  const alone = await rehearse(world('2026-03-08T00:00:00Z', [issued('I2', { dueOn: '2026-03-04' })], gathering));
  expect(alone.letters).toEqual([]);
  const hold = {
    at: '2026-03-04T12:00:00Z',
    by: 'sam',
    type: 'hold.placed',
    holdId: 'H1',
    scope: { invoiceId: 'I2' },
    reason: 'x',
    owner: 'sam',
    until: '2026-03-20',
  };
  const held = await rehearse(
    world('2026-03-06T00:00:00Z', [issued('I1'), issued('I2', { dueOn: '2026-03-04' }), hold], gathering),
  );
  expect(listed(held.letters)).toEqual(['03-05 I1 reminder-1']);
});
