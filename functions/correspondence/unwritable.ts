import { ANSWER_DAYS } from '../lifecycle/answer-days.ts';
import type { Notice, StepRecord } from '../lifecycle/entities.ts';
import { fromDay } from '../platform/civil-date.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key } from '../platform/ports.ts';
import { isRecordFault } from '../platform/record-fault.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { localDay } from '../platform/zone.ts';
import { itemId, personFor } from '../work-list/item.ts';
import { closeItem } from '../work-list/items.ts';
import { raiseByItself } from '../work-list/raise-by-itself.ts';
import type { Draft } from './draft.ts';
import type { Run } from './may-leave.ts';

/**
 * So many letters of a run may go to a person because they cannot be written. What stops more of them is no customer's
 * record but the program: then the run fails, and that is an alarm instead of an item each.
 */
const MOST_A_RUN = 20;

/** What a letter was to carry out. */
type Entry = Pick<StepRecord | Notice, 'pk' | 'sk' | 'customerId' | 'invoiceId'>;

const itemOf = ({ invoiceId }: Pick<Entry, 'invoiceId'>): string =>
  itemId('task', invoiceId, 'letter-cannot-be-written');

/** The item says nothing that would have to be read from the account: that is what may be broken. */
const raise = async (platform: Platform, company: Company, entry: Entry, error: string): Promise<void> => {
  const { customerId, invoiceId } = entry;
  const about = {
    itemId: itemOf(entry),
    kind: 'task' as const,
    title: "A letter cannot be written: look at the customer's record, or ask who runs the program",
    customerId,
    invoiceId,
    assignee: personFor('specialist', company.staff, undefined)?.id,
    answerDays: ANSWER_DAYS,
  };
  await raiseByItself(platform, company, about, { rule: 'unwritable', facts: { error } });
};

/** Leaves the verdict where the pages read it; the letter is tried again when its entry says. */
const leaveVerdict = (platform: Platform, company: Company, { pk, sk }: Key, again: number): Promise<boolean> => {
  const on = fromDay(localDay(again, company.settings.timeZone));
  const isNotice = sk.startsWith('NOTICE#');
  return writeIfStill(platform, {
    update: { pk, sk },
    set: { verdict: { reason: 'unwritable', on } },
    if: isNotice ? { exists: true } : { equals: { status: 'planned' } },
  });
};

/**
 * One customer whose record breaks the writing of a letter, or makes one that the mail service would never take, goes to a
 * person, and the run goes on.
 * @param again when the letter is looked at again, in milliseconds since 1970
 * @throws the error itself where it is none of a record, or where too many of the run failed before.
 */
export const handOver = async (
  platform: Platform,
  company: Company,
  run: Run,
  of: Key,
  error: unknown,
  again: number = platform.clock.now(),
): Promise<void> => {
  if (!isRecordFault(error) || run.unwritable >= MOST_A_RUN) throw error;
  run.unwritable += 1;
  const entry = (await platform.table.get(of)) as StepRecord | Notice | undefined;
  if (entry === undefined) throw error;
  await raise(platform, company, entry, (error as Error).name);
  await leaveVerdict(platform, company, of, again);
};

/** The first step, or the notice, of a letter: the item is about it. */
export const firstOf = ({ notice, lines }: Draft): Key => notice ?? lines[0]!.steps[0]!;

/** The letter could be written after all, or need not be any more: nobody has to look. */
export const takeBack = async (platform: Platform, entries: readonly (StepRecord | Notice)[]): Promise<void> => {
  for (const entry of entries) {
    if (entry.verdict?.reason !== 'unwritable') continue;
    const workspace = new Workspace(platform.table);
    const at = new Date(platform.clock.now()).toISOString();
    if (await closeItem(workspace, entry.customerId, itemOf(entry), at, 'system'))
      await writeIfStill(platform, workspace.writes());
  }
};
