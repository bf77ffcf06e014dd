import { activeHold, isOpen } from '../ledger/balance.ts';
import { newStep } from '../lifecycle/carry-out.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { formatMoney, minorOf } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { courseOf } from '../policy/next-step.ts';
import { askedOf, type Draft, type DraftLine, draftOf, lineOf, overdueUndisputed } from './draft.ts';
import { unappliedOf } from './may-leave.ts';
import type { PayerView } from './payer-view.ts';
import { dropFigures, droppedBecause, mayJoin } from './still-due.ts';
import { dropLetter, holdBack } from './verdicts.ts';

/** A small balance is looked at again after this many days. */
const SMALL_BALANCE_DAYS = 30;

/** What may leave for a payer now, letter by letter. What no longer holds is dropped, and each reason is kept. */
export const composeDrafts = async (platform: Platform, view: PayerView): Promise<Draft[]> => {
  const due = await stillDue(platform, view);
  const approved = due.filter(({ step }) => step.travels === 'approved').map((entry) => alone('approved', entry));
  const together = due.filter(({ step }) => step.travels === 'together');
  const reminders = await remindersOf(platform, view, together);
  const checkIns = due.filter(({ step }) => step.travels === 'alone').map((entry) => alone('check-in', entry));
  return [...approved, ...reminders, ...checkIns];
};

type Due = { step: StepRecord; line: Omit<DraftLine, 'steps' | 'step' | 'place'> };

/** The planned letters that may leave now, judged again on fresh facts. */
const stillDue = async (platform: Platform, view: PayerView): Promise<Due[]> => {
  const due: Due[] = [];
  const gather = view.policy?.limits.gatherWithinDays ?? 0;
  for (const step of view.planned) {
    const invoice = view.invoices.get(step.invoiceId);
    if (invoice === undefined) continue;
    const { facts, position } = await view.caseOf(invoice);
    const reason = droppedBecause(facts, position, step);
    // Planned ahead for a later day: it may still join a letter that leaves anyway.
    const joins = reason === 'not-due-yet' && step.travels === 'together' && mayJoin(facts, position, step, gather);
    if (reason !== undefined && !joins) {
      if (reason === 'not-due-yet' && Date.parse(step.notBefore!) > view.now) continue;
      await dropLetter(platform, view, step, reason, dropFigures(facts, position));
      continue;
    }
    if (step.travels !== 'together' && Date.parse(step.notBefore!) > view.now) continue;
    const amount = step.travels === 'alone' ? position.balance : askedOf(position);
    due.push({ step, line: { invoice, facts, position, amount, underReview: position.disputed } });
  }
  return due;
};

const alone = (kind: 'approved' | 'check-in', { step, line }: Due): Draft =>
  draftOf(kind, [lineOf(line.invoice, line.facts, line.position, [step], line.amount)]);

/** One letter per currency with all due reminders in it (domain rule 5), unless the minimum holds it back. */
const remindersOf = async (platform: Platform, view: PayerView, due: readonly Due[]): Promise<Draft[]> => {
  const byCurrency = new Map<string, Map<string, Due[]>>();
  for (const entry of due) {
    const { currency, invoiceId } = entry.line.invoice;
    const invoices = byCurrency.get(currency) ?? new Map<string, Due[]>();
    byCurrency.set(currency, invoices);
    invoices.set(invoiceId, [...(invoices.get(invoiceId) ?? []), entry]);
  }
  const drafts: Draft[] = [];
  for (const [currency, invoices] of [...byCurrency].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const below = await belowMinimum(view, currency);
    const lines: DraftLine[] = [];
    let leaves = false;
    const asked = [...invoices.values()].reduce((sum, [first]) => sum + first!.line.amount, 0);
    // Whom the minimum would keep waiting, but whose money lies there unapplied, waits for a person.
    const covered = below !== undefined && unappliedOf(view, currency) >= asked;
    for (const entries of invoices.values()) {
      const { invoice, facts, position, amount } = entries[0]!.line;
      if (below !== undefined && position.overdueDays > 0) {
        for (const { step } of entries)
          if (covered) await holdBack(platform, view, step, 'unapplied', view.today + 1);
          else await holdBack(platform, view, step, 'minimum', view.today + SMALL_BALANCE_DAYS, below);
        continue;
      }
      leaves ||= entries.some(({ step }) => Date.parse(step.notBefore!) <= view.now && step.dueDay <= position.today);
      lines.push(
        lineOf(
          invoice,
          facts,
          position,
          entries.map(({ step }) => step),
          amount,
        ),
      );
    }
    if (lines.length === 0 || !leaves) continue;
    lines.push(
      ...(await gathered(
        platform,
        view,
        currency,
        below !== undefined,
        new Set(lines.map((line) => line.invoice.invoiceId)),
      )),
    );
    drafts.push(draftOf('reminder', lines));
  }
  return drafts;
};

