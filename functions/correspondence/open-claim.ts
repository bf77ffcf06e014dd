import { balanceOf } from '../ledger/balance.ts';
import { type Claim, customerPartition } from '../ledger/entities.ts';
import type { Notice, StepRecord } from '../lifecycle/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { releaseClaim, STALE_CLAIM_MS } from './claim.ts';
import { endLetter, finishRecording } from './end-letter.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';
import type { PayerView } from './payer-view.ts';
import { recipientsOf } from './recipients.ts';
import { holdBack } from './verdicts.ts';

/** What a claim carries and whose end is not recorded yet. */
interface Waiting {
  steps: StepRecord[];
  notices: Notice[];
}

const isCarried = (claim: Claim, entry: Pick<StepRecord, 'customerId' | 'sk'>): boolean =>
  claim.steps.some(([owner, sk]) => owner === entry.customerId && sk === entry.sk);

const waitingOf = (view: PayerView, claim: Claim): Waiting => ({
  steps: view.planned.filter((step) => isCarried(claim, step)),
  notices: view.notices.filter((notice) => isCarried(claim, notice)),
});

/** The same of customers that have left this payer since: the letter that is under way still carries their steps. */
const waitingOfOthers = async (platform: Platform, view: PayerView, claim: Claim): Promise<Waiting> => {
  const keys = claim.steps
    .filter(([owner]) => !view.members.some((member) => member.customerId === owner))
    .map(([owner, sk]) => ({ pk: customerPartition(owner), sk }));
  const waiting: Waiting = { steps: [], notices: [] };
  for (let from = 0; from < keys.length; from += 100)
    for (const item of await platform.table.batchGet(keys.slice(from, from + 100))) {
      if (item?.payerId !== view.payer.customerId) continue;
      if ((item as StepRecord).status === 'planned') waiting.steps.push(item as StepRecord);
      else if ('noticeId' in item && item.sentAt === undefined) waiting.notices.push(item as Notice);
    }
  return waiting;
};

/** A letter of which only the reservation is left: nobody knows whether it left. */
export const unknownLetter = (
  view: PayerView,
  { steps, notices }: Waiting = waitingOf(view, view.payer.claim!),
): LetterRecord => {
  const claim = view.payer.claim!;
  const entries = new Map<string, { cycle: number; step: string | null }>();
  for (const { invoiceId, cycle, step } of steps) if (!entries.has(invoiceId)) entries.set(invoiceId, { cycle, step });
  for (const { invoiceId } of notices)
    if (!entries.has(invoiceId))
      entries.set(invoiceId, { cycle: view.invoices.get(invoiceId)?.cycle ?? 1, step: null });
  const lines = [...entries].map(([invoiceId, entry]) => {
    const invoice = view.invoices.get(invoiceId);
    return { invoiceId, ...entry, amount: invoice === undefined ? 0 : Math.max(balanceOf(invoice), 0) };
  });
  return {
    ...letterKey(view.payer.customerId, claim.letterId),
    letterId: claim.letterId,
    payerId: view.payer.customerId,
    attempt: claim.attempt,
    at: claim.at,
    to: recipientsOf(view.payer, 'billing').map(({ email }) => email),
    template: steps[0]?.template ?? notices[0]?.template ?? 'reminder-1',
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

/** A letter that certainly did not leave goes again with the next run, under the same id; the cap forgets it. */
export const afterFailure = async (
  platform: Platform,
  view: PayerView,
  claim: Claim,
  { steps, notices }: Waiting,
): Promise<void> => {
  for (const step of steps) {
    await holdBack(platform, view, step, 'failed', view.today, {});
    await platform.table.write({
      update: { pk: step.pk, sk: step.sk },
      set: { letterId: claim.letterId },
      if: { equals: { status: 'planned' } },
    });
  }
  for (const { pk, sk } of notices)
    await platform.table.write({ update: { pk, sk }, set: { letterId: claim.letterId }, if: { exists: true } });
  await releaseClaim(platform, view, claim);
};

/**
 * Whether the payer's last letter is over. What a run that died left behind is finished first, and a reservation that
 * never ended becomes unknown; then the next run goes on.
 */
export const claimEnded = async (platform: Platform, view: PayerView): Promise<boolean> => {
  const { claim, customerId } = view.payer;
  if (claim === undefined || claim.status === 'failed') return true;
  const own = waitingOf(view, claim);
  const others = await waitingOfOthers(platform, view, claim);
  const waiting = { steps: [...own.steps, ...others.steps], notices: [...own.notices, ...others.notices] };
  if (waiting.steps.length + waiting.notices.length === 0) return true;
  const letter = (await platform.table.get(letterKey(customerId, claim.letterId))) as LetterRecord | undefined;
  if (letter?.attempt === claim.attempt) {
    // A bounce gave its steps back: they are planned anew, and the letter is over.
    if (letter.givenBack === true) return true;
    if (letter.status === 'failed') await afterFailure(platform, view, claim, waiting);
    else await finishRecording(platform, view.company, letter);
    return false;
  }
  if (view.now - Date.parse(claim.at) >= STALE_CLAIM_MS)
    await endLetter(platform, view.company, unknownLetter(view, waiting));
  return false;
};
