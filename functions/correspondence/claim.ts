import { type Claim, type CustomerHead, headKey } from '../ledger/entities.ts';
import { addDays, fromDay } from '../platform/civil-date.ts';
import { ConditionFailed, Conflict, ServiceUnavailable } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { Draft } from './draft.ts';
import type { PayerView } from './payer-view.ts';

/** A reservation that is older than this ended without telling: it is unknown. */
export const STALE_CLAIM_MS = 20 * 60_000;
const THREAD_LENGTH = 10;

/**
 * Claims a letter for a payer before it is sent: one conditional write on the payer's head, the unit of consistency for
 * sending. It holds while no fact of the payer has changed since it was read, nothing is being applied, and no other
 * letter is open. Returns undefined where that no longer holds: the next run reads afresh.
 */
export const claimLetter = async (
  platform: Platform,
  view: PayerView,
  draft: Draft,
  letterId: string,
): Promise<Claim | undefined> => {
  const { payer, lastMessageId } = view;
  const on = fromDay(view.today);
  const claim: Claim = {
    letterId,
    attempt: platform.ids.next('attempt'),
    at: new Date(platform.clock.now()).toISOString(),
    status: 'reserved',
    currency: draft.currency,
    steps: [
      ...draft.lines.flatMap(({ steps }) => steps.map((step): [string, string] => [step.customerId, step.sk])),
      ...(draft.notice === undefined ? [] : [[draft.notice.customerId, draft.notice.sk] as [string, string]]),
    ],
  };
  const recent = payer.recent.filter(([day, id]) => day > addDays(on, -7) && id !== letterId);
  const counted = draft.kind === 'notice' ? recent : [...recent, [on, letterId, draft.kind] as (typeof recent)[number]];
  const thread =
    lastMessageId === undefined || payer.thread.includes(lastMessageId)
      ? payer.thread
      : [...payer.thread, lastMessageId].slice(-THREAD_LENGTH);
  try {
    await platform.table.write({
      update: headKey(payer.customerId),
      set: { claim, recent: counted, thread },
      add: { v: 1 },
      if: { equals: { factsVersion: payer.factsVersion, applying: undefined, claim: payer.claim } },
    });
  } catch (error) {
    const refused = error instanceof ConditionFailed || error instanceof Conflict;
    if (!refused && !(error instanceof ServiceUnavailable)) throw error;
    // Only the answer may be what was lost; an adapter that asks again meets its own claim.
    const head = (await platform.table.get(headKey(payer.customerId))) as CustomerHead;
    if (head.claim?.attempt !== claim.attempt) {
      if (refused) return undefined;
      throw error;
    }
  }
  payer.claim = claim;
  payer.recent = counted;
  payer.thread = thread;
  payer.v += 1;
  return claim;
};

/** The claim ended without a letter: the cap forgets it, and the same letter may go again. */
export const releaseClaim = async (platform: Platform, view: PayerView, claim: Claim): Promise<void> => {
  const failed: Claim = { ...claim, status: 'failed' };
  const recent = view.payer.recent.filter(([, id]) => id !== claim.letterId);
  // Where somebody else ended it, what they wrote counts.
  await writeIfStill(platform, {
    update: headKey(view.payer.customerId),
    set: { claim: failed, recent },
    add: { v: 1 },
    if: { equals: { claim } },
  });
  view.payer.claim = failed;
  view.payer.recent = recent;
  view.payer.v += 1;
};
