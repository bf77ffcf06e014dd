import type { LoadedCase } from '../lifecycle/load-case.ts';
import { TaskClosed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { positionOf } from '../policy/case-facts.ts';
import { judgeEscalation } from './judge-escalation.ts';

/** Wakes the escalations of a case whose request was answered, or no longer holds. */
export const wakeEscalations = async (platform: Platform, { facts, company }: LoadedCase): Promise<void> => {
  for (const { status, approval } of facts.records) {
    if (status !== 'asked' || approval?.parked === undefined) continue;
    const waitsFor = approval.first === undefined ? 'Waiting for an answer' : 'Waiting for a second answer';
    if (judgeEscalation(approval, facts, positionOf(facts), company).state === waitsFor) continue;
    try {
      await platform.workflows.wake(approval.parked.token, {});
    } catch (error) {
      if (!(error instanceof TaskClosed)) throw error;
    }
  }
};
