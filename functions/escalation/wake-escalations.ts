import { invoiceKey } from '../ledger/entities.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { hasBeenSilent } from '../lifecycle/has-ended.ts';
import type { LoadedCase } from '../lifecycle/load-case.ts';
import { KEEPS_DYING, noteStuck } from '../lifecycle/stuck.ts';
import { mayTakeOver, takenOverOnceMore } from '../lifecycle/take-over-limit.ts';
import { AlreadyStarted, TaskClosed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { localDay } from '../platform/zone.ts';
import { positionOf } from '../policy/case-facts.ts';
import { judgeEscalation } from './judge-escalation.ts';

const startRequest = async (platform: Platform, record: StepRecord, execution: string): Promise<void> => {
  const { invoiceId, customerId, cycle, demand, step, dueDay } = record;
  try {
    await platform.workflows.start('escalation', execution, { invoiceId, customerId, cycle, demand, step, dueDay });
  } catch (error) {
    if (!(error instanceof AlreadyStarted)) throw error;
  }
};

/**
 * The execution of a request ended without a word: another one takes over the same request, with what was answered.
 * After too many in a day a person has to look.
 */
export const takeOverRequest = async (platform: Platform, record: StepRecord): Promise<void> => {
  const now = platform.clock.now();
  const { parked: _closed, ended: _ended, ...approval } = record.approval!;
  const key = { pk: record.pk, sk: record.sk };
  const stillAsked = { equals: { status: 'asked', approval: record.approval } };
  if (!mayTakeOver(approval.takenOver, now)) {
    const ended = { ...record.approval, ended: new Date(now).toISOString() };
    if (record.approval!.ended === undefined)
      await writeIfStill(platform, { update: key, set: { approval: ended }, if: stillAsked });
    await noteStuck(platform, invoiceKey(record.customerId, record.invoiceId), KEEPS_DYING, 'wake');
    return;
  }
  const [, name, times = '0'] = /^(.*?)(?:-r(\d+))?$/.exec(approval.execution)!;
  const execution = `${name!.slice(0, 75)}-r${Number(times) + 1}`;
  const taken = await writeIfStill(platform, {
    update: key,
    set: { approval: { ...approval, execution, takenOver: takenOverOnceMore(approval.takenOver, now) } },
    remove: ['silent'],
    if: stillAsked,
  });
  if (taken) await startRequest(platform, record, execution);
};

/** Whether a request should have been handed on by now: the day after its last is over too. */
export const isOverdue = (record: StepRecord, { facts, company }: LoadedCase): boolean => {
  const dueDay = record.status === 'asked' ? record.approval?.dueDay : undefined;
  return dueDay !== undefined && localDay(facts.now, company.settings.timeZone) > dueDay;
};

/**
 * Wakes the escalations of a case whose request was answered, no longer holds, or should have been handed on. Returns
 * false where one took no signal: it is on its way to its next park, or has ended, and has to be looked at again.
 */
export const wakeEscalations = async (platform: Platform, loaded: LoadedCase): Promise<boolean> => {
  const { facts, company } = loaded;
  let heard = true;
  for (const record of facts.records) {
    const { status, approval, silent } = record;
    if (status !== 'asked' || approval === undefined) continue;
    if (approval.ended !== undefined) {
      await takeOverRequest(platform, record);
      continue;
    }
    if (approval.parked === undefined) {
      await startRequest(platform, record, approval.execution);
      continue;
    }
    const waitsFor = approval.first === undefined ? 'Waiting for an answer' : 'Waiting for a second answer';
    const judged = judgeEscalation(approval, facts, positionOf(facts), company);
    if (judged.state === waitsFor && !isOverdue(record, loaded)) continue;
    const { token } = approval.parked;
    try {
      await platform.workflows.wake(token, {});
      continue;
    } catch (error) {
      if (!(error instanceof TaskClosed)) throw error;
    }
    if (hasBeenSilent(token, silent, facts.now)) {
      await takeOverRequest(platform, record);
      continue;
    }
    heard = false;
    if (silent?.token !== token)
      await writeIfStill(platform, {
        update: { pk: record.pk, sk: record.sk },
        set: { silent: { token, since: new Date(facts.now).toISOString() } },
        if: { equals: { status: 'asked' } },
      });
  }
  return heard;
};
