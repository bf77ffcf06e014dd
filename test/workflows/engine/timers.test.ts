import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timers } from '../../../workflows/engine/timers.ts';

describe('timers', () => {
  it('come up by time, then by the order of setting, without those cancelled', () => {
    const plan = fc.array(fc.record({ at: fc.integer({ min: 0, max: 20 }), cancelled: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(plan, fc.integer({ min: 0, max: 20 }), (entries, now) => {
        const timers = new Timers<number>();
        const set = entries.map(({ at }, index) => timers.set(at, index));
        for (const [index, { cancelled }] of entries.entries()) if (cancelled) timers.cancel(set[index]!);
        const left = entries.map((entry, index) => ({ ...entry, index })).filter(({ cancelled }) => !cancelled);
        left.sort((a, b) => a.at - b.at || a.index - b.index);
        expect(timers.next()).toBe(left[0]?.at);
        const taken: number[] = [];
        for (let owner = timers.take(now); owner !== undefined; owner = timers.take(now)) taken.push(owner);
        expect(taken).toEqual(left.filter(({ at }) => at <= now).map(({ index }) => index));
      }),
    );
  });

  it('stay in order when most of many were cancelled', () => {
    const timers = new Timers<number>();
    const set = Array.from({ length: 5000 }, (_, index) => timers.set((index * 7919) % 5000, index));
    for (const [index, timer] of set.entries()) if (index % 10 !== 0) timers.cancel(timer);
    const taken: number[] = [];
    for (let owner = timers.take(5000); owner !== undefined; owner = timers.take(5000))
      taken.push((owner * 7919) % 5000);
    expect(taken).toHaveLength(500);
    expect(taken).toEqual(taken.toSorted((a, b) => a - b));
  });
});
