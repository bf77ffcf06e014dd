import * as z from 'zod';
import { escalationInput } from '../../workflows/escalation/contract.ts';
import { lifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import { issueInput } from '../../workflows/issue-resolution/contract.ts';
import { policyChangeInput } from '../../workflows/policy-change/contract.ts';
import { takeOverRequest } from '../escalation/wake-escalations.ts';
import { type IssuePark, issueParkKey } from '../issues/issue-park.ts';
import { takeOverIssue } from '../issues/take-over-issue.ts';
import { type InvoiceFacts, invoiceKey } from '../ledger/entities.ts';
import { companyOf } from '../platform/company.ts';
import { PayerBeingChanged } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { endChange } from '../policy-change/end-change.ts';
import { itemId, personFor } from '../work-list/item.ts';
import { raiseByItself } from '../work-list/raise-by-itself.ts';
import { ANSWER_DAYS } from './answer-days.ts';
import { type Case, caseKey, type StepRecord, stepKey } from './entities.ts';
import { type CaseIds, type LoadedCase, loadCase } from './load-case.ts';
import { KEEPS_DYING, noteStuck, orNote } from './stuck.ts';
import { mayTakeOver, takenOverOnceMore } from './take-over-limit.ts';
import { restartDead } from './wake-case.ts';
import { markForWake } from './wake-mark.ts';

/** An execution that ended, and not by reaching an end of its own. */
export interface Died {
  workflow: string;
  execution: string;
  status: 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** The error's name. */
  error?: string | null | undefined;
  input: unknown;
}

/** The error with which executions are stopped for good: what was drained is not taken up again by itself. */
export const DRAINED = 'Drained';

const RULES = { FAILED: 'execution-failed', TIMED_OUT: 'execution-timed-out', ABORTED: 'execution-stopped' } as const;

const tellDeath = (platform: Platform, { workflow, execution, status, error }: Died, about: Partial<CaseIds>): void =>
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    ...about,
    what: 'execution-died',
    why: {
      rule: RULES[status],
      text: 'An execution ended before its end; what it followed goes on with the next one.',
      facts: { workflow, execution, status, error: error ?? null },
    },
  });

/** The facts of a case, or undefined while a change of its payer is being written in parts. */
const loadUnlessChanging = async (platform: Platform, ids: CaseIds): Promise<LoadedCase | undefined> => {
  try {
    return await loadCase(platform, ids);
  } catch (error) {
    if (!(error instanceof PayerBeingChanged)) throw error;
    return undefined;
  }
};

/** The next restart follows, where the case still follows this execution; any other word of it comes late or twice. */
const followCase = async (platform: Platform, died: Died): Promise<void> => {
  const of = lifecycleInput.parse(died.input);
  const key = caseKey(of.customerId, of.invoiceId);
  const found = (await platform.table.get(key)) as Case | undefined;
  if (found?.status !== 'open' || found.cycle !== of.cycle || found.restart !== of.restart) return;
  // Known already: the call before this one may have ended in the middle of what follows.
  if (found.ended === undefined) tellDeath(platform, died, { customerId: of.customerId, invoiceId: of.invoiceId });
  const now = platform.clock.now();
  const loaded = await loadUnlessChanging(platform, of);
  if (found.ended === undefined && (loaded === undefined || !mayTakeOver(found.takenOver, now)))
    await writeIfStill(platform, {
      update: key,
      set: { ended: new Date(now).toISOString() },
      if: { equals: { cycle: of.cycle, restart: of.restart, status: 'open' } },
    });
  if (loaded === undefined) await markForWake(platform, of);
  else await restartDead(platform, loaded, found);
};

