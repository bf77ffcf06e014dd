import { customerPartition } from '../ledger/entities.ts';
import { type Hold, parksLonger, type StepRecord, withoutRequest } from '../lifecycle/entities.ts';
import { windowOfPayer } from '../lifecycle/load-case.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import { fromDay } from '../platform/civil-date.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { localDay, startOfDay } from '../platform/zone.ts';
import { nextOpening, nextRun } from '../policy/window.ts';
import type { PayerView } from './payer-view.ts';
import { takeBack } from './unwritable.ts';

const planned = { equals: { status: 'planned' } };

const SENTENCES: Record<Hold, string> = {
  cap: 'The payer got as many letters as the policy allows in seven days.',
  minimum: 'All that the payer owes overdue and undisputed is below the minimum.',
  unapplied: 'Money that no invoice has yet would cover what the letter asks.',
  'stale-ledger': 'The payment data is too old: no customer letter leaves.',
  stopped: 'Sending is stopped.',
  ramp: 'As many letters left today as the settings allow.',
  'allow-list': 'No recipient is on the list of those who may be written to.',
  'check-in-waits': 'A reminder goes to the same payer: the check-in waits a working day.',
  failed: 'The message certainly did not leave: it goes again with the next run.',
  unwritable: 'The letter cannot be written from the records: a person has to look.',
};

/** These letters are tried again with the very next run. */
const TRIED_AGAIN = new Set<Hold>(['failed', 'stale-ledger']);

const openingFrom = (view: PayerView, instant: number): number =>
  nextOpening(windowOfPayer(view.company, view.payer), view.company.calendar, view.zone, instant);

/** The first opening of the payer's window on or after a local day. */
export const openingOn = (view: PayerView, day: number): number =>
  openingFrom(view, Math.max(startOfDay(day, view.zone), view.now));

/**
 * Leaves the verdict on a planned letter, where the hub and the pages read it, and looks at it again on a day, or with
 * the next run where the reason may be gone by then.
 */
export const holdBack = async (
  platform: Platform,
  view: PayerView,
  step: StepRecord,
  reason: Hold,
  day: number,
  facts: Record<string, string | number> = {},
): Promise<void> => {
  const again = TRIED_AGAIN.has(reason);
  const opens = again ? openingFrom(view, nextRun(view.now)) : openingOn(view, day);
  const on = fromDay(localDay(opens, view.zone));
  const known = step.verdict?.reason === reason;
  if (known && again && step.verdict?.on === on) return;
  const changed = await writeIfStill(platform, {
    update: { pk: step.pk, sk: step.sk },
    set: {
      verdict: { reason, on },
      agendaAt: `${new Date(again ? view.now : opens).toISOString()}#${view.payer.customerId}`,
    },
    if: planned,
  });
  if (!changed || known) return;
  platform.tell({
    at: new Date(view.now).toISOString(),
    invoiceId: step.invoiceId,
    customerId: step.customerId,
    what: 'letter-held-back',
    why: { rule: reason, text: SENTENCES[reason], facts: { step: step.step, on, ...facts } },
  });
  // Also where another verdict follows one of these: the case parks for longer than that one holds.
  if (parksLonger(reason) || parksLonger(step.verdict?.reason)) await markForWake(platform, step);
};

/** Takes a planned letter back with its reason; the step may be planned again. Its case is looked at again. */
export const dropLetter = async (
  platform: Platform,
  view: PayerView,
  step: StepRecord,
  reason: string,
  facts: Record<string, string | number>,
): Promise<void> => {
  const left = withoutRequest(step);
  const gone = await writeIfStill(
    platform,
    left === undefined
      ? { delete: { pk: customerPartition(step.customerId), sk: step.sk }, if: planned }
      : { put: left, if: planned },
  );
  if (!gone) return;
  await takeBack(platform, [step]);
  platform.tell({
    at: new Date(view.now).toISOString(),
    invoiceId: step.invoiceId,
    customerId: step.customerId,
    what: 'letter-dropped',
    why: { rule: reason, text: `The planned letter no longer holds: ${reason}.`, facts: { step: step.step, ...facts } },
  });
  await markForWake(platform, step);
};
