import { type CustomerHead, headKey } from '../ledger/entities.ts';
import type { EventOf, LedgerEvent } from '../ledger/event.ts';
import { recordTogether } from '../ledger/record-event.ts';
import { Conflict } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { hash32 } from '../platform/shard.ts';
import { takeStaffFeedback } from './feedback-of-staff.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';
import { plainAddress } from './plain-address.ts';

/** `passing-bounce`: the letter was not taken, or not now, and nothing says that the address is dead. */
export const FEEDBACK_KINDS = ['bounced', 'passing-bounce', 'complained', 'delivered', 'delayed', 'rejected'] as const;

/** What the mail service reports about one message. */
export interface MessageFeedback {
  kind: (typeof FEEDBACK_KINDS)[number];
  at: string;
  message: string;
  emails: string[];
  letter?: string | undefined;
  payer?: string | undefined;
  mail?: string | undefined;
  because?: string | undefined;
}

/** A bounce may be told before the end of its letter is recorded, which takes a minute at most: it is told again later. */
const RECORDED_WITHIN_MS = 120_000;

const tell = (
  platform: Platform,
  feedback: MessageFeedback,
  what: 'letter-delayed' | 'feedback-ignored',
  rule: string,
  text: string,
  of: { customerId?: string; invoiceId?: string } = {},
): void => {
  const { letter = null, message, emails, because = null } = feedback;
  const facts = { letter, message, recipients: emails.length, because };
  platform.tell({ at: new Date(platform.clock.now()).toISOString(), ...of, what, why: { rule, text, facts } });
};

const ignore = (platform: Platform, feedback: MessageFeedback): { recorded: number } => {
  tell(platform, feedback, 'feedback-ignored', 'unknown-letter', 'Feedback about a letter that is not known here.');
  return { recorded: 0 };
};

const tellDelay = (platform: Platform, feedback: MessageFeedback, payer: string, letter: LetterRecord): void => {
  const [rule, text] =
    feedback.kind === 'delayed'
      ? ['delivery-delay', 'The mail service has not been able to deliver the letter yet and goes on trying.']
      : ['passing-bounce', 'A mail server did not take the letter, for a reason that may pass.'];
  for (const { invoiceId } of letter.lines)
    tell(platform, feedback, 'letter-delayed', rule!, text!, { customerId: payer, invoiceId });
};

type Recorded = EventOf<'letter.bounced' | 'letter.complained' | 'letter.delivered' | 'letter.rejected'>;

/** The facts of a feedback; the same feedback always gives the same, so that a repeat changes nothing. */
const factsOf = (
  {
    kind,
    at,
    message,
    emails,
    letter,
  }: MessageFeedback & { kind: 'bounced' | 'complained' | 'delivered' | 'rejected' },
  payer: string,
  to: readonly string[],
): LedgerEvent[] => {
  const instant = new Date(at).toISOString();
  // Arrived or refused is the whole message; an address is what bounces or complains.
  const concerned = kind === 'bounced' || kind === 'complained' ? [...new Set(emails.map(plainAddress))] : [emails[0]!];
  return concerned.map(
    (email): Recorded => ({
      id: `${kind}-${message}-${Date.parse(at)}-${hash32(plainAddress(email)).toString(36)}`,
      source: 'mail',
      at: instant,
      by: 'system',
      type: `letter.${kind}`,
      customerId: payer,
      email: to.find((known) => plainAddress(known) === plainAddress(email)) ?? email,
      ...(letter === undefined ? {} : { letterId: letter }),
    }),
  );
};

/**
 * Takes what the mail service reports about a message: permanent bounces, complaints, deliveries of letters of which
 * nobody knows whether they arrived, and refusals become facts; what may pass is told. It may come twice and in any
 * order. What is about no letter of ours is told and ignored.
 *
 * @throws Conflict where the letter's end is still being recorded: the service has to be heard again in a minute.
 */
export const takeFeedback = async (platform: Platform, feedback: MessageFeedback): Promise<{ recorded: number }> => {
  const { kind, payer, letter: letterId } = feedback;
  if (feedback.mail !== undefined) return takeStaffFeedback(platform, feedback);
  if (payer === undefined) return ignore(platform, feedback);
  const letter =
    letterId === undefined
      ? undefined
      : ((await platform.table.get(letterKey(payer, letterId))) as LetterRecord | undefined);
  // Nearly all feedback is this: it costs a read and no write.
  if (kind === 'delivered' && letter?.status === 'sent') return { recorded: 0 };
  const head = (await platform.table.get(headKey(payer))) as CustomerHead | undefined;
  if (head === undefined) return ignore(platform, feedback);
  const { claim } = head;
  const isOpen = claim?.status === 'reserved' && claim.letterId === letterId && claim.attempt !== letter?.attempt;
  if (letterId !== undefined && letter === undefined && !isOpen) return ignore(platform, feedback);
  if (kind === 'delayed' || kind === 'passing-bounce') {
    if (letter !== undefined) tellDelay(platform, feedback, payer, letter);
    return { recorded: 0 };
  }
  // An early delivery is noted on the claim.
  if (isOpen && kind !== 'delivered' && platform.clock.now() - Date.parse(claim.at) < RECORDED_WITHIN_MS)
    throw new Conflict(`Letter ${letterId} is still being recorded: its feedback has to come again in a minute`);
  const outcomes = await recordTogether(platform, factsOf({ ...feedback, kind }, payer, letter?.to ?? []));
  return { recorded: outcomes.filter((outcome) => outcome === 'recorded').length };
};
