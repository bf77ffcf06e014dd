import {
  COMPANY,
  type CustomerHead,
  customerPartition,
  type InvoiceFacts,
  payerIdOf,
  prefixOf,
} from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { bumpFacts, headOf, invoiceOf, putHead, putInvoice, type Recording } from '../ledger/record/recording.ts';
import { caredForBy } from '../lifecycle/answer-days.ts';
import { isStep, type StepRecord, withoutRequest } from '../lifecycle/entities.ts';
import { everyItem } from '../platform/pages.ts';
import { itemId } from '../work-list/item.ts';
import { closeItem, raiseItem } from '../work-list/items.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';
import { recipientsOf } from './recipients.ts';
import type { Returned } from './sending-stop.ts';
import { RETURNED } from './sending-stop-watch.ts';
import { unknownNoticeKey } from './unknown-notice.ts';

/** What mail reports back: bounces, complaints and deliveries (domain rules 2 and 9). */

type Feedback = EventOf<'letter.bounced' | 'letter.complained' | 'letter.delivered' | 'letter.rejected'>;

/** The letter that is meant: the named one, else the latest to that address. */
export const letterOf = async (
  recording: Recording,
  head: CustomerHead,
  event: Pick<Feedback, 'customerId' | 'email' | 'letterId'>,
): Promise<LetterRecord | undefined> => {
  const payerId = payerIdOf(head);
  if (event.letterId !== undefined)
    return (
      (await recording.workspace.get<LetterRecord>(letterKey(payerId, event.letterId))) ??
      // It was written before the customer got a parent.
      recording.workspace.get<LetterRecord>(letterKey(event.customerId, event.letterId))
    );
  let latest: LetterRecord | undefined;
  const { table } = recording.platform;
  for (const letter of await everyItem<LetterRecord>(table, customerPartition(payerId), 'LETTER#'))
    if (
      letter.to.some((email) => email.toLowerCase() === event.email.toLowerCase()) &&
      (latest === undefined || letter.at > latest.at)
    )
      latest = letter;
  return latest === undefined ? undefined : recording.workspace.get<LetterRecord>(letterKey(payerId, latest.letterId));
};

/** The case of each step hears of it: its invoice gets a wake. */
export const wakeCases = async (recording: Recording, letter: LetterRecord): Promise<void> => {
  for (const { invoiceId } of letter.lines) {
    const invoice = await invoiceOf(recording, invoiceId);
    if (invoice !== undefined) await putInvoice(recording, invoice);
  }
};

/** The step was not used up: its record goes, and the same step is planned for whoever is found. */
export const giveBackSteps = async (recording: Recording, letter: LetterRecord): Promise<void> => {
  for (const [customerId, sk] of letter.steps) {
    const key = { pk: customerPartition(customerId), sk };
    const step = await recording.workspace.get<StepRecord>(key);
    if (step === undefined || step.letterId !== letter.letterId) continue;
    // An approved notice is asked for anew: its approval was for the recipients it had.
    const left = withoutRequest(step);
    if (left === undefined) await recording.workspace.delete(key);
    else await recording.workspace.put(left);
  }
  await wakeCases(recording, letter);
};

/** What became of the letter is known: nobody has to find it out any more. */
export const closeUnknown = async (recording: Recording, letter: LetterRecord, by = 'system'): Promise<void> => {
  const { timeZone: zone } = recording.company.settings;
  const at = new Date(recording.now).toISOString();
  for (const { invoiceId } of letter.lines) {
    const invoice = await invoiceOf(recording, invoiceId);
    const id = itemId('delivery-unknown', invoiceId, letter.letterId);
    if (invoice !== undefined) await closeItem(recording.workspace, invoice.customerId, id, at, by, { zone });
  }
};

const markAddress = async (
  recording: Recording,
  event: Feedback,
  how: 'bounced' | 'complained',
): Promise<{ payer: CustomerHead; letter: LetterRecord | undefined }> => {
  const customer = await headOf(recording, event.customerId);
  const email = event.email.toLowerCase();
  const marked = { ...customer, badAddresses: { ...customer.badAddresses, [email]: how } };
  await putHead(recording, marked, true);
  const payerId = payerIdOf(customer);
  if (payerId !== customer.customerId) {
    const payer = await headOf(recording, payerId);
    await putHead(recording, { ...payer, badAddresses: { ...payer.badAddresses, [email]: how } }, true);
  }
  const payer = await headOf(recording, payerId);
  return { payer, letter: await letterOf(recording, marked, event) };
};

const findContact = (recording: Recording, payer: CustomerHead): Promise<boolean> =>
  raiseItem(
    recording.workspace,
    recording.company,
    {
      itemId: itemId('find-contact', payer.customerId),
      kind: 'find-contact',
      title: 'Find a contact: an address does not work',
      customerId: payer.customerId,
      ...caredForBy(recording.company, payer),
    },
    recording.now,
    true,
  );

/** Past the window that sending is judged by (14 days), in seconds. */
const RETURNED_KEPT_S = 15 * 86_400;