/** Nothing was asked yet: the case looks again and asks anew, as often as it may be restarted. */
const askAnew = async (platform: Platform, ids: CaseIds): Promise<void> => {
  const key = caseKey(ids.customerId, ids.invoiceId);
  const found = (await platform.table.get(key)) as Case | undefined;
  if (found?.status !== 'open') return;
  const now = platform.clock.now();
  if (!mayTakeOver(found.takenOver, now))
    return noteStuck(platform, invoiceKey(ids.customerId, ids.invoiceId), KEEPS_DYING, 'wake');
  await writeIfStill(platform, {
    update: key,
    set: { takenOver: takenOverOnceMore(found.takenOver, now) },
    if: { equals: { cycle: found.cycle, restart: found.restart, status: 'open', takenOver: found.takenOver } },
  });
  await markForWake(platform, ids);
};

const followRequest = async (platform: Platform, died: Died): Promise<void> => {
  const { customerId, invoiceId, cycle, demand, step } = escalationInput.parse(died.input);
  const key = stepKey(customerId, invoiceId, cycle, demand, step);
  const record = (await platform.table.get(key)) as StepRecord | undefined;
  const approval = record?.status === 'asked' ? record.approval : undefined;
  if (approval !== undefined && approval.execution !== died.execution) return;
  if (approval === undefined && record !== undefined && record.status !== 'offered' && record.status !== 'visit')
    return;
  if (approval?.ended === undefined) tellDeath(platform, died, { customerId, invoiceId });
  if (approval === undefined) await askAnew(platform, { customerId, invoiceId });
  else await takeOverRequest(platform, record!);
};

const followIssue = async (platform: Platform, died: Died): Promise<void> => {
  const { restart, ...ids } = issueInput.parse(died.input);
  const [invoice, park] = await platform.table.batchGet([invoiceKey(ids.customerId, ids.invoiceId), issueParkKey(ids)]);
  const parked = park as IssuePark | undefined;
  if ((invoice as InvoiceFacts | undefined)?.issues[ids.issueId] === undefined) return;
  if (parked?.restart !== restart || parked?.over === true) return;
  if (parked?.ended === undefined) tellDeath(platform, died, { customerId: ids.customerId, invoiceId: ids.invoiceId });
  await takeOverIssue(platform, ids, parked);
};

/** A rehearsal or a move that stopped in the middle: whoever asked for it sees that, and may ask again. */
const reportChange = async (platform: Platform, died: Died): Promise<void> => {
  tellDeath(platform, died, {});
  await endChange(platform, policyChangeInput.parse(died.input).changeId, 'failed');
};

/** A file of which only a part was read: a person sees to it that it comes again. What was recorded is a repeat then. */
const reportImport = async (platform: Platform, died: Died): Promise<void> => {
  tellDeath(platform, died, {});
  const company = await companyOf(platform.table, platform.clock.now());
  const about = {
    itemId: itemId('task', died.execution, 'import-stopped'),
    kind: 'task' as const,
    title: 'An import stopped before its end: drop the same file again',
    assignee: personFor('finance', company.staff, undefined)?.id,
    department: 'finance',
    answerDays: ANSWER_DAYS,
  };
  await raiseByItself(platform, company, about, { rule: 'import-stopped' });
};

const FOLLOW: Readonly<Record<string, (platform: Platform, died: Died) => Promise<void>>> = {
  'invoice-lifecycle': followCase,
  escalation: followRequest,
  'issue-resolution': followIssue,
};
const ids = z.object({ customerId: z.string(), invoiceId: z.string() });

/**
 * Goes on where an execution died: the next restart of a case, of a request for approval or of an issue starts at once;
 * runs of the schedules are told, because the next one does their work. What was drained on purpose is left alone. The
 * word of a death may come twice, late, or not at all: then the sweep and the nightly proof find out.
 */
export const takeOver = async (platform: Platform, died: Died): Promise<void> => {
  if (died.error === DRAINED) return;
  const follow = FOLLOW[died.workflow];
  if (follow !== undefined) {
    const { customerId, invoiceId } = ids.parse(died.input);
    await orNote(platform, invoiceKey(customerId, invoiceId), () => follow(platform, died));
  } else if (died.workflow === 'ledger-import') await reportImport(platform, died);
  else if (died.workflow === 'policy-change') await reportChange(platform, died);
  else tellDeath(platform, died, {});
};
