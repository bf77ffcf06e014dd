import { balanceOf } from '../ledger/balance.ts';
import { type CustomerHead, customerPartition, headKey } from '../ledger/entities.ts';
import { windowOfPayer } from '../lifecycle/load-case.ts';
import { ConditionFailed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { nextOpening } from '../policy/window.ts';
import { STALE_CLAIM_MS } from './claim.ts';
import { composeDrafts } from './compose.ts';
import { type Draft, lineOf } from './draft.ts';
import { endLetter, finishRecording } from './end-letter.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';
import { judge, type Run, recipients } from './may-leave.ts';
import { type PayerView, viewPayer } from './payer-view.ts';
import { recipientsOf } from './recipients.ts';
import { sendLetter } from './send-letter.ts';
import { holdBack, openingOn } from './verdicts.ts';

const noticesOf = async (view: PayerView): Promise<Draft[]> => {
  const drafts: Draft[] = [];
  for (const notice of view.notices) {
    if (Date.parse(notice.notBefore) > view.now) continue;
    const invoice = view.invoices.get(notice.invoiceId);
    if (invoice === undefined) continue;
    const { facts, position } = await view.caseOf(invoice);
    // A notice shows how the account stands: what is under review stands beside what is open.
    const open = Math.max(position.balance - position.disputed, 0);
    const line = lineOf(invoice, facts, position, [], open);
    drafts.push({
      kind: 'notice',
      currency: invoice.currency,
      template: notice.template,
      lines: [line],
      total: open,
      notice,
    });
  }
  return drafts;
};

/**
 * Looks at the payer's last claim. Returns false while a letter is open; what a run that died left behind is finished,
 * and a reservation that never ended becomes unknown.
 */
const lastLetterEnded = async (platform: Platform, view: PayerView): Promise<boolean> => {
  const { claim, customerId } = view.payer;
  if (claim === undefined || claim.status === 'failed') return true;
  const claimed = new Set(claim.steps.map(([owner, sk]) => `${owner} ${sk}`));
  const waits = [...view.planned, ...view.notices].some((entry) => claimed.has(`${entry.customerId} ${entry.sk}`));
  if (!waits) return true;
  const letter = (await platform.table.get(letterKey(customerId, claim.letterId))) as LetterRecord | undefined;
  if (letter !== undefined && letter.attempt === claim.attempt) {
    // A bounce gave its steps back: they are planned anew, and the letter is over.
    if (letter.status === 'failed' || letter.givenBack === true) return true;
    await finishRecording(platform, customerId, claim.letterId);
    return false;
  }
  if (view.now - Date.parse(claim.at) >= STALE_CLAIM_MS) await endLetter(platform, view.company, unknownLetter(view));
  return false;
};

/** A letter of which only the reservation is left. */
export const unknownLetter = (view: PayerView): LetterRecord => {
  const claim = view.payer.claim!;
  const steps = view.planned.filter((step) =>
    claim.steps.some(([owner, sk]) => owner === step.customerId && sk === step.sk),
  );
  const lines = [...new Set(steps.map((step) => step.invoiceId))].map((invoiceId) => {
    const invoice = view.invoices.get(invoiceId);
    const own = steps.filter((step) => step.invoiceId === invoiceId);
    return {
      invoiceId,
      cycle: own[0]!.cycle,
      step: own[0]!.step,
      amount: invoice === undefined ? 0 : Math.max(balanceOf(invoice), 0),
    };
  });
  return {
    ...letterKey(view.payer.customerId, claim.letterId),
    letterId: claim.letterId,
    payerId: view.payer.customerId,
    attempt: claim.attempt,
    at: claim.at,
    to: recipientsOf(view.payer, 'billing').map(({ email }) => email),
    template: steps[0]?.template ?? 'reminder-1',
    currency: claim.currency,
    total: lines.reduce((sum, line) => sum + line.amount, 0),
    subject: '',
    status: 'unknown',
    step: steps[0]?.step ?? null,
    lines,
    steps: claim.steps,
    v: 1,
  };
};

/** Entries that cannot leave yet are looked at again at an instant. */
const moveEntries = async (
  platform: Platform,
  view: PayerView,
  entries: readonly (PayerView['planned'][number] | PayerView['notices'][number])[],
  opens: number,
): Promise<void> => {
  const at = `${new Date(opens).toISOString()}#${view.payer.customerId}`;
  for (const entry of entries) {
    if (entry.agendaAt === undefined || entry.agendaAt >= at) continue;
    try {
      await platform.table.write({
        update: { pk: customerPartition(entry.customerId), sk: entry.sk },
        set: { agendaAt: at },
        if: { equals: { agendaAt: entry.agendaAt } },
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
};

/** Writes to one payer what may leave now. */
export const sendToPayer = async (
  platform: Platform,
  company: PayerView['company'],
  payerId: string,
  run: Run,
  withNotices = true,
): Promise<void> => {
  const payer = (await platform.table.get(headKey(payerId))) as CustomerHead | undefined;
  if (payer === undefined || payer.applying !== undefined) return;
  const view = await viewPayer(platform, company, payer, withNotices);
  if (view === undefined) return;
  const opens = nextOpening(windowOfPayer(company, payer), company.calendar, view.zone, view.now);
  if (opens > view.now) return moveEntries(platform, view, [...view.planned, ...view.notices], opens);
  if (!(await lastLetterEnded(platform, view))) return;
  const notices = run.stopped ? [] : await noticesOf(view);
  if (run.stopped) await moveEntries(platform, view, view.notices, openingOn(view, view.today + 1));
  for (const draft of notices) {
    const to = recipients(view, draft, run);
    if (to.length === 0) continue;
    const ending = await sendLetter(platform, view, draft, to);
    if (ending === 'not-claimed') return;
    if (ending === 'failed') await keepLetterId(platform, view, draft.notice!);
  }
  let reminds = false;
  for (const draft of await composeDrafts(platform, view)) {
    const to = await judge(platform, view, draft, reminds, run);
    if (to.length === 0) continue;
    reminds ||= draft.kind === 'reminder';
    const ending = await sendLetter(platform, view, draft, to);
    if (ending === 'not-claimed') return;
    if (ending === 'failed') {
      for (const { steps } of draft.lines) for (const step of steps) await noteFailure(platform, view, step);
      continue;
    }
    run.sent += 1;
    if (run.allowance !== undefined) run.allowance -= 1;
  }
};

const keepLetterId = (platform: Platform, view: PayerView, { pk, sk }: { pk: string; sk: string }): Promise<void> =>
  platform.table.write({ update: { pk, sk }, set: { letterId: view.payer.claim!.letterId }, if: { exists: true } });

/** The same letter goes again with the next run, under the same id. */
const noteFailure = async (platform: Platform, view: PayerView, step: PayerView['planned'][number]): Promise<void> => {
  const letterId = view.payer.claim?.letterId;
  await holdBack(platform, view, step, 'failed', view.today, {});
  if (letterId === undefined) return;
  await platform.table.write({
    update: { pk: step.pk, sk: step.sk },
    set: { letterId },
    if: { equals: { status: 'planned' } },
  });
};
