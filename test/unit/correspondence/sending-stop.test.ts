import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FEWEST_COMPLAINTS,
  REPRESENTATIVE_VOLUME,
  receptionSince,
  stopBecause,
  WINDOW_MS,
  windowFrom,
} from '../../../functions/correspondence/sending-stop.ts';

const received = (attempts: number, bounces: number, complaints = 0) => ({ attempts, bounces, complaints });
const NOW = Date.parse('2026-03-20T10:00:00Z');
const QUARTER = 900_000;

describe('sending stops', () => {
  it.each([
    [received(100, 3), undefined],
    [received(100, 4), 'too-many-bounces'],
    [received(99, 99), undefined],
    [received(1_000, 39), undefined],
    [received(1_000, 40), 'too-many-bounces'],
    [received(500, 0, 1), undefined],
    [received(99, 0, 9), undefined],
    [received(2_500, 0, 2), 'too-many-complaints'],
    [received(2_501, 0, 2), undefined],
    [received(100_000, 0, 79), undefined],
    [received(100_000, 0, 80), 'too-many-complaints'],
    [received(0, 0), undefined],
  ])('at %j: %s', (reception, reason) => {
    expect(stopBecause(reception)).toBe(reason);
  });

  it('for whatever is above 4 % bounces or 0.08 % complaints, and for nothing below', () => {
    const counts = fc.record({
      attempts: fc.nat(1_000_000),
      bounces: fc.nat(60_000),
      complaints: fc.nat(2_000),
    });
    fc.assert(
      fc.property(counts, (of) => {
        const isBad =
          of.bounces / of.attempts >= 0.04 ||
          (of.complaints >= FEWEST_COMPLAINTS && of.complaints / of.attempts >= 0.0008);
        expect(stopBecause(of) !== undefined).toBe(of.attempts >= REPRESENTATIVE_VOLUME && isBad);
      }),
    );
  });

  it('never because of more messages that arrive', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(500), fc.nat(20), fc.nat(10_000), (attempts, bounces, complaints, more) => {
        fc.pre(attempts >= REPRESENTATIVE_VOLUME);
        if (stopBecause({ attempts, bounces, complaints }) === undefined)
          expect(stopBecause({ attempts: attempts + more, bounces, complaints })).toBeUndefined();
      }),
    );
  });
});

describe('the window', () => {
  it('is the last fourteen days', () => {
    expect(windowFrom(NOW, undefined)).toBe(NOW - WINDOW_MS);
    expect(windowFrom(NOW, NOW - 2 * WINDOW_MS)).toBe(NOW - WINDOW_MS);
  });

  it('begins with the first quarter of an hour after a release', () => {
    expect(windowFrom(NOW, NOW - QUARTER - 1)).toBe(NOW - QUARTER);
    expect(windowFrom(NOW, NOW - QUARTER)).toBe(NOW - QUARTER);
    expect(windowFrom(NOW, NOW - QUARTER + 1)).toBe(NOW);
  });

  it('leaves out what is older, and takes of what the service and we counted the greater', () => {
    const counts = [
      { from: NOW - QUARTER, attempts: 70, bounces: 1, complaints: 2 },
      { from: NOW, attempts: 50, bounces: 0, complaints: 1 },
      { from: NOW - 2 * QUARTER, attempts: 900, bounces: 90, complaints: 9 },
    ];
    const at = (instant: number) => new Date(instant).toISOString();
    const returned = [
      { letterAt: at(NOW), how: 'bounced' as const },
      { letterAt: at(NOW + 1), how: 'bounced' as const },
      { letterAt: at(NOW), how: 'complained' as const },
      { letterAt: at(NOW - 2 * QUARTER), how: 'bounced' as const },
    ];
    expect(receptionSince(NOW - QUARTER, counts, returned)).toEqual({ attempts: 120, bounces: 2, complaints: 3 });
  });
});
