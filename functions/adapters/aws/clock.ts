import type { Clock } from '../../platform/ports.ts';

/** The clock of the machine. */
export const systemClock: Clock = { now: () => Date.now() };
