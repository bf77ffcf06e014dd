import { isClaimed, planForPresentPayer } from '../correspondence/change-payer.ts';
import { wakeEscalations } from '../escalation/wake-escalations.ts';
import { wakeIssues } from '../issues/wake-issues.ts';
import { isOpen } from '../ledger/balance.ts';
import {
  type CustomerHead,
  customerPartition,
  headKey,
  INVOICES,
  type InvoiceFacts,
  invoiceIdOf,
  isFacts,
} from '../ledger/entities.ts';
import { policiesKey } from '../platform/company.ts';
import { PayerBeingChanged, TaskClosed } from '../platform/errors.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { chooseNextStep } from '../policy/choose-next-step.ts';
import { type Decision, ENDS } from '../policy/decision.ts';
import { type Case, caseKey } from './entities.ts';
import { hasEnded } from './has-ended.ts';
import { type CaseIds, type LoadedCase, loadCase } from './load-case.ts';
import { reindex } from './reindex.ts';
import { startCase, startReserved } from './start-case.ts';
import { clearMark, markForWake } from './wake-mark.ts';

/** Parks that end later than this wait for a fact, not for a date. */
const OPEN_END_MS = 29 * 86_400_000;

/** Whether stage or date would change, so that a signal is worth its transitions. */
const differs = (before: Decision | undefined, now: Decision, instant: number): boolean => {
  if (before === undefined || before.state !== now.state) return true;
  if (now.parts.length > 0) {
    // What is still to be done after it was done once was undone: an item was closed, a request lapsed.
    const changed = before.invoiceVersion !== now.invoiceVersion || before.headVersion !== now.headVersion;
    if (changed || now.parts.some((part) => part.do === 'start-escalation')) return true;
    if (JSON.stringify(before.parts) !== JSON.stringify(now.parts)) return true;
  }
  if (before.parkUntil === now.parkUntil) return false;
  const open = (decision: Decision): boolean => Date.parse(decision.parkUntil) - instant > OPEN_END_MS;
  return !(open(now) && Date.parse(before.parkUntil) > instant);
};

/**
 * Signals the waiting task; where it had timed out in the meantime, the newer token is tried once. Returns the case whose
 * token took no signal, and undefined where one did.
 */
const signal = async (platform: Platform, ids: CaseIds, found: Case): Promise<Case | undefined> => {
  let deaf = found;
  let { parked } = found;
  for (let attempt = 1; parked !== undefined && attempt <= 2; attempt++) {
    try {
      await platform.workflows.wake(parked.token, {});
      return undefined;
    } catch (error) {
      if (!(error instanceof TaskClosed)) throw error;
    }
    const again = (await platform.table.get(caseKey(ids.customerId, ids.invoiceId))) as Case | undefined;
    if (again === undefined || again.parked?.token === parked.token) return deaf;
    deaf = again;
    parked = again.parked;
  }
  return deaf;
};

/**
 * Nobody took the signal: the execution is on its way to its next park, or has ended. The mark stays on the agenda, so
 * that the sweep looks again; a token that is silent for long belongs to an execution that has ended.
 */
const noteSilence = async (platform: Platform, ids: CaseIds, deaf: Case, hasMark: boolean): Promise<void> => {
  const { parked, silent } = deaf;
  if (parked !== undefined && silent?.token !== parked.token) {
    const since = new Date(platform.clock.now()).toISOString();
    await writeIfStill(platform, {
      update: caseKey(ids.customerId, ids.invoiceId),
      set: { silent: { token: parked.token, since } },
      if: { equals: { parked, status: 'open' } },
    });
  }
  if (!hasMark) await markForWake(platform, ids);
};

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

/** Looks at one case again: starts it, signals it, or puts the day of its first step on the agenda. */
const wakeCase = async (platform: Platform, ids: CaseIds): Promise<void> => {
  const loaded = await loadCase(platform, ids);
  if (loaded === undefined) return;
  const { facts } = loaded;
  const found = loaded.case;
  const mark = { agenda: facts.invoice.agenda, agendaAt: facts.invoice.agendaAt } as {
    agenda?: string;
    agendaAt?: string;
  };
  const sk = facts.invoice.sk;
  await wakeIssues(platform, facts.invoice);
  const decision = chooseNextStep(facts);
  const running = found !== undefined && found.status === 'open';
  const sameCycle = found !== undefined && found.cycle === facts.invoice.cycle;
  let admitAt: string | undefined;
  if (running && sameCycle) {
    const heard = await wakeEscalations(platform, loaded);
    await followPayer(platform, loaded);
    await retryHeldLetters(platform, loaded);
    const isNew = found.parked === undefined && (await startReserved(platform, found));
    if (!isNew && hasEnded(found, facts.now)) await startCase(platform, loaded);
    else if (found.parked !== undefined && differs(found.decision, decision, facts.now)) {
      const deaf = await signal(platform, ids, found);
      if (deaf !== undefined) return noteSilence(platform, ids, deaf, mark.agenda?.startsWith('wake#') === true);
    }
    if (!heard) return mark.agenda?.startsWith('wake#') === true ? undefined : markForWake(platform, ids);
  } else if (running) {
    // A newer cycle: the old execution is told to look, finds it and ends; the new one starts beside it.
    await signal(platform, ids, found);
    if (!isEnd(decision)) await startCase(platform, loaded);
  } else if (!isEnd(decision)) {
    if (decision.parts.length > 0 || facts.records.length > 0) await startCase(platform, loaded);
    else {
      admitAt = decision.parkUntil;
      if (decision.standing !== 'not-due') tellWaiting(platform, ids, decision, facts.now);
    }
  }
  await clearMark(platform, { ...ids, sk }, mark, admitAt);
};

/** A fact about the whole payer: every open invoice of the customer and its children is looked at. */
const wakeCustomer = async (platform: Platform, customerId: string): Promise<void> => {
  const head = (await platform.table.get(headKey(customerId))) as CustomerHead | undefined;
  if (head === undefined) return;
  for (const member of [customerId, ...head.children]) {
    const items = await everyItem(platform.table, customerPartition(member), INVOICES);
    for (const invoice of items.filter(isFacts) as InvoiceFacts[])
      if (isOpen(invoice)) await wakeCase(platform, { customerId: member, invoiceId: invoice.invoiceId });
  }
  if (head.agendaAt === undefined) return;
  await writeIfStill(platform, {
    update: headKey(customerId),
    remove: ['agenda', 'agendaAt'],
    if: { equals: { agendaAt: head.agendaAt } },
  });
};

/**
 * The wake function, the only one that may signal: for an invoice or a head whose facts changed, the rule is run again
 * and an execution is signalled where its stage or date would change. While a change is being written in parts, the mark
 * stays on the agenda for the sweep.
 */
export const wake = async (platform: Platform, { pk, sk }: Key): Promise<void> => {
  const customerId = pk.slice(2);
  try {
    if (pk === policiesKey.pk && sk === policiesKey.sk) await reindex(platform, (id) => wakeCustomer(platform, id));
    else if (sk === 'HEAD') await wakeCustomer(platform, customerId);
    else {
      const invoiceId = invoiceIdOf(sk);
      if (invoiceId !== undefined) await wakeCase(platform, { customerId, invoiceId });
    }
  } catch (error) {
    if (!(error instanceof PayerBeingChanged)) throw error;
  }
};
