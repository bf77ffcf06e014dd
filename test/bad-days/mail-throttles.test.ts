import { expect, it } from 'vitest';
import { CertainlyNotSent } from '../../functions/platform/errors.ts';
import { CUSTOMER, invoiceOf, START, World } from '../support/world.ts';

/** The mail service takes nothing for an hour: the letters leave afterwards, none twice, and no person sees it. */

it('letters stay planned while the service throttles, and leave with the run after', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `c${String(index).padStart(2, '0')}`);
  const from = Date.parse('2026-03-04T09:00:00Z');
  let refused = 0;
  const world = await World.make({
    start: START,
    customers: ids.map((id) => ({ ...CUSTOMER, id })),
    wrap: (ports, clock) => ({
      ...ports,
      mailer: {
        standing: () => ports.mailer.standing(),
        send: (mail) => {
          const throttles = clock.now() >= from && clock.now() < from + 3_600_000;
          if (!throttles) return ports.mailer.send(mail);
          refused += 1;
          return Promise.reject(new CertainlyNotSent('the service asks to slow down: nothing was sent'));
        },
      },
    }),
  });
  for (const id of ids) await world.record(invoiceOf(`i-${id}`, { customerId: id }));
  await world.to('2026-03-04T09:59:00Z');
  expect(refused).toBeGreaterThan(0);
  expect(world.posted()).toBe(0);
  expect(world.items()).toEqual([]);
  await world.to('2026-03-04T12:00:00Z');
  expect(world.sent()).toEqual(ids.map((id) => `2026-03-04 ${id} reminder-1 sent`));
  expect(world.posted()).toBe(ids.length);
  expect(world.items()).toEqual([]);
  const runs = world.runtime.engine.executions({ workflow: 'correspondence' }).items;
  expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
  // Whoever was refused is not counted as written to: the next step comes on its day.
  await world.to('2026-03-10T00:00:00Z');
  expect(world.posted()).toBe(2 * ids.length);
});
