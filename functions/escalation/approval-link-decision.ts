import type { EventOf } from '../ledger/event.ts';
import { recordEvent } from '../ledger/record-event.ts';
import { cleanText } from '../platform/clean-text.ts';
import { BadInput } from '../platform/errors.ts';
import { formatMoney } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import { BY_LINK, SIGNED_IN } from './answers.ts';
import { tokenHash } from './approval-link.ts';
import type { SeenLink } from './approval-link-standing.ts';

/** What a person chose on the page of their link. */
export type LinkAnswer =
  | { decision: 'approve' }
  | { decision: 'reject'; reason: string }
  /** `until`: a date after today, `YYYY-MM-DD`. */
  | { decision: 'wait'; until: string; reason?: string };

/**
 * Decides an open request, once: the event's id comes from the link's token, or from the request and the person who is
 * signed in, and the recorder refuses it where somebody answered in between. One request that writes. Returns whether it
 * was this answer that was recorded.
 *
 * @throws Conflict, Throttled, ServiceUnavailable where the table did not take it; then asking again is safe.
 */
export const decideRequest = async (
  platform: Platform,
  how: { token: string } | 'signed-in',
  { link }: SeenLink,
  answer: LinkAnswer,
): Promise<boolean> => {
  const { action, amount, currency } = link.snapshot;
  const event: EventOf<'approval.decided'> = {
    ...(how === 'signed-in'
      ? { id: tokenHash(`${link.approvalId}.${link.staffId}`), source: SIGNED_IN }
      : { id: tokenHash(how.token), source: BY_LINK }),
    at: new Date(platform.clock.now()).toISOString(),
    by: link.staffId,
    type: 'approval.decided',
    invoiceId: link.invoiceId,
    action: action as EventOf<'approval.decided'>['action'],
    approvalId: link.approvalId,
    amount: formatMoney(amount, currency),
    ...answer,
    ...('reason' in answer && answer.reason !== undefined ? { reason: cleanText(answer.reason) } : {}),
  };
  try {
    await recordEvent(platform, event);
    return true;
  } catch (error) {
    if (error instanceof BadInput) return false;
    throw error;
  }
};
