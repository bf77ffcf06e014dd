import { isOpen } from '../ledger/balance.ts';
import type { Applying } from '../ledger/commit.ts';
import { type CustomerHead, headKey, type InvoiceFacts, invoiceKey } from '../ledger/entities.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { recordTogether } from '../ledger/record-event.ts';
import { companyOf } from '../platform/company.ts';
import { everyEntry } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key } from '../platform/ports.ts';
import { type AgendaKind, agendaShards, dueBy } from '../platform/shard.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { isToBeLookedAt } from '../work-list/close-items.ts';
import { itemId } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import { moveOn } from '../work-list/move-on.ts';
import { answeringOf } from './answer-days.ts';
import type { HoldRecord } from './record-holds.ts';
import { reviewStuck } from './review-stuck.ts';
import { orNote } from './stuck.ts';
import { wake } from './wake.ts';
import { markForWake } from './wake-mark.ts';

/** The keys of everything of a kind that is due. */
const dueEntries = async (platform: Platform, kind: AgendaKind, until: number): Promise<Key[]> => {
  const due = dueBy(until);
  const keys: Key[] = [];
  for (const shard of agendaShards(kind))
    for (const { pk, sk } of await everyEntry(platform.table, 'agenda', shard, due)) keys.push({ pk, sk });
  return keys;
};

/** Whether there is still something to look at once a hold has ended. */
const isOwed = async (platform: Platform, { customerId, invoiceId }: HoldRecord): Promise<boolean> => {
  if (invoiceId === undefined) return isToBeLookedAt(platform, customerId);
  const invoice = (await platform.table.get(invoiceKey(customerId, invoiceId))) as InvoiceFacts | undefined;
  return invoice !== undefined && isOpen(invoice) && invoice.closedAs === undefined;
};

/** A hold ends: it lifts itself, and its owner gets an item (domain rule 24), unless nothing is owed any more. */
const endHold = async (platform: Platform, key: Key): Promise<void> => {
  const hold = (await platform.table.get(key)) as HoldRecord | undefined;
  if (hold?.agenda === undefined) return;
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  const head = (await platform.table.get(headKey(hold.customerId))) as CustomerHead;
  const workspace = new Workspace(platform.table);
  const { agenda, agendaAt, ...ended } = (await workspace.get<HoldRecord>(key))!;
  await workspace.put(ended);
  const owed = await isOwed(platform, hold);
  if (owed)
    await raiseItem(
      workspace,
      company,
      {
        itemId: itemId('hold-ended', hold.holdId),
        kind: 'hold-ended',
        title: 'A hold has ended: look at the account',
        customerId: hold.customerId,
        invoiceId: hold.invoiceId,
        assignee: hold.owner,
        ...answeringOf(company, head),
      },
      now,
    );
  if (!(await writeIfStill(platform, workspace.writes()))) return;
  platform.tell({
    at: new Date(now).toISOString(),
    customerId: hold.customerId,
    ...(hold.invoiceId === undefined ? {} : { invoiceId: hold.invoiceId }),
    what: 'hold-ended',
    why: {
      rule: 'hold-ended',
      text: owed
        ? 'The hold has ended by itself; its owner gets an item.'
        : 'The hold has ended by itself; nothing is owed any more.',
      facts: { hold: hold.holdId },
    },
  });
  if (hold.invoiceId !== undefined)
    await markForWake(platform, { customerId: hold.customerId, invoiceId: hold.invoiceId });
  else await wake(platform, headKey(hold.customerId));
};

/** Finishes a change that was being written in parts when its function died. */
const finishApplying = async (platform: Platform, key: Key): Promise<void> => {
  const applying = (await platform.table.get(key)) as Applying | undefined;
  if (applying !== undefined) await recordTogether(platform, JSON.parse(applying.events) as LedgerEvent[]);
};

/** A sweep ends in good order after this long, well below a function's 15 minutes; the next one goes on. */
const SWEEP_MS = 10 * 60_000;

const WORK: readonly (readonly [AgendaKind, (platform: Platform, key: Key) => Promise<void>])[] = [
  ['applying', finishApplying],
  ['hold-end', endHold],
  ['wake', wake],
  ['admission', wake],
  ['deadline', moveOn],
];

/** What a sweep did: entries it looked at, whether it left some to the next one, and records that cannot be decided. */
export interface Swept {
  looked: number;
  more: boolean;
  stuck: number;
}

/**
 * The sweep, every 15 minutes: works off what was missed. Wakes that nobody took, first steps whose day has come, holds
 * that end, items that silence moves on, changes that were interrupted. One entry that fails keeps none of the others
 * from being worked off; it stays on the agenda, and one on which a rule fails goes to a person.
 *
 * @throws AggregateError with what went wrong and may pass, after everything was tried.
 */
export const sweep = async (platform: Platform): Promise<Swept> => {
  const { clock } = platform;
  const now = clock.now();
  const until = now + SWEEP_MS;
  let looked = 0;
  let more = false;
  const failures: unknown[] = [];
  for (const [kind, work] of WORK)
    for (const key of await dueEntries(platform, kind, now)) {
      if (clock.now() > until) {
        more = true;
        break;
      }
      looked += 1;
      try {
        await orNote(platform, key, () => work(platform, key), kind === 'admission' ? 'wake' : kind);
      } catch (error) {
        failures.push(error);
      }
    }
  let stuck = 0;
  try {
    stuck = await reviewStuck(platform, until);
  } catch (error) {
    failures.push(error);
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `The sweep could not work off ${failures.length} of ${looked} entries`);
  return { looked, more, stuck };
};