/** Counted for the share at which sending stops, under the time at which the letter had left. */
const countReturned = async (
  recording: Recording,
  event: Feedback,
  letter: LetterRecord | undefined,
  how: Returned['how'],
): Promise<void> => {
  const letterAt = letter?.at ?? event.at;
  await recording.workspace.put({
    pk: COMPANY,
    sk: `${RETURNED}${event.source}#${event.id}`,
    letterAt,
    how,
    expiresAt: Math.floor(Date.parse(letterAt) / 1000) + RETURNED_KEPT_S,
  });
};

export const recordBounce = async (recording: Recording, event: EventOf<'letter.bounced'>): Promise<void> => {
  const { payer, letter } = await markAddress(recording, event, 'bounced');
  const email = event.email.toLowerCase();
  await findContact(recording, payer);
  if (letter?.bounced?.includes(email) !== true) await countReturned(recording, event, letter, 'bounced');
  if (letter === undefined) return;
  const bounced = [...new Set([...(letter.bounced ?? []), email])];
  const givenBack = letter.to.every((email) => bounced.includes(email.toLowerCase()));
  await recording.workspace.put({ ...letter, bounced, ...(givenBack ? { givenBack } : {}) });
  if (!givenBack) return;
  await giveBackSteps(recording, letter);
  if (letter.status === 'unknown') await closeUnknown(recording, letter);
};

/** A complaint stops mail to that address and asks a person to call; it never ends the process by itself. */
export const recordComplaint = async (recording: Recording, event: EventOf<'letter.complained'>): Promise<void> => {
  const { payer, letter } = await markAddress(recording, event, 'complained');
  await raiseItem(
    recording.workspace,
    recording.company,
    {
      itemId: itemId('task', payer.customerId, 'complaint', letter?.letterId ?? event.id),
      kind: 'task',
      title: 'A letter was marked as unwanted: speak with the customer',
      customerId: payer.customerId,
      invoiceId: letter?.lines[0]?.invoiceId,
      ...caredForBy(recording.company, payer),
    },
    recording.now,
  );
  if (recipientsOf(payer, 'billing').length === 0) await findContact(recording, payer);
  // A provider that hides who complained reports all of its recipients: it is one complaint.
  if (letter?.complained !== true) await countReturned(recording, event, letter, 'complained');
  if (letter !== undefined) await recording.workspace.put({ ...letter, complained: true });
};

/** Its steps count as done, and its items close: what was unknown no longer stops the cases. */
const settle = async (recording: Recording, letter: LetterRecord): Promise<void> => {
  for (const [customerId, sk] of letter.steps) {
    const step = await recording.workspace.get<StepRecord>({ pk: customerPartition(customerId), sk });
    if (sk.startsWith('NOTICE#')) await recording.workspace.delete(unknownNoticeKey(customerId, letter));
    else if (step?.status === 'unknown') await recording.workspace.put({ ...step, status: 'done' });
  }
  await closeUnknown(recording, letter);
  await wakeCases(recording, letter);
};

/** The letter left, and its end is not recorded yet: whoever records it, or finds it unrecorded, will know. */
const noteEarlyDelivery = async (
  recording: Recording,
  payerId: string,
  letterId: string,
  deliveredAt: string,
): Promise<void> => {
  const payer = await headOf(recording, payerId);
  if (payer.claim?.letterId !== letterId || payer.claim.status === 'failed') return;
  await recording.workspace.rely(letterKey(payerId, letterId));
  await recording.workspace.put({ ...payer, claim: { ...payer.claim, deliveredAt } });
};

export const recordDelivery = async (recording: Recording, event: EventOf<'letter.delivered'>): Promise<void> => {
  const head = await headOf(recording, event.customerId);
  const letter = await letterOf(recording, head, event);
  if (letter?.status === 'unknown') {
    await recording.workspace.put({ ...letter, status: 'sent' });
    await settle(recording, letter);
    return;
  }
  await bumpFacts(recording, payerIdOf(head));
  const hasEnded = letter !== undefined && letter.status !== 'failed';
  if (event.letterId !== undefined && !hasEnded)
    await noteEarlyDelivery(recording, payerIdOf(head), event.letterId, event.at);
};

/**
 * A person looked into an unknown delivery and says that it is done: the step counts as done and is not repeated. What
 * became of the letter itself stays unknown, unless its delivery is reported.
 */
export const settleUnknown = async (recording: Recording, invoice: InvoiceFacts, step?: string): Promise<void> => {
  const { customerId, invoiceId, cycle } = invoice;
  const page = await recording.platform.table.query(customerPartition(customerId), prefixOf(invoiceId));
  for (const record of page.items.filter(isStep) as StepRecord[]) {
    if (record.status !== 'unknown' || record.cycle !== cycle || (step !== undefined && record.step !== step)) continue;
    const { payerId, letterId } = record;
    if (payerId === undefined || letterId === undefined) continue;
    const letter = await recording.workspace.get<LetterRecord>(letterKey(payerId, letterId));
    if (letter !== undefined) await settle(recording, letter);
  }
};
