import { isClaimed, planForPresentPayer } from '../correspondence/change-payer.ts';
import { liftCreditHolds } from '../escalation/lift-credit-hold.ts';
import { wakeEscalations } from '../escalation/wake-escalations.ts';
import { wakeIssues } from '../issues/wake-issues.ts';
import { type CustomerHead, headKey, type InvoiceFacts, invoiceKey } from '../ledger/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { chooseNextStep } from '../policy/choose-next-step.ts';
import { type Decision, ENDS } from '../policy/decision.ts';
import { closeItemsOf } from '../work-list/close-items.ts';
import type { Over } from '../work-list/lost-reason.ts';
import type { Case } from './entities.ts';
import { hasEnded } from './has-ended.ts';
import { type CaseIds, type LoadedCase, loadCase } from './load-case.ts';
import { differs, noteSilence, signal } from './signal.ts';
import { startCase, startReserved } from './start-case.ts';
import { KEEPS_DYING, noteStuck } from './stuck.ts';
import { mayTakeOver, takenOverOnceMore } from './take-over-limit.ts';
import { clearMark, markForWake } from './wake-mark.ts';

const isEnd = (decision: Decision): boolean => (ENDS as readonly string[]).includes(decision.state);

/** Letters planned for a former payer are planned for the present one, but for one that is claimed already. */
const followPayer = async (platform: Platform, { facts }: LoadedCase): Promise<void> => {
  for (const step of facts.records) {
    if (step.status !== 'planned' || step.payerId === facts.payer.customerId) continue;
    const former = (await platform.table.get(headKey(step.payerId!))) as CustomerHead | undefined;
    if (!isClaimed(former, step)) await planForPresentPayer(platform, { pk: step.pk, sk: step.sk });
  }
};

/** Letters that are held back are tried again with the next run: what held them back may have changed. */
const retryHeldLetters = async (platform: Platform, { facts }: LoadedCase): Promise<void> => {
  for (const step of facts.records) {
    if (step.status !== 'planned' || step.verdict === undefined || step.verdict.reason === 'cap') continue;
    const at = `${new Date(facts.now).toISOString()}#${step.payerId}`;
    if (step.agendaAt === undefined || step.agendaAt <= at) continue;
    await writeIfStill(platform, {
      update: { pk: step.pk, sk: step.sk },
      set: { agendaAt: at },
      if: { equals: { agendaAt: step.agendaAt } },
    });
  }
};

/** A hold, a promise or an issue before the first step is due: no case runs yet that would tell why nothing is sent. */
const tellWaiting = (platform: Platform, ids: CaseIds, { rule, text, standing, facts }: Decision, now: number): void =>
  platform.tell({
    at: new Date(now).toISOString(),
    ...ids,
    what: 'invoice-waits',
    why: { rule, text, facts: { ...facts, standing } },
  });

const noteDying = (platform: Platform, { customerId, invoiceId }: CaseIds): Promise<void> =>
  noteStuck(platform, invoiceKey(customerId, invoiceId), KEEPS_DYING, 'wake');

/**
 * Starts the restart that follows an execution which ended without a word; after too many in a day the case is handed
 * to a person instead, until the day is over.
 */
export const restartDead = async (platform: Platform, loaded: LoadedCase, dead: Case): Promise<void> => {
  const { now, invoice } = loaded.facts;
  if (mayTakeOver(dead.takenOver, now)) await startCase(platform, loaded, takenOverOnceMore(dead.takenOver, now));
  else await noteDying(platform, invoice);
};

/** Whether somebody may have asked for something about an invoice that no case follows yet. */
const mayHaveItems = ({ askedForPlanAt, holds }: InvoiceFacts): boolean =>
  askedForPlanAt !== undefined || Object.keys(holds).length > 0;

