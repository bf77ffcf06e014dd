import type { Ageing, Bucket } from './ageing.ts';
import { share } from './share.ts';

/**
 * Roll rates under the bucket that the money came from: `current` is what stands in `d1to30` at the end ÷ what stood
 * in `current` at the start, and so on to `d61to90`, what stands in `over90` ÷ what stood in `d61to90`. `over90` is
 * null: nothing comes after it. Null as well where the bucket was empty at the start. The figures compare whole
 * buckets, not single invoices, so they can exceed 1: debt over 90 days old gathers in `over90`.
 */
export type RollRates = Record<Bucket, number | null>;

/** Amount in bucket n+1 at the end of a month ÷ amount in bucket n at its start, which is the end of the day before. */
export const rollRates = (start: Ageing, end: Ageing): RollRates => ({
  current: share(end.d1to30, start.current),
  d1to30: share(end.d31to60, start.d1to30),
  d31to60: share(end.d61to90, start.d31to60),
  d61to90: share(end.over90, start.d61to90),
  over90: null,
});
