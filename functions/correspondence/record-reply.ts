import type { EventOf } from '../ledger/event.ts';
import { headOf, type Recording, refuse } from '../ledger/record/recording.ts';
import { ANSWER_DAYS, caredForBy } from '../lifecycle/answer-days.ts';
import { defined } from '../platform/defined.ts';
import type { ItemReply } from '../work-list/item.ts';
import { itemId } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';

const replyOf = (event: EventOf<'reply.received'>): ItemReply => {
  const { from, subject, text, quoted, attachments, file, foundBy } = event;
  return defined({ from, subject, text, quoted, attachments, file, foundBy }) as ItemReply;
};

/** What is to be done about a message, once it is known whose it is and before. */
export const titleOfReply = (subject: string, isKnown: boolean): string => {
  const about = subject === '' ? '' : `: ${subject}`;
  return isKnown ? `Answer the customer's reply${about}` : `Find out whose this reply is${about}`;
};

/**
 * A reply stands on the list of whoever looks after the account, and with it on the account's line; on everybody's where
 * nobody can say whose it is.
 */
export const recordReply = async (recording: Recording, event: EventOf<'reply.received'>): Promise<void> => {
  const { customerId, letterId } = event;
  const head = customerId === undefined ? undefined : await headOf(recording, customerId);
  if (head?.known === false) refuse(event, 'customerId', `there is no customer "${customerId}"`);
  const letter =
    customerId === undefined || letterId === undefined
      ? undefined
      : await recording.workspace.get<LetterRecord>(letterKey(customerId, letterId));
  await raiseItem(
    recording.workspace,
    recording.company,
    {
      itemId: itemId(event.replyId),
      kind: 'reply',
      title: titleOfReply(event.subject, head !== undefined),
      customerId,
      letterId: letter?.letterId,
      reply: replyOf(event),
      stake: letter === undefined ? undefined : { amount: letter.total, currency: letter.currency },
      ...(head === undefined ? { answerDays: ANSWER_DAYS } : caredForBy(recording.company, head)),
    },
    recording.now,
  );
};
