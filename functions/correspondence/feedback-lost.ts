import { customerPartition, payerIdOf } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { bumpFacts, headOf, type Recording, refuse } from '../ledger/record/recording.ts';
import type { Notice } from '../lifecycle/entities.ts';
import { closeUnknown, giveBackSteps, letterOf } from './feedback.ts';
import { noticeOf } from './plan-notice.ts';
import { unknownNoticeKey } from './unknown-notice.ts';

/** A notice in it is planned once more: it has no step that could fall due again. */
const planNoticeAgain = async (recording: Recording, customerId: string, sk: string): Promise<void> => {
  const { workspace, company, now } = recording;
  const notice = await workspace.get<Notice>({ pk: customerPartition(customerId), sk });
  if (notice === undefined) return;
  const { noticeId, invoiceId, template, issueId } = notice;
  const payer = await headOf(recording, payerIdOf(await headOf(recording, customerId)));
  const again = { noticeId, customerId, invoiceId, template, ...(issueId === undefined ? {} : { issueId }) };
  await workspace.put(noticeOf(company, payer, now, again));
};

/**
 * A person found out that a letter did not arrive, of which nobody knew, or which the mail service had refused: its steps
 * were not used up. They fall due again and are written anew, from what is owed by then.
 */
export const recordLost = async (recording: Recording, event: EventOf<'letter.lost'>): Promise<void> => {
  const head = await headOf(recording, event.customerId);
  const letter = await letterOf(recording, head, { ...event, email: '' });
  if (letter === undefined) return refuse(event, 'letterId', `there is no letter "${event.letterId}"`);
  if (letter.status === 'sent') return refuse(event, 'letterId', `"${event.letterId}" has arrived`);
  if (letter.givenBack === true) return;
  const { workspace } = recording;
  for (const [customerId, sk] of letter.steps)
    if (sk.startsWith('NOTICE#')) {
      await workspace.delete(unknownNoticeKey(customerId, letter));
      await planNoticeAgain(recording, customerId, sk);
    }
  await workspace.put({ ...letter, status: 'failed', givenBack: true });
  await closeUnknown(recording, letter, event.by);
  await giveBackSteps(recording, letter);
  const payerId = payerIdOf(head);
  await bumpFacts(recording, payerId);
  const payer = await headOf(recording, payerId);
  // The cap counts letters that left.
  await workspace.put({ ...payer, recent: payer.recent.filter(([, id]) => id !== letter.letterId) });
};
