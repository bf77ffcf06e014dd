import { COMPANY, type CustomerHead, feedKey, headKey, type InvoiceFacts, invoiceKey } from '../ledger/entities.ts';
import { isFresh } from '../ledger/freshness.ts';
import { ANSWER_DAYS } from '../lifecycle/answer-days.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { fromDay } from '../platform/civil-date.ts';
import { type Company, companyOf } from '../platform/company.ts';
import { everyEntry } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key } from '../platform/ports.ts';
import { isRecordFault } from '../platform/record-fault.ts';
import { agendaShards, dueBy } from '../platform/shard.ts';
import { Workspace } from '../platform/workspace.ts';
import { localDate } from '../platform/zone.ts';
import { demandsOf, oldestOpenDueDay } from '../policy/demands.ts';
import { selectPolicy } from '../policy/select-policy.ts';
import { itemId, personFor } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import type { Run } from './may-leave.ts';
import { sendToPayer } from './send-to-payer.ts';
import { noteQuotaUsedUp, noteRefusals, recipientsLeft, refusedLast } from './sending-stop-watch.ts';
import { handOver } from './unwritable.ts';

/** A batch ends after this long, well below the task's time-out of ten minutes. */
const BATCH_MS = 8 * 60_000;
/** Bounces come within seconds: a run looks again after this long, which is 840 messages at 14 a second. */
const LOOK_AGAIN_MS = 60_000;

export interface Batch {
  /** The last payer that was written to; the next batch goes on after it. */
  after: string | null;
}

export interface BatchResult extends Batch {
  more: boolean;
  sent: number;
}

/** The payers for whom something is due, each once, in the order of their ids. The index only names them. */
const duePayers = async (platform: Platform, now: number): Promise<Map<string, Key[]>> => {
  const payers = new Map<string, Key[]>();
  const until = dueBy(now);
  for (const shard of agendaShards('letters')) {
    for (const { pk, sk, agendaAt } of await everyEntry(platform.table, 'agenda', shard, until)) {
      const payerId = agendaAt!.slice(agendaAt!.indexOf('#') + 1);
      const entries = payers.get(payerId);
      if (entries === undefined) payers.set(payerId, [{ pk, sk }]);
      else entries.push({ pk, sk });
    }
  }
  return payers;
};

const rampKey = (day: string): Key => ({ pk: COMPANY, sk: `RAMP#${day}` });

/** The oldest due date of what is open, last where there is none, or where the record does not tell. */
const oldestDue = (company: Company, head: CustomerHead, invoice: InvoiceFacts): string => {
  try {
    const due = oldestOpenDueDay(demandsOf(invoice, selectPolicy(company.policies, head)));
    return due === undefined ? '9999-12-31' : fromDay(due);
  } catch (error) {
    if (!isRecordFault(error)) throw error;
    return '9999-12-31';
  }
};

/** Payers in the order of a daily ramp: oldest due date first, then invoice id. */
const byOldestDue = async (platform: Platform, company: Company, payers: Map<string, Key[]>): Promise<string[]> => {
  const oldest = new Map<string, string>();
  for (const [payerId, keys] of payers)
    for (let from = 0; from < keys.length; from += 100)
      for (const item of await platform.table.batchGet(keys.slice(from, from + 100))) {
        if (item === undefined) continue;
        const step = item as StepRecord;
        const [head, invoice] = (await platform.table.batchGet([
          headKey(step.customerId),
          invoiceKey(step.customerId, step.invoiceId),
        ])) as [CustomerHead, InvoiceFacts];
        const order = `${oldestDue(company, head, invoice)}#${step.invoiceId}`;
        const known = oldest.get(payerId);
        if (known === undefined || order < known) oldest.set(payerId, order);
      }
  return [...payers.keys()].sort((a, b) => {
    const [left, right] = [oldest.get(a) ?? '~', oldest.get(b) ?? '~'];
    return left < right ? -1 : left > right ? 1 : 0;
  });
};

const isStale = async (platform: Platform, company: Company, now: number): Promise<boolean> => {
  const hours = company.settings.freshnessHours;
  if (hours === null) return false;
  const feed = (await platform.table.get(feedKey)) as (Item & { asOf: string }) | undefined;
  return !isFresh(feed?.asOf, hours, now);
};

