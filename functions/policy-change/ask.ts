import { companyOf } from '../platform/company.ts';
import { AlreadyStarted, BadInput } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { policyProblems } from '../policy/refuse-policy.ts';
import { endChange, endingOf } from './end-change.ts';
import { type ChangeKind, changeKey, type LatestChanges, latestKey, type PolicyChange } from './entities.ts';
import { NO_TOTALS } from './totals.ts';

/** What a change is asked for with; the fields are those of `PolicyChange`. */
export type ChangeAsked = Pick<
  PolicyChange,
  'kind' | 'policyId' | 'version' | 'draft' | 'days' | 'moveRunning' | 'only' | 'by'
>;

/** A page names at most so many cases. */
const MOST_NAMED = 100;
const MOST_DAYS = 366;
/** What came of a change is kept this long. */
const KEPT_DAYS = 90;
const DAY_MS = 86_400_000;
/** Longer than any part takes with all its repetitions: an execution that was silent for longer has died. */
const SILENT_MS = 40 * 60_000;

/** Whether a change that is not through has had no progress for so long that nothing will come of it. */
export const hasStopped = ({ status, progressedAt }: PolicyChange, now: number): boolean =>
  status === 'running' && now - Date.parse(progressedAt) > SILENT_MS;

const refuse = async ({ table, clock }: Platform, { kind, draft, days, only }: ChangeAsked): Promise<void> => {
  if (kind === 'rehearse' && draft === undefined) throw new BadInput(['draft: is missing: a rehearsal is of a draft']);
  if (kind === 'rehearse' && !(Number.isInteger(days) && days! >= 1 && days! <= MOST_DAYS))
    throw new BadInput([`days: "${days}" is no number of days: 1 to ${MOST_DAYS}`]);
  if (only !== undefined && (only.length === 0 || only.length > MOST_NAMED))
    throw new BadInput([`only: ${only.length} cases are named; 1 to ${MOST_NAMED} can be, or all`]);
  if (draft === undefined) return;
  // Saved as it could be published; who is on the staff may have changed since.
  const problems = policyProblems(draft.policy, (await companyOf(table, clock.now())).staff, 'draft');
  if (problems.length > 0) throw new BadInput(problems);
};

/** Starts the execution of a change under its id; one that was started before is this one. */
const begin = async (platform: Platform, changeId: string): Promise<void> => {
  try {
    await platform.workflows.start('policy-change', changeId, { changeId });
  } catch (error) {
    if (!(error instanceof AlreadyStarted)) throw error;
  }
};

const newChange = (platform: Platform, asked: ChangeAsked, changeId: string): PolicyChange => {
  const now = platform.clock.now();
  const at = new Date(now).toISOString();
  const { kind, policyId, version, draft, days, moveRunning, only, by } = asked;
  return {
    ...changeKey(changeId),
    ...{ changeId, kind, policyId, version, by, at, status: 'running', progressedAt: at },
    ...(draft === undefined ? {} : { draft: { policy: draft.policy, v: draft.v } }),
    ...(days === undefined ? {} : { days }),
    ...(moveRunning === undefined ? {} : { moveRunning }),
    ...(only === undefined ? {} : { only: [...only] }),
    ...{ looked: { customers: 0, invoices: 0 }, totals: NO_TOTALS, parts: 0, v: 1 },
    expiresAt: Math.floor((now + KEPT_DAYS * DAY_MS) / 1000),
  };
};

/** Of a running change of this kind: whether it is what is asked for now. */
const isSame = (running: PolicyChange, asked: ChangeAsked): boolean =>
  running.version === asked.version &&
  running.draft?.v === asked.draft?.v &&
  running.days === asked.days &&
  running.moveRunning === asked.moveRunning &&
  JSON.stringify(running.only) === JSON.stringify(asked.only);

const latestOf = async (
  { table }: Platform,
  policyId: string,
  kind: ChangeKind,
): Promise<{ changeId: string | undefined; change: PolicyChange | undefined }> => {
  const changeId = ((await table.get(latestKey(policyId))) as LatestChanges | undefined)?.[kind];
  if (changeId === undefined) return { changeId, change: undefined };
  return { changeId, change: (await table.get(changeKey(changeId))) as PolicyChange | undefined };
};

/**
 * Asks for a rehearsal, a preview or a move, and starts its work. While the same one is under way, that one is it. Another
 * rehearsal or preview ends the one that is under way; a move of other cases goes on beside it. Returns the change's id.
 *
 * @throws BadInput where what is asked for makes no sense, or the draft could not be published.
 */
export const askForChange = async (platform: Platform, asked: ChangeAsked): Promise<string> => {
  await refuse(platform, asked);
  const { kind, policyId } = asked;
  for (;;) {
    const latest = await latestOf(platform, policyId, kind);
    const running = latest.change?.status === 'running' ? latest.change : undefined;
    if (running !== undefined && isSame(running, asked) && !hasStopped(running, platform.clock.now())) {
      // Whoever asked first may have ended before the start.
      await begin(platform, running.changeId);
      return running.changeId;
    }
    const isInTheWay = running !== undefined && kind !== 'move';
    const changeId = platform.ids.next('change');
    const set = { [kind]: changeId, ...(kind === 'rehearse' ? {} : { ofCases: kind }) };
    const written = await writeIfStill(platform, [
      { put: newChange(platform, asked, changeId), if: { exists: false } },
      { update: latestKey(policyId), set, if: { equals: { [kind]: latest.changeId } } },
      ...(isInTheWay ? [endingOf(platform, running, 'overtaken')] : []),
    ]);
    if (!written) continue;
    await begin(platform, changeId);
    return changeId;
  }
};

/** Ends a change that is not wanted any more; what was moved stays moved. Returns false where it is not under way. */
export const cancelChange = (platform: Platform, changeId: string): Promise<boolean> =>
  endChange(platform, changeId, 'cancelled');
