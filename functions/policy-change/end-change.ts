import type { Platform } from '../platform/platform.ts';
import type { Write } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { changeKey, type PolicyChange } from './entities.ts';

type Because = NonNullable<PolicyChange['because']>;

/** The write that ends a change before its end, as long as it is as it was read. */
export const endingOf = (platform: Platform, { changeId, v }: PolicyChange, because: Because): Write => ({
  update: changeKey(changeId),
  set: { status: 'ended', endedAt: new Date(platform.clock.now()).toISOString(), because, v: v + 1 },
  if: { equals: { v, status: 'running' } },
});

/** Ends a change before its end; what was moved stays moved. Returns false where it is not under way. */
export const endChange = async (platform: Platform, changeId: string, because: Because): Promise<boolean> => {
  for (;;) {
    const change = (await platform.table.get(changeKey(changeId))) as PolicyChange | undefined;
    if (change?.status !== 'running') return false;
    if (await writeIfStill(platform, endingOf(platform, change, because))) return true;
  }
};
