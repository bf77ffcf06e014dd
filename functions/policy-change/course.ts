import type { LetterRecord } from '../correspondence/letter-record.ts';
import { wakeIssues } from '../issues/wake-issues.ts';
import { isOpen } from '../ledger/balance.ts';
import { customerPartition, INVOICES, type InvoiceFacts, isFacts } from '../ledger/entities.ts';
import { recordEvent } from '../ledger/record-event.ts';
import { type Case, caseKey, isStep, type StepRecord } from '../lifecycle/entities.ts';
import { loadCase } from '../lifecycle/load-case.ts';
import { orNote } from '../lifecycle/stuck.ts';
import { wakeCase } from '../lifecycle/wake-case.ts';
import { type Company, storeCompany } from '../platform/company.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Table } from '../platform/ports.ts';
import { localDate } from '../platform/zone.ts';
import { chooseNextStep } from '../policy/choose-next-step.ts';
import { copiedFamily } from './copy.ts';
import type { Course, PolicyChange, WrittenTo } from './entities.ts';
import type { Movable } from './movable.ts';
import { moveCase } from './move.ts';
import type { Family } from './next-families.ts';
import type { Replay, Replayed } from './replay.ts';
import { readUnlessFaulty } from './unless-faulty.ts';

const DAY_MS = 86_400_000;

/** What is followed: these families, from an instant on, by these policies. */
export interface Following {
  replay: Replay;
  change: PolicyChange;
  company: Company;
  /** Every version of every policy. */
  versions: readonly Item[];
  families: readonly Family[];
}

/** What changes at the beginning of a course: a policy is published, and these cases are moved to it. */
export interface Beginning {
  policy: NonNullable<PolicyChange['draft']>['policy'];
  moved: readonly Movable[];
}

export interface Followed {
  course: Course;
  /** By payer. */
  writtenTo: Map<string, WrittenTo>;
  /** By payer: the date of each reminder, by invoice and step, and of those that come after the days. */
  reminders: Map<string, Reminders>;
}

/** The local date of each reminder by its invoice and step. */
export interface Reminders {
  sent: Map<string, string>;
  coming: Map<string, string>;
}

/** What holds letters back for reasons that are no policy's is lifted, in both courses alike. */
const unhindered = ({ settings, staff, policies }: Company) => {
  const { sending: _switches, ...rest } = settings;
  return { settings: { ...rest, freshnessHours: null }, staff, policies };
};

/** Open cases, requests and issues go on where they stand. */
const beginAgain = async ({ platform, settle }: Replayed, families: readonly Family[]): Promise<void> => {
  for (const { members } of families)
    for (const { items, open } of members) {
      const running = new Set<string>();
      for (const { sk, status } of items) if (status === 'open') running.add(sk);
      for (const item of items) {
        if (!isFacts(item)) continue;
        const invoice = item as InvoiceFacts;
        const { invoiceId, customerId } = invoice;
        if (!open.has(invoiceId)) continue;
        // A case that has not begun begins on its own day, by the policy of that day; its issues are under way.
        await orNote(platform, item, async () => {
          if (running.has(caseKey(customerId, invoiceId).sk)) await wakeCase(platform, { customerId, invoiceId });
          else await wakeIssues(platform, invoice);
        });
      }
    }
  await settle();
};

/** The requests that a step made, each by its own name. */
const requestsIn = (items: Iterable<Item>): { tasks: Set<string>; approvals: Set<string> } => {
  const tasks = new Set<string>();
  const approvals = new Set<string>();
  for (const item of items) {
    if (!isStep(item)) continue;
    const { pk, sk, how, visitAt, approval } = item as StepRecord;
    if (how === 'task' || visitAt !== undefined) tasks.add(`${pk} ${sk}`);
    if (approval !== undefined) approvals.add(approval.approvalId);
  }
  return { tasks, approvals };
};

const newOnes = (after: ReadonlySet<string>, before: ReadonlySet<string>): number => {
  let count = 0;
  for (const each of after) if (!before.has(each)) count += 1;
  return count;
};

/** Each attempt to send a letter is one. */
const attemptOf = ({ letterId, attempt }: LetterRecord): string => `${letterId} ${attempt}`;

const lettersBefore = ({ members }: Family): Set<string> => {
  const before = new Set<string>();
  for (const { items } of members)
    for (const item of items) if (item.sk.startsWith('LETTER#')) before.add(attemptOf(item as LetterRecord));
  return before;
};

