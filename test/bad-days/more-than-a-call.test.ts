import { describe, expect, it } from 'vitest';
import { TableInFront } from '../../functions/adapters/embedded/table-in-front.ts';
import type { Swept } from '../../functions/lifecycle/sweep.ts';
import wake from '../../functions/lifecycle/wake.handler.ts';
import type { Ports, Table, Write } from '../../functions/platform/ports.ts';
import { invoiceOf, paymentOf, START, World } from '../support/world.ts';

/** A function has fifteen minutes: a call with more to do ends in good order before, and the next one goes on. */

/** Every write and every signal takes so long, by the clock that the functions see. */
class Slow extends TableInFront {
  readonly #took: () => void;

  constructor(table: Table, took: () => void) {
    super(table);
    this.#took = took;
  }

  override async write(write: Write): Promise<void> {
    await super.write(write);
    this.#took();
  }
}

const slow = async (seconds: () => number): Promise<World> => {
  let late = 0;
  const pass = (): void => {
    late += seconds() * 1000;
  };
  return World.make({
    start: START,
    prove: true,
    wrap: (ports: Ports, clock) => ({
      ...ports,
      table: new Slow(ports.table, pass),
      workflows: {
        start: (...call) => ports.workflows.start(...call),
        stop: (...call) => ports.workflows.stop(...call),
        wake: (...call) => ports.workflows.wake(...call).finally(pass),
      },
      clock: { now: () => clock.now() + late },
    }),
  });
};
const names = Array.from({ length: 30 }, (_, index) => `i${String(index).padStart(2, '0')}`);
const closed = async (world: World): Promise<number> => {
  const cases = await Promise.all(names.map((id) => world.case(id)));
  return cases.filter((each) => each?.status === 'closed').length;
};

describe('a sweep', () => {
  it('stops in good order before its time is over, and the next one goes on', async () => {
    let seconds = 0;
    const world = await slow(() => seconds);
    for (const id of names) await world.record(invoiceOf(id));
    for (const id of names) await world.arrivesUnheard(paymentOf(id));
    seconds = 60;
    const first = (await wake.call(world.platform, { what: 'sweep' })) as Swept;
    expect(first.more).toBe(true);
    expect(first.looked).toBeLessThan(names.length);
    await world.runtime.settle();
    const before = await closed(world);
    expect(before).toBeGreaterThan(0);
    for (let sweeps = 0; sweeps < 6; sweeps++) {
      await wake.call(world.platform, { what: 'sweep' });
      await world.runtime.settle();
    }
    expect(await closed(world)).toBe(names.length);
    expect(await wake.call(world.platform, { what: 'sweep' })).toMatchObject({ looked: 0, more: false });
  });
});

describe('the wake of a payer with very many invoices', () => {
  it('takes several calls, each of which goes on where the one before stopped', async () => {
    let seconds = 0;
    const world = await slow(() => seconds);
    for (const id of names) await world.record(invoiceOf(id));
    const hold = { holdId: 'h', scope: { customerId: 'c1' }, reason: 'A move', owner: 'anna', until: '2026-03-20' };
    await world.arrivesUnheard({ type: 'hold.placed', ...hold });
    seconds = 20;
    const head = { pk: 'C#c1', sk: 'HEAD' };
    // The stream tells of the mark that the first call sets anew; the runtime goes on with it.
    await wake.call(world.platform, { keys: [head] });
    expect((await world.head()).agenda).toMatch(/^wake#/);
    await world.runtime.settle();
    expect((await world.head()).agenda).toBeUndefined();
    expect(await world.head()).not.toHaveProperty('woken');
    const states = await Promise.all(names.map(async (id) => (await world.case(id))!.decision!.state));
    expect(new Set(states)).toEqual(new Set(['On hold']));
    const looks = world.told('step-chosen').filter(({ why }) => why.rule === 'held');
    expect(looks).toHaveLength(names.length);
  });
});

describe('the admission of the night', () => {
  it('says where it stopped, and its next call goes on until all have begun', async () => {
    let seconds = 0;
    const world = await slow(() => seconds);
    for (const id of names) await world.record(invoiceOf(id, { dueOn: '2026-03-09' }));
    expect(await world.case(names[0])).toBeUndefined();
    await world.to('2026-03-08T12:00:00Z');
    seconds = 30;
    await world.to('2026-03-09T01:00:00Z');
    const cases = await Promise.all(names.map((id) => world.case(id)));
    expect(cases.filter((each) => each?.status === 'open')).toHaveLength(names.length);
    const night = world.runtime.engine.execution('nightly-review', 'night-2026-03-09')!;
    expect(night.status).toBe('SUCCEEDED');
    const entered = night.history.filter(({ type }) => type === 'TaskStateEntered');
    expect(entered.length).toBeGreaterThan(2);
  });
});