/** One item says that the books are stale; it closes itself with the next feed (domain rule 4). */
const raiseStale = async (platform: Platform, company: Company): Promise<void> => {
  const now = platform.clock.now();
  const workspace = new Workspace(platform.table);
  const raised = await raiseItem(
    workspace,
    company,
    {
      itemId: itemId('stale-ledger'),
      kind: 'stale-ledger',
      title: 'The books are stale: letters wait for fresh payment data',
      assignee: personFor('finance', company.staff, undefined)?.id,
      department: 'finance',
      answerDays: ANSWER_DAYS,
    },
    now,
    true,
  );
  if (!raised) return;
  await platform.table.transact(workspace.writes());
  platform.tell({
    at: new Date(now).toISOString(),
    what: 'letters-held-back',
    why: {
      rule: 'stale-ledger',
      text: 'No fresh payment data: no customer letter leaves.',
      facts: { freshnessHours: company.settings.freshnessHours },
    },
  });
};

/** Whether letters may go on leaving; looks at how the mail is received once a minute. */
const mayGoOn = async (platform: Platform, company: Company, run: Run, payerId: string | null): Promise<boolean> => {
  if (run.over === 'mail-quota') await noteQuotaUsedUp(platform);
  if (run.over === 'mail-service') await noteRefusals(platform, payerId!);
  if (run.over !== undefined) return false;
  const now = platform.clock.now();
  // Where the settings stop all letters nothing leaves that could be received badly.
  if (run.stopped || now - run.lookedAt < LOOK_AGAIN_MS) return true;
  run.lookedAt = now;
  run.left = await recipientsLeft(platform, company);
  return run.left > 0;
};

const endBatch = (result: BatchResult, failure: { error: unknown } | undefined): BatchResult => {
  if (failure !== undefined) throw failure.error;
  return result;
};

/** The Task *Send a batch*: writes to the payers for whom something is due, until the batch's time is over. */
export const sendBatch = async (platform: Platform, batch: Batch): Promise<BatchResult> => {
  const began = platform.clock.now();
  const company = await companyOf(platform.table, began);
  const sending = company.settings.sending ?? {};
  const payers = await duePayers(platform, began);
  if (payers.size === 0) return { after: null, more: false, sent: 0 };
  const day = localDate(began, company.settings.timeZone);
  const used =
    sending.perDay === undefined ? 0 : (((await platform.table.get(rampKey(day)))?.sent as number | undefined) ?? 0);
  const run: Run = {
    stopped: sending.stopped === true,
    stale: await isStale(platform, company, began),
    onStale: () => raiseStale(platform, company),
    onlyTo: sending.onlyTo,
    allowance: sending.perDay === undefined ? undefined : sending.perDay - used,
    sent: 0,
    unwritable: 0,
    left: Number.POSITIVE_INFINITY,
    refused: 0,
    over: undefined,
    lookedAt: Number.NEGATIVE_INFINITY,
  };
  if (!(await mayGoOn(platform, company, run, null))) return { after: null, more: false, sent: 0 };
  const sorted =
    sending.perDay === undefined ? [...payers.keys()].sort() : await byOldestDue(platform, company, payers);
  const order = await refusedLast(platform, sorted);
  const start = batch.after === null ? 0 : order.indexOf(batch.after) + 1;
  let failure: { error: unknown } | undefined;
  for (let index = start; index < order.length; index++) {
    const before = run.sent;
    const payerId = order[index]!;
    try {
      const entries = payers.get(payerId)!;
      const tried = sendToPayer(platform, company, payerId, run, entries);
      await tried.catch((error: unknown) => handOver(platform, company, run, entries[0]!, error));
    } catch (error) {
      // One payer that fails keeps no other one waiting; the task is called again, or the next run goes on.
      failure ??= { error };
    }
    if (sending.perDay !== undefined && run.sent > before)
      await platform.table.write({ update: rampKey(day), add: { sent: run.sent - before } });
    if (platform.clock.now() - began > BATCH_MS && index + 1 < order.length)
      return endBatch({ after: payerId, more: true, sent: run.sent }, failure);
    if (!(await mayGoOn(platform, company, run, payerId))) break;
  }
  return endBatch({ after: null, more: false, sent: run.sent }, failure);
};
