import type { Platform } from '../platform/platform.ts';
import type { Item } from '../platform/ports.ts';

/** A world of its own, in memory and in virtual time, in which nothing leaves and of which nothing stays. */
export interface Replayed {
  platform: Platform;
  /** Puts items into its table as they are, before anything runs; they cost nothing. */
  fill(items: readonly Item[]): void;
  /** Runs all that can run at its present instant. */
  settle(): Promise<void>;
  /** Moves its clock to the instant, milliseconds since 1970, doing on the way all that falls due. */
  advanceTo(instant: number): Promise<void>;
  /** What has been spent so far at the listed prices, in millionths of a US dollar. */
  spentMicros(): number;
  /** Frees its memory. */
  close(): void;
}

/** Opens an empty one whose clock stands at the instant. The same seed gives the same ids and the same chances. */
export type Replay = (of: { start: number; seed: string }) => Replayed;

/** What the work on a change of a policy needs beside the ports. */
export interface PolicyChangePlatform extends Platform {
  replay: Replay;
  /** About so many open invoices are one part. */
  partInvoices: number;
}
