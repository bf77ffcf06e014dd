import { isDeepStrictEqual } from 'node:util';
import { closeContactAsked } from '../../correspondence/contact-request.ts';
import { contactsOf, recipientsOf } from '../../correspondence/recipients.ts';
import { caredForBy } from '../../lifecycle/answer-days.ts';
import { defined } from '../../platform/defined.ts';
import { placeOfCustomer } from '../../platform/shard.ts';
import { itemId } from '../../work-list/item.ts';
import { closeItem, raiseItem } from '../../work-list/items.ts';
import type { Contact } from '../contract.ts';
import type { CustomerHead } from '../entities.ts';
import type { EventOf } from '../event.ts';
import { makeFindable } from './findable.ts';
import { headOf, putHead, type Recording } from './recording.ts';

const plainContact = (contact: Contact): Contact => defined(contact) as Contact;

/** A contact was found, with the customer or with whoever pays for it: the item that asked for one closes itself. */
const closeFindContact = async (recording: Recording, head: CustomerHead, justMet = false): Promise<void> => {
  const payer = head.parent === undefined ? head : await headOf(recording, head.parent);
  // Who it is is known now; whom to write to is asked for with the first letter that finds nobody.
  if (!justMet && (!head.known || recipientsOf(payer, 'escalation').length === 0)) return;
  const at = new Date(recording.now).toISOString();
  const id = itemId('find-contact', head.customerId);
  await closeItem(recording.workspace, head.customerId, id, at, 'system', { lost: 'contact-known' });
};

/** An event about a customer of whom nothing else is known asks a person who it is. */
export const meetCustomer = async (recording: Recording, customerId: string | undefined): Promise<void> => {
  if (customerId === undefined) return;
  const head = await headOf(recording, customerId);
  if (head.known) return;
  await raiseItem(
    recording.workspace,
    recording.company,
    {
      itemId: itemId('find-contact', customerId),
      kind: 'find-contact',
      title: 'Find out who this customer is',
      customerId,
      ...caredForBy(recording.company, head),
    },
    recording.now,
  );
};

/** The customer as the ledger gives it; the greater `at`, then event id, wins. */
export const recordCustomer = async (recording: Recording, event: EventOf<'customer.updated'>): Promise<void> => {
  const { customer } = event;
  const found = await headOf(recording, customer.id);
  if (event.at < found.recordAt || (event.at === found.recordAt && event.id <= found.recordEvent)) return;
  const contacts = customer.contacts.map(plainContact);
  const contactsChanged = !isDeepStrictEqual(contacts, found.contacts);
  const parent = customer.parent === customer.id ? undefined : customer.parent;
  const { parent: before, timeZone: _zone, locale: _locale, accountOwner: _owner, ...known } = found;
  const { correctedContacts, contactsBefore, ...rest } = known;
  const head: CustomerHead = {
    ...rest,
    ...defined({ timeZone: customer.timeZone, locale: customer.locale, accountOwner: customer.accountOwner, parent }),
    ...placeOfCustomer(customer.id, customer.name),
    known: true,
    name: customer.name,
    segment: customer.segment,
    tags: customer.tags ?? [],
    fixedIncome: customer.fixedIncome ?? false,
    contacts,
    recordAt: event.at,
    recordEvent: event.id,
    // Whoever the books take out is kept nowhere, not even to go back to.
    ...(contactsChanged ? {} : defined({ correctedContacts, contactsBefore })),
  };
  await putHead(recording, await makeFindable(recording, found, head), true);
  if (before !== parent) await moveToPayer(recording, customer.id, before, parent);
  await closeFindContact(recording, head, !found.known);
};

/** A child leaves one payer and joins another: both heads say so, and both payers' letters are decided anew. */
const moveToPayer = async (
  recording: Recording,
  customerId: string,
  before: string | undefined,
  after: string | undefined,
): Promise<void> => {
  if (before !== undefined) {
    const old = await headOf(recording, before);
    await putHead(recording, { ...old, children: old.children.filter((child) => child !== customerId) }, true);
  }
  if (after !== undefined) {
    const next = await headOf(recording, after);
    if (!next.children.includes(customerId))
      await putHead(recording, { ...next, children: [...next.children, customerId].sort() }, true);
  }
};

/** What a person entered stands until the ledger's own contacts change. */
export const recordContacts = async (recording: Recording, event: EventOf<'contact.corrected'>): Promise<void> => {
  const found = await headOf(recording, event.customerId);
  const { correctedContacts: _former, ...rest } = found;
  const entered = event.contacts.map(plainContact);
  const corrected = {
    ...rest,
    known: true,
    contactsBefore: contactsOf(found),
    // What the books have needs no correction.
    ...(isDeepStrictEqual(entered, found.contacts) ? {} : { correctedContacts: entered }),
  } as CustomerHead;
  const head = await closeContactAsked(recording, corrected, event.at);
  await putHead(recording, await makeFindable(recording, found, head), true);
  await closeFindContact(recording, head);
};
