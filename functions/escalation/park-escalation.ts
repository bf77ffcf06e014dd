import type { Entry } from '../lifecycle/park.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { type EscalationInput, keyOf, loadEscalation } from './escalation-case.ts';
import { judgeEscalation } from './judge-escalation.ts';

/**
 * Stores the token of the waiting task. Then the request is judged on facts read after that: where an answer came in
 * between, a wake looks at it, because whoever wrote it found no token.
 */
export const parkEscalation = async (platform: Platform, of: EscalationInput, entry: Entry): Promise<void> => {
  const { record } = await loadEscalation(platform, of);
  if (record?.approval === undefined || record.status !== 'asked') return;
  const parked = { token: entry.token, enteredAt: entry.enteredAt, retryCount: entry.retryCount };
  await writeIfStill(platform, {
    update: keyOf(of),
    set: { approval: { ...record.approval, parked } },
    if: { equals: { status: 'asked', approval: record.approval } },
  });
  const { loaded, position } = await loadEscalation(platform, of);
  const judged = judgeEscalation(record.approval, loaded.facts, position, loaded.company);
  const waitsFor = record.approval.first === undefined ? 'Waiting for an answer' : 'Waiting for a second answer';
  if (judged.state !== waitsFor) await markForWake(platform, of);
};