const lettersOf = async (
  table: Table,
  family: Family,
  zone: string,
  course: Course,
  sent: Map<string, string>,
): Promise<WrittenTo | undefined> => {
  const { customerId, name } = family.payer;
  const before = lettersBefore(family);
  const all = await everyItem<LetterRecord>(table, customerPartition(customerId), 'LETTER#');
  const letters = all.filter((letter) => !before.has(attemptOf(letter)));
  const invoices = new Set<string>();
  let first: string | undefined;
  for (const { at, lines } of letters) {
    const date = localDate(Date.parse(at), zone);
    course.perDay[date] = (course.perDay[date] ?? 0) + 1;
    if (first === undefined || date < first) first = date;
    for (const { invoiceId, step } of lines) {
      invoices.add(invoiceId);
      const name = `${invoiceId} ${step}`;
      const known = sent.get(name);
      if (known === undefined || date < known) sent.set(name, date);
    }
  }
  course.letters += letters.length;
  return first === undefined
    ? undefined
    : { customerId, name, letters: letters.length, first, invoices: invoices.size };
};

/** The next step of each case that goes on, and of each invoice that no case follows yet. */
const comingIn = async (platform: Platform, items: readonly Item[], coming: Map<string, string>): Promise<void> => {
  const begun = new Map<string, Case>();
  for (const item of items) {
    const { invoiceId, status } = item as Case;
    if (!isStep(item) && !isFacts(item) && status === 'open') begun.set(invoiceId, item as Case);
  }
  for (const item of items) {
    if (!isFacts(item)) continue;
    const { customerId, invoiceId } = item as InvoiceFacts;
    const next = await readUnlessFaulty(async () => {
      if (!isOpen(item as InvoiceFacts)) return undefined;
      const known = begun.get(invoiceId)?.decision;
      const loaded = known === undefined ? await loadCase(platform, { customerId, invoiceId }) : undefined;
      return loaded === undefined ? known?.next : chooseNextStep(loaded.facts).next;
    });
    if (next != null) coming.set(`${invoiceId} ${next.step}`, next.on);
  }
};

/** Counts what came in a course beyond what was there at its beginning. */
const count = async ({ platform }: Replayed, families: readonly Family[], zone: string): Promise<Followed> => {
  const { table } = platform;
  const course: Course = { letters: 0, tasks: 0, approvals: 0, costMicros: 0, perDay: {} };
  const writtenTo = new Map<string, WrittenTo>();
  const reminders = new Map<string, Reminders>();
  for (const family of families) {
    const of: Reminders = { sent: new Map(), coming: new Map() };
    reminders.set(family.payer.customerId, of);
    const found = await lettersOf(table, family, zone, course, of.sent);
    if (found !== undefined) writtenTo.set(found.customerId, found);
    for (const { head, items } of family.members) {
      const before = requestsIn(items);
      const all = await everyItem(table, head.pk, INVOICES);
      const after = requestsIn(all);
      await comingIn(platform, all, of.coming);
      course.tasks += newOnes(after.tasks, before.tasks);
      course.approvals += newOnes(after.approvals, before.approvals);
    }
  }
  return { course, writtenTo, reminders };
};

/**
 * Follows the families through the days of a rehearsal in a world of their own: nothing new comes in, nobody answers, and
 * nothing leaves. What it takes to set that world up is not counted.
 */
export const follow = async (of: Following, beginning?: Beginning): Promise<Followed> => {
  const { replay, change, company, versions, families } = of;
  const start = Date.parse(change.at);
  const world = replay({ start, seed: change.changeId });
  try {
    await storeCompany(world.platform.table, unhindered(company));
    world.fill(versions);
    for (const family of families) world.fill(copiedFamily(family));
    await beginAgain(world, families);
    const setUp = world.spentMicros();
    if (beginning !== undefined) {
      const { policyId, version, by, at } = change;
      const policy = { ...beginning.policy, version };
      await recordEvent(world.platform, {
        ...{ id: `publish-${policyId}-${version}`, source: 'policy-change', at, by },
        ...{ type: 'policy.published', policy },
      });
      await world.settle();
      for (const movable of beginning.moved) await moveCase(world.platform, change, movable);
      await world.settle();
    }
    await world.advanceTo(start + change.days! * DAY_MS);
    const costMicros = world.spentMicros() - setUp;
    const counted = await count(world, families, company.settings.timeZone);
    return { ...counted, course: { ...counted.course, costMicros } };
  } finally {
    world.close();
  }
};
