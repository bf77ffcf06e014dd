import type { Contact } from '../ledger/contract.ts';
import type { CustomerHead } from '../ledger/entities.ts';

export type Purpose = 'billing' | 'escalation';

/** SES takes no message to more (Amazon SES API Reference, SendRawEmail), and refuses it whole. */
const MOST_OF_A_MESSAGE = 50;

/** SES takes no SMTPUTF8: only a domain has another spelling in ASCII. */
const isMailable = (email: string): boolean => {
  for (let place = 0; place < email.length; place++) {
    if (email.charCodeAt(place) > 127) return email.lastIndexOf('@') < place;
  }
  return true;
};

type Addressee = Pick<CustomerHead, 'contacts' | 'correctedContacts' | 'badAddresses'>;

/** The contacts that count now: what a person entered, until the ledger's own change. */
export const contactsOf = (head: Addressee): readonly Contact[] => head.correctedContacts ?? head.contacts;

/**
 * Whom a letter to this payer goes to: all contacts with `billing`, for an escalation also those with `escalation`;
 * the first contact where nobody has such a role (contracts §3). Addresses that bounced or complained are left out, and
 * nobody stands in for them; so are those that no message can go to. A message takes the first 50.
 */
export const recipientsOf = (
  head: Addressee,
  purpose: Purpose,
): { name: string; email: string; language?: string }[] => {
  const contacts = contactsOf(head);
  const named = contacts.filter(
    ({ roles }) => roles.includes('billing') || (purpose === 'escalation' && roles.includes('escalation')),
  );
  const chosen = named.length > 0 ? named : contacts.slice(0, 1);
  const seen = new Set<string>();
  return chosen.flatMap(({ name, email, language }) => {
    if (email === undefined || seen.size >= MOST_OF_A_MESSAGE || !isMailable(email)) return [];
    if (head.badAddresses[email.toLowerCase()] !== undefined || seen.has(email.toLowerCase())) return [];
    seen.add(email.toLowerCase());
    return [language === undefined ? { name, email } : { name, email, language }];
  });
};
