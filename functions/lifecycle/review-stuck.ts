import { deadIssues } from '../issues/take-over-issue.ts';
import { COMPANY } from '../ledger/entities.ts';
import { companyOf } from '../platform/company.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import { dueBy } from '../platform/shard.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { chooseNextStep } from '../policy/choose-next-step.ts';
import { itemId, personFor } from '../work-list/item.ts';
import { closeItem } from '../work-list/items.ts';
import { raiseByItself } from '../work-list/raise-by-itself.ts';
import { ANSWER_DAYS } from './answer-days.ts';
import { hasEnded } from './has-ended.ts';
import { loadCase } from './load-case.ts';
import { KEEPS_DYING, orNote, STUCK, type Stuck } from './stuck.ts';
import { wake } from './wake.ts';
import { asksInVain } from './wake-case.ts';

/** Three sweeps: what passes by itself, or with the deployment under way, is nobody's work. */
const PATIENCE_MS = 45 * 60_000;
/** An item that was closed while the record is still stuck is raised again after this long. */
const AGAIN_MS = 86_400_000;
/** A fault of the program stops every record: so many items a sweep say it as well as all of them. */
const MOST_RAISED = 20;

const itemOf = ({ of, invoiceId, customerId, kind }: Stuck): string =>
  itemId('task', invoiceId ?? customerId ?? of.pk, ...(kind === 'wake' ? [] : [kind]), 'cannot-be-decided');

/** Whether the case stands somewhere again: nothing that follows the invoice is known to have ended. */
const standsAgain = async (platform: Platform, { customerId, invoiceId }: Stuck): Promise<boolean> => {
  if (customerId === undefined || invoiceId === undefined) return true;
  const loaded = await loadCase(platform, { customerId, invoiceId });
  if (loaded === undefined) return true;
  const { facts, case: found } = loaded;
  if (found?.status === 'open' && (found.parked === undefined || hasEnded(found, facts.now))) return false;
  if (found?.status === 'open' && asksInVain(chooseNextStep(facts))) return false;
  if (facts.records.some(({ status, approval }) => status === 'asked' && approval?.ended !== undefined)) return false;
  return (await deadIssues(platform, facts.invoice)).length === 0;
};

/** Tries it once more; returns whether nothing is wrong with it any more. */
const isOver = async (platform: Platform, stuck: Stuck): Promise<boolean> => {
  const { of, kind } = stuck;
  if (kind !== 'wake') {
    const item = await platform.table.get(of);
    return item?.agendaAt === undefined || item.agendaAt > dueBy(platform.clock.now());
  }
  let over = false;
  await orNote(platform, of, async () => {
    await wake(platform, of);
    over = await standsAgain(platform, stuck);
  });
  return over;
};

const isRaised = ({ raisedAt }: Stuck, now: number): boolean =>
  raisedAt !== undefined && now - Date.parse(raisedAt) < AGAIN_MS;

const isRipe = ({ since, error }: Stuck, now: number): boolean =>
  error === KEEPS_DYING || now - Date.parse(since) >= PATIENCE_MS;

/** The item says nothing that would have to be read from the record: that is what cannot be read. */
const raise = async (platform: Platform, stuck: Stuck): Promise<void> => {
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  const { customerId, invoiceId, error, pk, sk } = stuck;
  const about = {
    itemId: itemOf(stuck),
    kind: 'task' as const,
    title: 'Nothing can be decided here: look at the record, or ask who runs the program',
    customerId,
    invoiceId,
    assignee: personFor('specialist', company.staff, undefined)?.id,
    answerDays: ANSWER_DAYS,
  };
  const why = { rule: 'cannot-be-decided', facts: { error } };
  if ((await raiseByItself(platform, company, about, why, true)) === 'lost') return;
  await writeIfStill(platform, {
    update: { pk, sk },
    set: { raisedAt: new Date(now).toISOString() },
    if: { exists: true },
  });
};

const forget = async (platform: Platform, stuck: Stuck): Promise<void> => {
  const workspace = new Workspace(platform.table);
  const at = new Date(platform.clock.now()).toISOString();
  await closeItem(workspace, stuck.customerId, itemOf(stuck), at, 'system');
  await writeIfStill(platform, [...workspace.writes(), { delete: { pk: stuck.pk, sk: stuck.sk } }]);
};

/**
 * Tries everything again that could not be decided, until `until`: what can be now is forgotten and its item closes; what
 * still cannot after three sweeps goes to a person. Returns how much is left.
 */
export const reviewStuck = async (platform: Platform, until: number): Promise<number> => {
  const all = await everyItem<Stuck>(platform.table, COMPANY, STUCK);
  let left = all.length;
  let raised = 0;
  for (const stuck of all) {
    const now = platform.clock.now();
    if (now > until) break;
    if (await isOver(platform, stuck)) {
      await forget(platform, stuck);
      left -= 1;
    } else if (isRipe(stuck, now) && !isRaised(stuck, now) && raised < MOST_RAISED) {
      raised += 1;
      await raise(platform, stuck);
    }
  }
  return left;
};
