import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from '../../../../functions/adapters/aws/pace.ts';
import { patiently } from '../../../../functions/adapters/aws/pace-retries.ts';
import { VirtualTiming } from '../../../support/virtual-timing.ts';

/** The instants at which so many calls in a row may be made. */
const instants = async (pace: Pace, timing: VirtualTiming, calls: number): Promise<number[]> => {
  const made: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    await pace.take();
    made.push(timing.now());
  }
  return made;
};

describe('a pace', () => {
  it('lets a rested process make its share at once, then keeps the rate', async () => {
    const timing = new VirtualTiming();
    expect(await instants(new Pace({ perSecond: 10, atOnce: 3 }, timing), timing, 6)).toEqual([0, 0, 0, 100, 200, 300]);
  });

  it('gives each of those who wait together a place of their own', async () => {
    const timing = new VirtualTiming();
    const pace = new Pace(
      { perSecond: 4, atOnce: 1 },
      { now: () => 0, pause: (ms) => timing.pause(ms), chance: () => 1 },
    );
    await Promise.all([pace.take(), pace.take(), pace.take(), pace.take()]);
    expect(timing.pauses).toEqual([250, 500, 750]);
  });

  it('takes several places at once, and none where they would come too late', async () => {
    const timing = new VirtualTiming();
    const pace = new Pace({ perSecond: 1, atOnce: 1 }, timing);
    expect(await pace.take(3)).toBe(true);
    expect(timing.now()).toBe(2_000);
    expect(await pace.take(5, 4_000)).toBe(false);
    expect(await pace.take(1, 1_000)).toBe(true);
    expect(timing.now()).toBe(3_000);
  });

  it('goes on at another rate from the moment that it is told', async () => {
    const timing = new VirtualTiming();
    const pace = new Pace({ perSecond: 1, atOnce: 1 }, timing);
    await instants(pace, timing, 2);
    pace.become({ perSecond: 10, atOnce: 1 });
    expect(await instants(pace, timing, 2)).toEqual([1_100, 1_200]);
  });

  it('halves when somebody is turned away, once a second at most, and is back at its share after half a minute', async () => {
    const timing = new VirtualTiming();
    const pace = new Pace({ perSecond: 10, atOnce: 1 }, timing);
    await pace.take();
    for (let meeting = 0; meeting < 5; meeting += 1) pace.turnedAway();
    await pace.take();
    expect(timing.now()).toBeCloseTo(200, 0);
    await timing.pause(30_000);
    const from = timing.now();
    expect((await instants(pace, timing, 3)).map((at) => at - from)).toEqual([0, 100, 200]);
  });

  it('never makes more calls in any stretch of time than its bucket gives out', async () => {
    const share = fc.record({ perSecond: fc.integer({ min: 1, max: 50 }), atOnce: fc.integer({ min: 1, max: 20 }) });
    const rests = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(share, rests, async ({ perSecond, atOnce }, between) => {
        const timing = new VirtualTiming();
        const pace = new Pace({ perSecond, atOnce }, timing);
        const made: number[] = [];
        for (const rest of between) {
          await timing.pause(rest);
          await pace.take();
          made.push(timing.now());
        }
        for (let from = 0; from < made.length; from += 1)
          for (let to = from; to < made.length; to += 1) {
            const allowed = atOnce + ((made[to]! - made[from]!) * perSecond) / 1000;
            expect(to - from + 1).toBeLessThanOrEqual(allowed + 1e-6);
          }
      }),
      { numRuns: 100 },
    );
  });
});

describe('patience', () => {
  const failing = (times: number): (() => Promise<string>) => {
    let made = 0;
    return async () => {
      made += 1;
      if (made <= times) throw new Error(`attempt ${made}`);
      return `attempt ${made}`;
    };
  };
  const patience = { attempts: 6, first: 100, longest: 500 };

  it('doubles its pauses up to the longest', async () => {
    const timing = new VirtualTiming();
    expect(await patiently(failing(5), () => true, patience, timing)).toBe('attempt 6');
    expect(timing.pauses).toEqual([100, 200, 400, 500, 500]);
  });

  it('shortens them by chance', async () => {
    const timing = new VirtualTiming(0.25);
    await patiently(failing(3), () => true, patience, timing);
    expect(timing.pauses).toEqual([25, 50, 100]);
  });

  it('ends with the last error', async () => {
    await expect(patiently(failing(9), () => true, patience, new VirtualTiming())).rejects.toThrow('attempt 6');
  });

  it('does not try again what would be refused again', async () => {
    const timing = new VirtualTiming();
    await expect(patiently(failing(9), () => false, patience, timing)).rejects.toThrow('attempt 1');
    expect(timing.pauses).toEqual([]);
  });
});
