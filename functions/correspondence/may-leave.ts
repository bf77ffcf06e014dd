import { addDays, fromDay, toDay } from '../platform/civil-date.ts';
import { formatMoney } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import type { Draft } from './draft.ts';
import type { Mailbox } from './letter-model.ts';
import type { PayerView } from './payer-view.ts';
import { recipientsOf } from './recipients.ts';
import { holdBack } from './verdicts.ts';

/** What a run knows and counts: the books' freshness, the switches, and how many letters may still leave today. */
export interface Run {
  /** No customer letter leaves. */
  stopped: boolean;
  stale: boolean;
  /** Called with the first letter that stale books hold back. */
  onStale(): Promise<void>;
  onlyTo: readonly string[] | undefined;
  /** Letters with a step that may still leave today; undefined: no ramp. */
  allowance: number | undefined;
  sent: number;
  /** Letters that could not be written from the records. */
  unwritable: number;
  /** Recipients that the mail service still takes. */
  left: number;
  /** Messages that the service refused in a row. */
  refused: number;
  /** Why no further letter leaves in this run; what is planned stays so. */
  over: 'mail-quota' | 'mail-service' | undefined;
  /** When it was last looked at how the mail is received. */
  lookedAt: number;
}

/** Where the service refuses so many messages in a row it refuses all: each try costs five writes. */
const REFUSED_IN_A_ROW = 10;

/** Whether the service still takes a message to so many; where not, the run is over. */
export const isTaken = (run: Run, recipients: number): boolean => {
  if (run.over === undefined && recipients > run.left) run.over = 'mail-quota';
  return run.over === undefined;
};

/** Counts how a message to so many ended. */
export const countEnding = (run: Run, ending: 'sent' | 'failed' | 'unknown', recipients: number): void => {
  run.refused = ending === 'failed' ? run.refused + 1 : 0;
  if (run.refused >= REFUSED_IN_A_ROW) run.over = 'mail-service';
  if (ending !== 'failed') run.left -= recipients;
};

const allowed = (email: string, onlyTo: readonly string[] | undefined): boolean =>
  onlyTo === undefined ||
  onlyTo.some((entry) => {
    const listed = entry.toLowerCase();
    return (
      listed === email.toLowerCase() || email.toLowerCase().endsWith(listed.startsWith('@') ? listed : `@${listed}`)
    );
  });

/** Whom a draft goes to: the payer's contacts for its purpose, as far as the list of those who may be written to allows. */
export const recipients = (view: PayerView, draft: Draft, run: Run): (Mailbox & { language?: string })[] =>
  recipientsOf(view.payer, draft.kind === 'approved' ? 'escalation' : 'billing').filter(({ email }) =>
    allowed(email, run.onlyTo),
  );

/** The day on which the payer may get another letter, or undefined where one may go today (contacts in seven days). */
const cappedUntil = (view: PayerView): number | undefined => {
  const cap = view.policy?.limits.contactsPerWeek;
  if (cap === undefined) return undefined;
  const from = addDays(fromDay(view.today), -6);
  const counted = view.payer.recent
    .filter(([on, , kind]) => on >= from && kind !== 'notice')
    .map(([on]) => on)
    .sort();
  if (counted.length < cap) return undefined;
  return cap === 0 ? view.today + 7 : toDay(counted[counted.length - cap]!) + 7;
};

/** Money of the payer and its children in a currency that no invoice has yet. Minor units. */
export const unappliedOf = (view: PayerView, currency: string): number =>
  view.members.reduce(
    (sum, member) =>
      sum +
      Object.values(member.unapplied).reduce((own, money) => own + (money.currency === currency ? money.amount : 0), 0),
    0,
  );

const holdDraft = async (
  platform: Platform,
  view: PayerView,
  draft: Draft,
  reason: Parameters<typeof holdBack>[3],
  day: number,
  facts: Record<string, string | number> = {},
): Promise<void> => {
  for (const { steps } of draft.lines)
    for (const step of steps) await holdBack(platform, view, step, reason, day, facts);
};

const remindedToday = (view: PayerView): boolean =>
  view.payer.recent.some(([on, , kind]) => on === fromDay(view.today) && kind === 'reminder');

/**
 * Judges one letter by all that may hold it back; returns whom it goes to, or nobody. `reminds` says that a reminder
 * leaves for the same payer in this run.
 */
export const judge = async (
  platform: Platform,
  view: PayerView,
  draft: Draft,
  reminds: boolean,
  run: Run,
): Promise<(Mailbox & { language?: string })[]> => {
  if (run.stopped) {
    await holdDraft(platform, view, draft, 'stopped', view.today + 1);
    return [];
  }
  const unapplied = draft.kind === 'check-in' ? 0 : unappliedOf(view, draft.currency);
  if (unapplied > 0 && unapplied >= draft.total) {
    const facts = {
      unapplied: formatMoney(unapplied, draft.currency),
      asked: formatMoney(draft.total, draft.currency),
    };
    await holdDraft(platform, view, draft, 'unapplied', view.today + 1, facts);
    return [];
  }
  if (draft.kind === 'check-in' && (reminds || remindedToday(view))) {
    await holdDraft(platform, view, draft, 'check-in-waits', view.today + 1);
    return [];
  }
  if (run.stale) {
    await run.onStale();
    await holdDraft(platform, view, draft, 'stale-ledger', view.today);
    return [];
  }
  const to = recipients(view, draft, run);
  if (to.length === 0) {
    await holdDraft(platform, view, draft, 'allow-list', view.today + 1);
    return [];
  }
  const until = cappedUntil(view);
  if (until !== undefined) {
    await holdDraft(platform, view, draft, 'cap', until, { letters: view.payer.recent.length });
    return [];
  }
  if (run.allowance === undefined || run.allowance > 0) return to;
  await holdDraft(platform, view, draft, 'ramp', view.today + 1);
  return [];
};
