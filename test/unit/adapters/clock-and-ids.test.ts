import { describe, expect, it } from 'vitest';
import { randomIds } from '../../../functions/adapters/aws/ids.ts';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { seededIds } from '../../../functions/adapters/embedded/ids.ts';

describe('the virtual clock', () => {
  it('stands still until it is moved on, and never goes back', () => {
    const clock = new VirtualClock(1000);
    expect(clock.now()).toBe(1000);
    clock.moveTo(1000);
    clock.moveTo(5000);
    expect(clock.now()).toBe(5000);
    expect(() => clock.moveTo(4999)).toThrow('The clock stands at 5000 and cannot go back to 4999.');
    expect(() => clock.moveTo(Number.NaN)).toThrow(RangeError);
    expect(() => new VirtualClock(Number.NaN)).toThrow(RangeError);
    expect(clock.now()).toBe(5000);
  });
});

describe('seeded ids', () => {
  it('count up per prefix', () => {
    const ids = seededIds(1);
    expect([ids.next('letter'), ids.next('letter'), ids.next('issue'), ids.next('letter')]).toEqual([
      'letter-000001',
      'letter-000002',
      'issue-000001',
      'letter-000003',
    ]);
  });

  it('give the same tokens for the same seed and others for another', () => {
    const tokens = (seed: number | string): string[] => {
      const ids = seededIds(seed);
      return [ids.token(), ids.token()];
    };
    expect(tokens('spring')).toEqual(tokens('spring'));
    expect(new Set([...tokens('spring'), ...tokens('autumn')]).size).toBe(4);
  });
});

describe.each([
  ['seeded', seededIds(7)],
  ['random', randomIds()],
])('%s ids', (_name, ids) => {
  it('begin with the prefix, have at most 64 letters and are never two alike', () => {
    const made = Array.from({ length: 500 }, () => ids.next('a_prefix-of_forty-letters-that-is-long-40'));
    expect(new Set(made).size).toBe(500);
    for (const id of made) expect(id).toMatch(/^a_prefix-of_forty-letters-that-is-long-40-[A-Za-z0-9_-]{1,22}$/);
  });

  it('refuse a prefix that makes no good id', () => {
    for (const prefix of ['', 'ü', 'a b', 'a#1', 'x'.repeat(60)]) expect(() => ids.next(prefix)).toThrow(TypeError);
  });

  it('make tokens of 256 bits', () => {
    expect(Buffer.from(ids.token(), 'base64url')).toHaveLength(32);
    expect(ids.token()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});
