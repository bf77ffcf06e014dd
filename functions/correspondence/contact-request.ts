import type { CustomerHead } from '../ledger/entities.ts';
import type { EventOf } from '../ledger/event.ts';
import { makeFindable } from '../ledger/record/findable.ts';
import { headOf, putHead, type Recording, refuse, requireInvoice } from '../ledger/record/recording.ts';
import { caredForBy } from '../lifecycle/answer-days.ts';
import { fromDay } from '../platform/civil-date.ts';
import type { Item } from '../platform/ports.ts';
import { localDay } from '../platform/zone.ts';
import { afterBusinessDays } from '../policy/calendar.ts';
import { contactAskedItem, itemId } from '../work-list/item.ts';
import { closeItem, raiseItem } from '../work-list/items.ts';
import { recordPutOff } from '../work-list/record-items.ts';
import { CONTACT_CHANGE } from './contact-change.ts';
import { noticeOf } from './plan-notice.ts';
import { contactsOf, recipientsOf } from './recipients.ts';

/**
 * "Please write to …", said on a customer's page. Whoever has a letter's link could say so: nothing changes until
 * somebody confirms it from the address that is written to now.
 */

/** So long the old address has for an answer, in business days, before a person asks. */
const CONFIRM_DAYS = 3;

const noticeIdOf = (requestId: string): string => itemId('contact', requestId);

/** Asks the old address by a letter, and keeps an item that comes up where nobody answers, or nobody can be asked. */
export const recordContactAsked = async (recording: Recording, event: EventOf<'contact.asked'>): Promise<void> => {
  const { workspace, company, now } = recording;
  const { customerId, requestId, name, email } = event;
  const head = await headOf(recording, customerId);
  if (!head.known) refuse(event, 'customerId', `there is no customer "${customerId}"`);
  const invoice = await requireInvoice(recording, event, event.invoiceId);
  const before = head.askedContact;
  if (before !== undefined) await workspace.delete({ pk: head.pk, sk: `NOTICE#${noticeIdOf(before.requestId)}` });
  await putHead(recording, { ...head, askedContact: { requestId, name, email, askedAt: event.at } }, false);
  const id = contactAskedItem(customerId);
  // The newest request counts: an item about an older one would name another person.
  await closeItem(workspace, customerId, id, event.at, 'system');
  await raiseItem(
    workspace,
    company,
    {
      itemId: id,
      kind: 'task',
      title: `Ask whom to write to: the page was asked to change it to ${name} <${email}>, and nobody confirmed it`,
      customerId,
      ...caredForBy(company, head),
    },
    now,
    true,
  );
  if (recipientsOf(head, 'billing').length === 0) return;
  const notice = noticeOf(company, head, now, {
    noticeId: noticeIdOf(requestId),
    customerId,
    invoiceId: invoice.invoiceId,
    template: CONTACT_CHANGE,
  });
  await workspace.put(notice);
  const today = localDay(now, company.settings.timeZone);
  const until = fromDay(afterBusinessDays(company.calendar, today, CONFIRM_DAYS));
  const reason = 'The address that is written to now was asked to confirm it';
  await recordPutOff(recording, { ...event, type: 'item.put-off', itemId: id, until, reason });
};

/** The contacts with another one in place of those who got the bills; they keep what else they are there for. */
const withBillsTo = (head: CustomerHead, name: string, email: string): CustomerHead['contacts'] => {
  const contacts = contactsOf(head);
  const named = contacts.filter(({ roles }) => roles.includes('billing'));
  const before = named.length > 0 ? named : contacts.slice(0, 1);
  const language = before.find((contact) => contact.language !== undefined)?.language;
  return [
    { name, email, roles: ['billing'], ...(language === undefined ? {} : { language }) },
    ...contacts
      .filter((contact) => contact.email?.toLowerCase() !== email.toLowerCase())
      .map((contact) => ({ ...contact, roles: contact.roles.filter((role) => role !== 'billing') })),
  ];
};

/** A colleague has entered whom the page was asked to write to: nobody has to confirm it, or ask, any more. */
export const closeContactAsked = async (
  recording: Recording,
  head: CustomerHead,
  at: string,
): Promise<CustomerHead> => {
  const { askedContact, ...rest } = head;
  const asked = askedContact?.email.toLowerCase();
  if (askedContact === undefined || !contactsOf(head).some(({ email }) => email?.toLowerCase() === asked)) return head;
  const { workspace } = recording;
  const notice = { pk: head.pk, sk: `NOTICE#${noticeIdOf(askedContact.requestId)}` };
  if ((await workspace.get<Item & { sentAt?: string }>(notice))?.sentAt === undefined) await workspace.delete(notice);
  await closeItem(workspace, head.customerId, contactAskedItem(head.customerId), at, 'system', {
    lost: 'contact-known',
  });
  return rest as CustomerHead;
};

/** The old address has answered: the new one is written to from now on, or everything stays as it was. */
export const recordContactConfirmed = async (
  recording: Recording,
  event: EventOf<'contact.confirmed'>,
): Promise<void> => {
  const { customerId, requestId, confirmed } = event;
  const { askedContact, ...head } = await headOf(recording, customerId);
  if (askedContact?.requestId !== requestId)
    return refuse(event, 'requestId', `"${requestId}" is no open request of customer "${customerId}"`);
  const { name, email } = askedContact;
  const changed = confirmed ? { correctedContacts: withBillsTo(head as CustomerHead, name, email) } : {};
  const after = { ...(head as CustomerHead), ...changed };
  await putHead(recording, await makeFindable(recording, head as CustomerHead, after), confirmed);
  await closeItem(recording.workspace, customerId, contactAskedItem(customerId), event.at, event.by);
};
