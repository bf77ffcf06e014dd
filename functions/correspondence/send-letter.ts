import type { Claim } from '../ledger/entities.ts';
import { CertainlyNotSent, MessageRefused } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { OutgoingMail } from '../platform/ports.ts';
import { claimLetter, releaseClaim } from './claim.ts';
import { answerPageOf } from './contact-change.ts';
import type { Draft } from './draft.ts';
import { endLetter } from './end-letter.ts';
import { assertBelongs } from './finished-message.ts';
import { keepText } from './kept-text.ts';
import type { Mailbox } from './letter-model.ts';
import { modelOf, recordOf } from './letter-of.ts';
import { afterFailure } from './open-claim.ts';
import type { PayerView } from './payer-view.ts';
import { replyAddress } from './reply-address.ts';

/** No message leaves later than this after its reservation: by then somebody may judge it unknown. */
const LATEST_SEND_MS = 60_000;

type Making = typeof import('./finish-letter.ts');
/** Templates and MIME take as long to load as half the function, and most runs send nothing: loaded with a first letter. */
let making: Promise<Making> | undefined;
const letterMaking = (): Promise<Making> => {
  making ??= import('./finish-letter.ts');
  return making;
};

type Ending = { status: 'sent'; messageId: string } | { status: 'failed' } | { status: 'unknown' };

/**
 * One call, without retry: at most one message leaves per claim, whatever happens to the answer. Throws `MessageRefused`
 * where it is the message itself that the service refuses.
 */
const send = async (platform: Platform, mail: OutgoingMail, claim: Claim): Promise<Ending> => {
  if (platform.clock.now() - Date.parse(claim.at) > LATEST_SEND_MS) return { status: 'failed' };
  try {
    const { messageId } = await platform.mailer.send(mail);
    return { status: 'sent', messageId };
  } catch (error) {
    if (error instanceof MessageRefused) throw error;
    return { status: error instanceof CertainlyNotSent ? 'failed' : 'unknown' };
  }
};

/** The id of the letter: that of the attempt that certainly did not leave, else a new one. */
const letterIdOf = (platform: Platform, draft: Draft): string => {
  for (const { steps } of draft.lines)
    for (const step of steps)
      if (step.verdict?.reason === 'failed' && step.letterId !== undefined) return step.letterId;
  return draft.notice?.letterId ?? platform.ids.next('letter');
};

/** Renders a letter and checks the finished message; what it throws comes of the records that it was made from. */
const makeLetter = async (
  view: PayerView,
  draft: Draft,
  claim: Claim,
  to: readonly (Mailbox & { language?: string })[],
  answerUrl: string,
  replyTo: string | undefined,
): Promise<{ said: { subject: string; text: string }; mail: OutgoingMail }> => {
  const { finishLetter } = await letterMaking();
  const model = modelOf(view, draft, claim, to, answerUrl);
  if (replyTo !== undefined) model.sender = { ...model.sender, replyTo };
  const domain = model.sender.email.slice(model.sender.email.lastIndexOf('@') + 1);
  const { subject, text, mail } = await finishLetter(model, {
    messageId: `${claim.letterId}.${claim.attempt}@${domain}`,
    at: Date.parse(claim.at),
    boundary: claim.attempt,
  });
  assertBelongs(
    mail.raw,
    new Set(view.invoices.keys()),
    to.map(({ email }) => email),
  );
  return { said: { subject, text: keepText(text, answerUrl) }, mail };
};

/**
 * Claims, renders, checks and sends one letter, and records its end. The finished message is checked: every invoice it
 * shows belongs to the addressed payer or its children (domain rule 8). What it throws left nothing behind.
 *
 * @throws MessageRefused where the mail service would never take this message.
 */
export const sendLetter = async (
  platform: Platform,
  view: PayerView,
  draft: Draft,
  to: readonly (Mailbox & { language?: string })[],
): Promise<'sent' | 'failed' | 'unknown' | 'not-claimed'> => {
  await letterMaking();
  const answerUrl = await answerPageOf(platform, view.payer, draft, view.today);
  const replyTo = await replyAddress(platform, view.company.settings.sender, view.payer.customerId);
  const claim = await claimLetter(platform, view, draft, letterIdOf(platform, draft));
  if (claim === undefined) return 'not-claimed';
  const release = async (error: unknown): Promise<never> => {
    // Nothing left that anybody would have to look for: the next letter need not wait for this one.
    await releaseClaim(platform, view, claim);
    throw error;
  };
  const { said, mail } = await makeLetter(view, draft, claim, to, answerUrl, replyTo).catch(release);
  const tagged = { ...mail, tags: { ...mail.tags, payer: view.payer.customerId } };
  const ending = await send(platform, tagged, claim).catch(release);
  const letter = recordOf(view, draft, claim, to, said, ending);
  const known = new Map(
    draft.lines.flatMap(({ steps }) => steps.map((step) => [`${step.customerId} ${step.sk}`, step])),
  );
  const { status } = await endLetter(platform, view.company, letter, known);
  if (status === 'failed')
    await afterFailure(platform, view, claim, {
      steps: draft.lines.flatMap(({ steps }) => steps),
      notices: draft.notice === undefined ? [] : [draft.notice],
    });
  return status;
};
