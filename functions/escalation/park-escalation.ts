import type { Entry } from '../lifecycle/park.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import { ConditionFailed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { type EscalationInput, keyOf, loadEscalation } from './escalation-case.ts';
import { judgeEscalation } from './judge-escalation.ts';

/** Stores the token of the waiting task; where an answer came in between, a wake looks at it. */
export const parkEscalation = async (platform: Platform, of: EscalationInput, entry: Entry): Promise<void> => {
  const { loaded, position, record } = await loadEscalation(platform, of);
  if (record?.approval === undefined || record.status !== 'asked') return;
  const parked = { token: entry.token, enteredAt: entry.enteredAt, retryCount: entry.retryCount };
  try {
    await platform.table.write({
      update: keyOf(of),
      set: { approval: { ...record.approval, parked } },
      if: { equals: { status: 'asked', approval: record.approval } },
    });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
  const judged = judgeEscalation(record.approval, loaded.facts, position, loaded.company);
  if (!judged.state.startsWith('Waiting')) await markForWake(platform, of);
};
