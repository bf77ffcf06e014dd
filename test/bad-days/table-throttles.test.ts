import { expect, it } from 'vitest';
import { TableInFront } from '../../functions/adapters/embedded/table-in-front.ts';
import { Conflict, ServiceUnavailable, Throttled } from '../../functions/platform/errors.ts';
import type { Ports, Table, Write } from '../../functions/platform/ports.ts';
import { CUSTOMER, invoiceOf, paymentOf, START, World } from '../support/world.ts';

/** The table asks to slow down, and writers meet, for an hour; what was to happen in it happens afterwards, once. */

const FROM = Date.parse('2026-03-04T08:55:00Z');
const TO = Date.parse('2026-03-04T09:55:00Z');

/** Nothing can be written for the first half of the hour; then two of three writes fail, one of them after it was made. */
class Troubled extends TableInFront {
  readonly #isOn: () => 'down' | 'slow' | undefined;
  #calls = 0;

  constructor(table: Table, isOn: () => 'down' | 'slow' | undefined) {
    super(table);
    this.#isOn = isOn;
  }

  async #around(call: () => Promise<void>): Promise<void> {
    const trouble = this.#isOn();
    if (trouble === undefined) return call();
    this.#calls += 1;
    if (trouble === 'down') throw new Throttled('the table asks to slow down');
    if (this.#calls % 3 === 0) throw new Conflict('another writer was there');
    await call();
    if (this.#calls % 3 === 1) throw new ServiceUnavailable('no answer came in time');
  }

  override write(write: Write): Promise<void> {
    return this.#around(() => super.write(write));
  }

  override transact(writes: readonly Write[]): Promise<void> {
    return this.#around(() => super.transact(writes));
  }
}

it('letters of that hour leave after it, none of them twice, and nothing is lost', async () => {
  const ids = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
  const world = await World.make({
    start: START,
    tolerant: true,
    prove: true,
    customers: ids.map((id) => ({ ...CUSTOMER, id })),
    wrap: (ports: Ports, clock) => ({
      ...ports,
      table: new Troubled(ports.table, () => {
        const now = clock.now();
        if (now < FROM || now >= TO) return undefined;
        return now < FROM + (TO - FROM) / 2 ? 'down' : 'slow';
      }),
    }),
  });
  for (const id of ids) await world.record(invoiceOf(`i-${id}`, { customerId: id }));
  await world.to('2026-03-04T08:54:00Z');
  await world.record({ ...paymentOf('i-c6'), type: 'payment.received', customerId: 'c6' });
  await world.to('2026-03-04T12:00:00Z');
  const unknown = world.letters().filter(({ status }) => status === 'unknown');
  // Where only the answer of the reservation or of the end was lost, a delivery report settles it.
  for (const { letterId, payerId } of unknown)
    await world.record({ type: 'letter.delivered', customerId: payerId, email: 'bill@c1.test', letterId });
  await world.to('2026-03-04T16:00:00Z');
  expect(
    world
      .letters()
      .map(({ payerId, status }) => `${payerId} ${status}`)
      .sort(),
  ).toEqual(['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => `${id} sent`));
  expect(world.posted()).toBeLessThanOrEqual(5);
  expect((await world.case('i-c6'))!.status).toBe('closed');
  expect(world.items()).toEqual([]);
  await world.to('2026-03-06T12:00:00Z');
  for (const id of ['c1', 'c2', 'c3', 'c4', 'c5'])
    expect(await world.steps(`i-${id}`)).toEqual(['reminder-1 letter', 'call task']);
  expect(world.told('orphan-found')).toEqual([]);
});
