import { isDeepStrictEqual } from 'node:util';
import { TaskClosed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { Decision } from '../policy/decision.ts';
import { type Case, caseKey } from './entities.ts';
import type { CaseIds } from './load-case.ts';

/** Parks that end later than this wait for a fact, not for a date. */
const OPEN_END_MS = 29 * 86_400_000;

/** Whether stage or date would change, so that a signal is worth its transitions. */
export const differs = (before: Decision | undefined, now: Decision, instant: number): boolean => {
  if (before === undefined || before.state !== now.state) return true;
  if (now.parts.length > 0) {
    // What is still to be done after it was done once was undone: an item was closed, a request lapsed.
    const changed = before.invoiceVersion !== now.invoiceVersion || before.headVersion !== now.headVersion;
    if (changed || now.parts.some((part) => part.do === 'start-escalation')) return true;
    // A part holds no undefined fields; the table does not keep the order of those that it has.
    if (!isDeepStrictEqual(before.parts, now.parts)) return true;
  }
  if (before.parkUntil === now.parkUntil) return false;
  const open = (decision: Decision): boolean => Date.parse(decision.parkUntil) - instant > OPEN_END_MS;
  return !(open(now) && Date.parse(before.parkUntil) > instant);
};

/**
 * Signals the waiting task; where it had timed out in the meantime, the newer token is tried once. Returns the case whose
 * token took no signal, and undefined where one did.
 */
export const signal = async (platform: Platform, ids: CaseIds, found: Case): Promise<Case | undefined> => {
  let deaf = found;
  let { parked } = found;
  for (let attempt = 1; parked !== undefined && attempt <= 2; attempt++) {
    try {
      await platform.workflows.wake(parked.token, {});
      return undefined;
    } catch (error) {
      if (!(error instanceof TaskClosed)) throw error;
    }
    const again = (await platform.table.get(caseKey(ids.customerId, ids.invoiceId))) as Case | undefined;
    if (again === undefined || again.parked?.token === parked.token) return deaf;
    deaf = again;
    parked = again.parked;
  }
  return deaf;
};

/**
 * Nobody took the signal: the execution is on its way to its next park, or has ended. Notes since when, because a token
 * that is silent for long belongs to an execution that has ended.
 */
export const noteSilence = async (platform: Platform, ids: CaseIds, { parked, silent }: Case): Promise<void> => {
  if (parked === undefined || silent?.token === parked.token) return;
  await writeIfStill(platform, {
    update: caseKey(ids.customerId, ids.invoiceId),
    set: { silent: { token: parked.token, since: new Date(platform.clock.now()).toISOString() } },
    if: { equals: { parked, status: 'open' } },
  });
};