/** The figures of a balance below the payer's minimum, or undefined where the letter may go (domain rule 6). */
const belowMinimum = async (view: PayerView, currency: string): Promise<Record<string, string> | undefined> => {
  const minimum = view.policy?.limits.minimumBalance?.[currency];
  if (minimum === undefined) return undefined;
  let owed = 0;
  for (const invoice of view.invoices.values())
    if (invoice.currency === currency && isOpen(invoice) && invoice.closedAs === undefined)
      owed += overdueUndisputed((await view.caseOf(invoice)).position);
  const least = minorOf(minimum, currency);
  return owed >= least ? undefined : { owed: formatMoney(owed, currency), minimum };
};

/** Reminders that fall due within the policy's days join a letter that leaves anyway, never below their gap. */
const gathered = async (
  platform: Platform,
  view: PayerView,
  currency: string,
  below: boolean,
  present: ReadonlySet<string>,
): Promise<DraftLine[]> => {
  const within = view.policy?.limits.gatherWithinDays ?? 0;
  if (within === 0 || below) return [];
  const lines: DraftLine[] = [];
  for (const invoice of view.invoices.values()) {
    if (invoice.currency !== currency || present.has(invoice.invoiceId)) continue;
    const { facts, position } = await view.caseOf(invoice);
    const { policy, customer, payer, calendar, zone, records } = facts;
    if (policy === undefined || position.asked <= 0 || position.split || invoice.closedAs !== undefined) continue;
    if (activeHold([invoice, customer, payer], view.now, zone) !== undefined) continue;
    if (records.some((record) => record.status === 'unknown' || record.status === 'refused')) continue;
    const demand = position.demands[0]!;
    const { coming, skips } = courseOf(
      { invoice, customer, policy, calendar, zone, today: position.today, records },
      demand,
    );
    if (coming?.step.kind !== 'reminder' || coming.record !== undefined || skips.length > 0) continue;
    if (coming.dueDay > position.today + within || coming.earliestDay > position.today) continue;
    const step = await planToJoin(
      platform,
      view,
      { invoice, facts },
      coming.step.id,
      coming.dueDay,
      coming.step.letter,
    );
    if (step !== undefined) lines.push(lineOf(invoice, facts, position, [step], askedOf(position)));
  }
  return lines;
};

/** Plans the step of an invoice that joins; undefined where it was planned in the meantime. */
const planToJoin = async (
  platform: Platform,
  view: PayerView,
  { invoice, facts }: Pick<DraftLine, 'invoice' | 'facts'>,
  step: string,
  dueDay: number,
  template: string | undefined,
): Promise<StepRecord | undefined> => {
  const of = { invoiceId: invoice.invoiceId, customerId: invoice.customerId, cycle: invoice.cycle, restart: 0 };
  const record = newStep(
    { of, now: view.now },
    { demand: 'invoice', step, dueDay },
    {
      how: 'letter',
      status: 'planned',
      template: template ?? 'reminder-1',
      travels: 'together',
      payerId: facts.payer.customerId,
      notBefore: new Date(view.now).toISOString(),
    },
  );
  return (await writeIfStill(platform, { put: record, if: { exists: false } })) ? record : undefined;
};
