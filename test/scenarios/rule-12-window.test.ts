import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, POLICY, sends, world } from '../support/scenario-parts.ts';

const inZone = (timeZone: string) => ({ customers: [customer('C1', { timeZone })] });
const window = (from: string, to: string) => ({ policies: [{ ...POLICY, sendWindow: { from, to } }] });

test('rule 12: daylight saving moves no letter by an hour', async () => {
  // New York changes on 2026-03-08, Berlin on 2026-03-29, Sydney on 2026-04-05.
  const us = await rehearse(world('2026-03-13T00:00:00Z', [issued('I1')], inZone('America/New_York')));
  expect(sends(us.letters)).toEqual(['03-05T14:00 reminder-1', '03-12T13:00 reminder-2']);
  const de = await rehearse(
    world('2026-04-03T00:00:00Z', [issued('I1', { dueOn: '2026-03-23' })], inZone('Europe/Berlin')),
  );
  expect(sends(de.letters)).toEqual(['03-26T08:00 reminder-1', '04-02T07:00 reminder-2']);
  const au = await rehearse(
    world('2026-04-09T00:00:00Z', [issued('I1', { dueOn: '2026-03-29' })], inZone('Australia/Sydney')),
  );
  expect(sends(au.letters)).toEqual(['03-31T22:00 reminder-1', '04-07T23:00 reminder-2']);
});

test('rule 12: a letter due on a Saturday or Sunday goes on Monday', async () => {
  const events = [issued('I1', { dueOn: '2026-03-04' }), issued('I2', { dueOn: '2026-03-05', customerId: 'C2' })];
  const result = await rehearse(world('2026-03-10T00:00:00Z', events, { customers: [customer('C1'), customer('C2')] }));
  expect(sends(result.letters)).toEqual(['03-09T09:00 reminder-1', '03-09T09:00 reminder-1']);
});

test("rule 12: the weekend is the company's own", async () => {
  const settings = { calendar: { weekend: ['friday', 'saturday'], holidays: [] } };
  const result = await rehearse(world('2026-03-09T00:00:00Z', [issued('I1', { dueOn: '2026-03-03' })], { settings }));
  expect(sends(result.letters)).toEqual(['03-08T09:00 reminder-1']);
});

test('rule 12: holidays are no working days, those of the region neither', async () => {
  const own = await rehearse(
    world('2026-03-10T00:00:00Z', [issued('I1')], {
      settings: { calendar: { holidays: ['2026-03-05', '2026-03-06'] } },
    }),
  );
  expect(sends(own.letters)).toEqual(['03-09T09:00 reminder-1']);
  // Good Friday 2026 is the 3rd of April, Easter Monday the 6th.
  const easter = [issued('I1', { dueOn: '2026-03-31' })];
  const de = await rehearse(world('2026-04-08T00:00:00Z', easter, { settings: { calendar: { region: 'DE' } } }));
  expect(sends(de.letters)).toEqual(['04-07T09:00 reminder-1']);
  const plain = await rehearse(world('2026-04-08T00:00:00Z', easter));
  expect(sends(plain.letters)).toEqual(['04-03T09:00 reminder-1']);
});

test("rule 12: a holiday is one on the customer's own date", async () => {
  // In Auckland the 6th begins while it is still the 5th in UTC.
  const result = await rehearse(
    world('2026-03-09T00:00:00Z', [issued('I1')], {
      ...inZone('Pacific/Auckland'),
      settings: { calendar: { holidays: ['2026-03-05'] } },
    }),
  );
  expect(sends(result.letters)).toEqual(['03-05T20:00 reminder-1']);
});

test('rule 12: what becomes due inside the window goes with the next run of the same day', async () => {
  const result = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1', {}, '2026-03-05T11:07:00Z')]));
  expect(sends(result.letters)).toEqual(['03-05T11:15 reminder-1']);
});

test('rule 12: what becomes due after the last run of the window goes on the next working day', async () => {
  const friday = issued('I1', { dueOn: '2026-03-03' }, '2026-03-06T16:46:00Z');
  const result = await rehearse(world('2026-03-09T18:00:00Z', [friday]));
  expect(sends(result.letters)).toEqual(['03-09T09:00 reminder-1']);
  const evening = await rehearse(world('2026-03-06T22:00:00Z', [friday]));
  expect(evening.invoice('I1').next).toEqual({ step: 'reminder-1', on: '2026-03-09' });
});

test('rule 12: the end of the window does not belong to it, its beginning does', async () => {
  const short = await rehearse(
    world('2026-03-06T18:00:00Z', [issued('I1', {}, '2026-03-05T16:30:30Z')], window('09:00', '16:45')),
  );
  expect(sends(short.letters)).toEqual(['03-06T09:00 reminder-1']);
});

test('rule 12: a window that opens between the quarters is used by the next run', async () => {
  const result = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1')], window('09:10', '10:00')));
  expect(sends(result.letters)).toEqual(['03-05T09:15 reminder-1']);
  const kathmandu = await rehearse(
    world('2026-03-06T00:00:00Z', [issued('I1')], { ...window('09:10', '10:00'), ...inZone('Asia/Kathmandu') }),
  );
  // 09:15 in Kathmandu is 03:30 UTC.
  expect(sends(kathmandu.letters)).toEqual(['03-05T03:30 reminder-1']);
});

test('rule 12: nothing happens by itself between 01:00 and 03:00 local', async () => {
  const result = await rehearse(
    world('2026-03-31T00:00:00Z', [issued('I1'), issued('I2', { dueOn: '2026-02-10' })], {
      settings: { timeZone: 'America/New_York' },
    }),
  );
  const hours = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: '2-digit', hourCycle: 'h23' });
  const quiet = result.timeline.filter(
    ({ at }) => at > '2026-03-01T06:00:00.000Z' && ['01', '02'].includes(hours.format(new Date(at))),
  );
  expect(quiet).toEqual([]);
});

test('rule 12: a task falls due on a working day as well', async () => {
  const policies = [
    {
      ...POLICY,
      steps: [{ id: 'call', kind: 'task', when: { anchor: 'due', days: 5 }, role: 'specialist', title: 'Call' }],
    },
  ];
  const result = await rehearse(world('2026-03-10T00:00:00Z', [issued('I1')], { policies }));
  // The 7th is a Saturday.
  expect(result.invoice('I1').steps).toMatchObject([{ step: 'call', how: 'task' }]);
  expect(result.invoice('I1').steps[0]!.at.slice(0, 10)).toBe('2026-03-09');
});
