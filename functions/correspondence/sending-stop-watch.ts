import { COMPANY } from '../ledger/entities.ts';
import { ANSWER_DAYS } from '../lifecycle/answer-days.ts';
import type { Company } from '../platform/company.ts';
import { ServiceUnavailable, Throttled } from '../platform/errors.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key, MailStanding } from '../platform/ports.ts';
import type { TimelineEntry } from '../platform/timeline.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { itemId, itemKey, personFor, type WorkItem } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import {
  type Reception,
  type Returned,
  receptionSince,
  type StopReason,
  stopBecause,
  windowFrom,
} from './sending-stop.ts';

/** Open while sending has stopped by itself; whoever closes it releases sending, and a new window begins. */
export const SENDING_STOPPED = itemId('sending-stopped');
const stopKey = itemKey(undefined, SENDING_STOPPED);

/** When the mail service last took no more messages for its day. */
export const quotaKey: Key = { pk: COMPANY, sk: 'MAIL-QUOTA' };
/** It is noted, and told, once in this time; a page shows it for as long. */
export const QUOTA_NOTED_MS = 3_600_000;

/** The payer at whom a run ended because the mail service refused everything, and when. */
const refusedKey: Key = { pk: COMPANY, sk: 'MAIL-REFUSED' };
const REFUSED_LAST_MS = 3_600_000;

/** Bounces and complaints, one item each: so many may come at the same moment that a counter would be fought for. */
export const RETURNED = 'FEEDBACK#';

const TITLES: Record<StopReason, string> = {
  'too-many-bounces': 'Sending has stopped: too many addresses do not work',
  'too-many-complaints': 'Sending has stopped: too many letters are marked as unwanted',
};
const SENTENCES: Record<StopReason | 'mail-quota', string> = {
  'too-many-bounces': 'Too many messages bounced: no customer letter leaves until a person releases sending.',
  'too-many-complaints':
    'Too many messages were marked as unwanted: no customer letter leaves until a person releases sending.',
  'mail-quota': 'The mail service takes no more messages for its day: the rest stays planned.',
};

const tellHeldBack = (
  platform: Platform,
  rule: keyof typeof SENTENCES,
  facts: TimelineEntry['why']['facts'] = {},
): void =>
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    what: 'letters-held-back',
    why: { rule, text: SENTENCES[rule], facts },
  });

/** It passes by itself: nobody has to do anything, unless it goes on for hours. */
const tellRefused = (platform: Platform): void =>
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    what: 'mail-refused',
    why: {
      rule: 'mail-service',
      text: 'The mail service does not take messages just now: they stay planned for the next run.',
      facts: {},
    },
  });

/** One item says that sending has stopped. */
const raiseStop = async (
  platform: Platform,
  company: Company,
  reason: StopReason,
  reception: Reception,
): Promise<void> => {
  const now = platform.clock.now();
  const workspace = new Workspace(platform.table);
  const raised = await raiseItem(
    workspace,
    company,
    {
      itemId: SENDING_STOPPED,
      kind: 'task',
      title: TITLES[reason],
      assignee: (
        personFor('administrator', company.staff, undefined) ?? personFor('specialist', company.staff, undefined)
      )?.id,
      department: 'client-relations',
      answerDays: ANSWER_DAYS,
    },
    now,
    true,
  );
  if (raised && (await writeIfStill(platform, workspace.writes()))) tellHeldBack(platform, reason, { ...reception });
};

/** The mail service takes no more for its day. */
export const noteQuotaUsedUp = async (platform: Platform): Promise<void> => {
  const now = platform.clock.now();
  const before = new Date(now - QUOTA_NOTED_MS).toISOString();
  const noted = await writeIfStill(platform, {
    update: quotaKey,
    set: { at: new Date(now).toISOString() },
    if: { absentOrLessThan: { at: before } },
  });
  if (noted) tellHeldBack(platform, 'mail-quota');
};

/** The mail service refuses one message after the other: the next run begins with the payers behind these. */
export const noteRefusals = async (platform: Platform, after: string): Promise<void> => {
  const at = new Date(platform.clock.now()).toISOString();
  await platform.table.write({ update: refusedKey, set: { at, after } });
  tellRefused(platform);
};

/**
 * Payers in the order in which a run goes through them: after a run that ended with refusals those come last at whom it
 * ended, or ten messages that are refused for good would keep all others from leaving.
 */
export const refusedLast = async (platform: Platform, order: readonly string[]): Promise<readonly string[]> => {
  const refused = (await platform.table.get(refusedKey)) as (Item & { at: string; after: string }) | undefined;
  if (refused === undefined || platform.clock.now() - Date.parse(refused.at) > REFUSED_LAST_MS) return order;
  const place = order.indexOf(refused.after) + 1;
  return [...order.slice(place), ...order.slice(0, place)];
};

const standingOf = async ({ mailer }: Platform): Promise<MailStanding | undefined> => {
  try {
    return await mailer.standing();
  } catch (error) {
    if (error instanceof Throttled || error instanceof ServiceUnavailable) return undefined;
    throw error;
  }
};

/**
 * How many recipients letters may go to just now; 0 where sending has stopped by itself, where the service's day is
 * used up, or where the service does not say: then nothing leaves, and everything stays planned.
 */
export const recipientsLeft = async (platform: Platform, company: Company): Promise<number> => {
  const stop = (await platform.table.get(stopKey)) as WorkItem | undefined;
  if (stop !== undefined && stop.closedAt === undefined) return 0;
  const standing = await standingOf(platform);
  if (standing === undefined) {
    tellRefused(platform);
    return 0;
  }
  const returned = await everyItem<Item & Returned>(platform.table, COMPANY, RETURNED);
  // Whoever tells of it late, or with a wrong date, releases what had happened when it stopped.
  const releasedAt =
    stop?.closedAt === undefined ? undefined : Math.max(Date.parse(stop.closedAt), Date.parse(stop.raisedAt));
  const from = windowFrom(platform.clock.now(), releasedAt);
  const reception = receptionSince(from, standing.counts, returned);
  const reason = stopBecause(reception);
  if (reason !== undefined) {
    await raiseStop(platform, company, reason, reception);
    return 0;
  }
  if (standing.leftToday <= 0) await noteQuotaUsedUp(platform);
  return Math.max(standing.leftToday, 0);
};