/** Begins a case that no execution follows, if a step is due; else returns the instant at which its first one will be. */
const beginCase = async (platform: Platform, ids: CaseIds, loaded: LoadedCase): Promise<string | undefined> => {
  const { facts } = loaded;
  const decision = chooseNextStep(facts);
  if (isEnd(decision)) {
    if (mayHaveItems(facts.invoice))
      await closeItemsOf(platform, ids.customerId, ids.invoiceId, decision.standing as Over);
    return undefined;
  }
  if (decision.parts.length > 0 || facts.records.length > 0) {
    await startCase(platform, loaded);
    return undefined;
  }
  if (decision.standing !== 'not-due') tellWaiting(platform, ids, decision, facts.now);
  return decision.parkUntil;
};

/** Whether approval is still to be asked for: where the case waits for it already, whoever was to ask has died. */
export const asksInVain = ({ parts }: Decision): boolean => parts.some((part) => part.do === 'start-escalation');

/** Lets a running execution of the present cycle look again; returns whether everybody whom it concerns heard. */
const wakeRunning = async (platform: Platform, ids: CaseIds, loaded: LoadedCase, found: Case): Promise<boolean> => {
  const { now } = loaded.facts;
  const decision = chooseNextStep(loaded.facts);
  const heard = await wakeEscalations(platform, loaded);
  // A part that is paid in time only puts the next date off: the execution itself is not woken for that.
  await liftCreditHolds(platform, ids, loaded, decision);
  await followPayer(platform, loaded);
  await retryHeldLetters(platform, loaded);
  const isNew = found.parked === undefined && found.ended === undefined && (await startReserved(platform, found));
  if (!isNew && hasEnded(found, now)) await restartDead(platform, loaded, found);
  else if (asksInVain(decision) && !mayTakeOver(found.takenOver, now)) await noteDying(platform, ids);
  else if (found.parked !== undefined && differs(found.decision, decision, now)) {
    const deaf = await signal(platform, ids, found);
    if (deaf !== undefined) {
      await noteSilence(platform, ids, deaf);
      return false;
    }
  }
  return heard;
};

/** The mark under which an invoice stands on the agenda. */
const markOf = ({ facts }: LoadedCase) =>
  ({ agenda: facts.invoice.agenda, agendaAt: facts.invoice.agendaAt }) as { agenda?: string; agendaAt?: string };

/** Looks at one case again: starts it, signals it, or puts the day of its first step on the agenda. */
export const wakeCase = async (platform: Platform, ids: CaseIds): Promise<void> => {
  const loaded = await loadCase(platform, ids);
  if (loaded === undefined) return;
  const { facts, case: found } = loaded;
  const mark = markOf(loaded);
  let heard = await wakeIssues(platform, facts.invoice);
  let admitAt: string | undefined;
  if (found === undefined || found.status !== 'open') admitAt = await beginCase(platform, ids, loaded);
  else if (found.cycle === facts.invoice.cycle) heard = (await wakeRunning(platform, ids, loaded, found)) && heard;
  else {
    // A newer cycle: the old execution is told to look, finds it and ends; the new one starts beside it.
    await signal(platform, ids, found);
    if (!isEnd(chooseNextStep(facts))) await startCase(platform, loaded);
  }
  if (heard) await clearMark(platform, { ...ids, sk: facts.invoice.sk }, mark, admitAt);
  // Who did not hear is on the way to the next park, or has ended: the mark stays, so that the sweep looks again.
  else if (mark.agenda?.startsWith('wake#') !== true) await markForWake(platform, ids);
};

/**
 * Begins the case of an invoice whose first step comes soon. It signals nobody: where an execution follows the invoice
 * already, a mark is left for the wake function.
 */
export const admitCase = async (platform: Platform, ids: CaseIds): Promise<void> => {
  const loaded = await loadCase(platform, ids);
  if (loaded === undefined) return;
  if (loaded.case?.status === 'open') return markForWake(platform, ids);
  const admitAt = await beginCase(platform, ids, loaded);
  await clearMark(platform, { ...ids, sk: loaded.facts.invoice.sk }, markOf(loaded), admitAt);
};
