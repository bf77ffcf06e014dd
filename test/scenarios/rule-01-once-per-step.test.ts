import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { changed, issued, paid, sends, world } from '../support/scenario-parts.ts';

test('rule 01: each reminder is sent once, however many runs of a day see it', async () => {
  const result = await rehearse(world('2026-04-30T00:00:00Z', [issued('I1')]));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-12T09:00 reminder-2', '03-19T09:00 reminder-3']);
  expect(result.invoice('I1').steps.map(({ step, how }) => `${step} ${how}`)).toEqual([
    'reminder-1 letter',
    'reminder-2 letter',
    'reminder-3 letter',
    'call task',
  ]);
  expect(result.summary.orphans).toBe(0);
});

test('rule 01: facts that keep waking a case after its letter repeat nothing', async () => {
  const result = await rehearse(
    world('2026-03-06T20:00:00Z', [
      issued('I1'),
      paid('P1', '2026-03-05T09:01:00Z', '10.00', { I1: '10.00' }),
      paid('P2', '2026-03-05T09:16:00Z', '10.00', { I1: '10.00' }),
      changed('I1', '2026-03-05T10:00:00Z', { amount: '160.00' }),
      {
        at: '2026-03-05T11:00:00Z',
        type: 'customer.updated',
        customer: {
          id: 'C1',
          name: 'New',
          segment: 'commercial',
          contacts: [{ name: 'B', email: 'new@c1.test', roles: ['billing'] }],
        },
      },
    ]),
  );
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1']);
  expect(result.invoice('I1')).toMatchObject({ balance: '140.00', next: { step: 'reminder-2', on: '2026-03-12' } });
});

test('rule 01: a call to the start of a workflow, a signal or the table that goes wrong repeats no letter', async () => {
  const events = [
    issued('I1'),
    issued('I2', { amount: '80.00' }),
    paid('P1', '2026-03-09T12:00:00Z', '20.00', { I1: '20.00' }),
  ];
  const undisturbed = await rehearse(world('2026-03-13T00:00:00Z', events));
  for (const fault of ['duplicate', 'lost-acknowledgement', 'time-out']) {
    const faults = [
      { port: 'workflows', method: 'start', call: 1, fault: fault === 'duplicate' ? 'lost-acknowledgement' : fault },
      { port: 'table', method: 'query', call: 3, fault: 'stale-read' },
    ];
    const result = await rehearse(world('2026-03-13T00:00:00Z', events, { faults }));
    expect(sends(result.letters), fault).toEqual(sends(undisturbed.letters));
  }
});
