/**
 * So many calls are under way at once where each waits for the table and for Step Functions, and none for another: about
 * ten times as many an hour, still far below the services' quotas, whose pace the adapters keep.
 */
const LANES = 8;

/**
 * Works off a list with a few calls under way at once, each item once and begun in their order.
 *
 * @throws the first error, after every call that was under way has ended; no other one is begun then.
 */
export const inLanes = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  let next = 0;
  let failed = false;
  const lane = async (): Promise<void> => {
    while (next < items.length && !failed) {
      const item = items[next]!;
      next += 1;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = Array.from({ length: Math.min(LANES, items.length) }, lane);
  for (const ended of await Promise.allSettled(lanes)) if (ended.status === 'rejected') throw ended.reason;
};
