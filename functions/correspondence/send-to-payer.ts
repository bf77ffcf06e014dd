import { type CustomerHead, customerPartition, headKey } from '../ledger/entities.ts';
import { windowOfPayer } from '../lifecycle/load-case.ts';
import { MessageRefused } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { nextOpening } from '../policy/window.ts';
import { planForPresentPayer } from './change-payer.ts';
import { composeDrafts } from './compose.ts';
import { type Draft, lineOf } from './draft.ts';
import { dropNotice, noticeDroppedBecause } from './drop-notice.ts';
import { countEnding, isTaken, judge, type Run, recipients } from './may-leave.ts';
import { claimEnded } from './open-claim.ts';
import { type PayerView, viewPayer } from './payer-view.ts';
import { sendLetter } from './send-letter.ts';
import { firstOf, handOver, takeBack } from './unwritable.ts';
import { openingOn } from './verdicts.ts';

/** The notices that may leave now; what no longer holds is dropped, as with every letter (domain rule 3). */
const noticesOf = async (platform: Platform, view: PayerView): Promise<Draft[]> => {
  const drafts: Draft[] = [];
  for (const notice of view.notices) {
    if (Date.parse(notice.notBefore) > view.now) continue;
    const invoice = view.invoices.get(notice.invoiceId);
    if (invoice === undefined) continue;
    const { facts, position } = await view.caseOf(invoice);
    const reason = noticeDroppedBecause(notice, facts, position);
    if (reason !== undefined) {
      await dropNotice(platform, view, notice, reason);
      continue;
    }
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
    await writeIfStill(platform, {
      update: { pk: customerPartition(entry.customerId), sk: entry.sk },
      set: { agendaAt: at },
      if: { equals: { agendaAt: entry.agendaAt } },
    });
  }
};

/**
 * Sends one letter; one that cannot be written, or that the mail service refuses for good, goes to a person and keeps none
 * of the others waiting. What was refused is tried again with the next day's opening: each try is a message to the service.
 */
const sendOrHandOver = async (
  platform: Platform,
  view: PayerView,
  draft: Draft,
  to: Parameters<typeof sendLetter>[3],
  run: Run,
): Promise<Awaited<ReturnType<typeof sendLetter>> | 'unwritable'> => {
  const carried = draft.notice === undefined ? draft.lines.flatMap(({ steps }) => steps) : [draft.notice];
  try {
    const ending = await sendLetter(platform, view, draft, to);
    if (ending === 'sent') await takeBack(platform, carried);
    return ending;
  } catch (error) {
    const opens = error instanceof MessageRefused ? openingOn(view, view.today + 1) : undefined;
    await handOver(platform, view.company, run, firstOf(draft), error, opens);
    if (opens === undefined) return 'unwritable';
    countEnding(run, 'failed', to.length);
    await moveEntries(platform, view, carried, opens);
    return 'unwritable';
  }
};

/** Writes to one payer what may leave now; `entries` are what the agenda names for this payer. */
export const sendToPayer = async (
  platform: Platform,
  company: PayerView['company'],
  payerId: string,
  run: Run,
  entries: readonly Key[],
): Promise<void> => {
  const payer = (await platform.table.get(headKey(payerId))) as CustomerHead | undefined;
  if (payer === undefined || payer.applying !== undefined) return;
  const view = await viewPayer(
    platform,
    company,
    payer,
    entries.some(({ sk }) => sk.startsWith('NOTICE#')),
  );
  if (view === undefined || !(await claimEnded(platform, view))) return;
  const partitions = new Set(view.members.map(({ pk }) => pk));
  for (const entry of entries) if (!partitions.has(entry.pk)) await planForPresentPayer(platform, entry);
  const opens = nextOpening(windowOfPayer(company, payer), company.calendar, view.zone, view.now);
  if (opens > view.now) return moveEntries(platform, view, [...view.planned, ...view.notices], opens);
  const notices = run.stopped ? [] : await noticesOf(platform, view);
  if (run.stopped) await moveEntries(platform, view, view.notices, openingOn(view, view.today + 1));
  for (const draft of notices) {
    const to = recipients(view, draft, run);
    if (to.length === 0) continue;
    if (!isTaken(run, to.length)) return;
    const ending = await sendOrHandOver(platform, view, draft, to, run);
    if (ending === 'not-claimed') return;
    if (ending !== 'unwritable') countEnding(run, ending, to.length);
  }
  let reminds = false;
  for (const draft of await composeDrafts(platform, view)) {
    const to = await judge(platform, view, draft, reminds, run);
    if (to.length === 0) continue;
    if (!isTaken(run, to.length)) return;
    reminds ||= draft.kind === 'reminder';
    const ending = await sendOrHandOver(platform, view, draft, to, run);
    if (ending === 'not-claimed') return;
    if (ending === 'unwritable') continue;
    countEnding(run, ending, to.length);
    if (ending === 'failed') continue;
    run.sent += 1;
    if (run.allowance !== undefined) run.allowance -= 1;
  }
};
