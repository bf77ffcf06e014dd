import { customerPartition, payerIdOf } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { bumpFacts, headOf, invoiceOf, type Recording } from '../ledger/record/recording.ts';
import { caredForBy } from '../lifecycle/answer-days.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { itemId } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import { letterOf, wakeCases } from './feedback.ts';
import type { LetterRecord } from './letter-record.ts';
import { unknownNotice, unknownNoticeKey } from './unknown-notice.ts';

/** A person reaches the customer another way: an item per invoice, which stops its letters until it is closed. */
const raiseRejected = async (recording: Recording, letter: LetterRecord): Promise<void> => {
  for (const { invoiceId } of letter.lines) {
    const invoice = await invoiceOf(recording, invoiceId);
    if (invoice === undefined) continue;
    const { customerId } = invoice;
    await raiseItem(
      recording.workspace,
      recording.company,
      {
        itemId: itemId('delivery-unknown', invoiceId, letter.letterId),
        kind: 'delivery-unknown',
        title: 'The mail service refused a letter: reach the customer another way',
        customerId,
        invoiceId,
        letterId: letter.letterId,
        ...caredForBy(recording.company, await headOf(recording, customerId)),
      },
      recording.now,
    );
  }
};

/**
 * A letter was taken by the mail service and then not sent on, because of what is in it. It certainly did not arrive,
 * and the same letter would be refused again: so it does not go again by itself, a person decides, as of one of which
 * nobody knows whether it arrived.
 */
export const recordRejection = async (recording: Recording, event: EventOf<'letter.rejected'>): Promise<void> => {
  const head = await headOf(recording, event.customerId);
  const letter = await letterOf(recording, head, event);
  if (letter === undefined || letter.status === 'failed' || letter.givenBack === true) return;
  const { workspace } = recording;
  for (const [customerId, sk] of letter.steps) {
    if (sk.startsWith('NOTICE#')) {
      const noted = unknownNotice(customerId, letter);
      if ((await workspace.get<StepRecord>(unknownNoticeKey(customerId, letter))) === undefined)
        await workspace.put(noted);
      continue;
    }
    const step = await workspace.get<StepRecord>({ pk: customerPartition(customerId), sk });
    if (step?.letterId === letter.letterId && step.status === 'done')
      await workspace.put({ ...step, status: 'unknown' });
  }
  await workspace.put({ ...letter, status: 'failed' });
  await raiseRejected(recording, letter);
  await wakeCases(recording, letter);
  const payerId = payerIdOf(head);
  await bumpFacts(recording, payerId);
  const payer = await headOf(recording, payerId);
  // The cap counts letters that left.
  await workspace.put({ ...payer, recent: payer.recent.filter(([, id]) => id !== letter.letterId) });
};
