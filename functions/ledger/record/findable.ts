import { createHash } from 'node:crypto';
import { plainAddress } from '../../correspondence/plain-address.ts';
import { contactsOf } from '../../correspondence/recipients.ts';
import type { Key } from '../../platform/ports.ts';
import { placeOfTerm, searchedName } from '../../platform/shard.ts';
import type { CustomerHead, InvoiceFacts } from '../entities.ts';
import type { Recording } from './recording.ts';

/**
 * How a customer is found: by the beginning of its name, and of the name, the address and the telephone of its contacts.
 * An invoice is found by its number, where that is not its id.
 */

/** So many contacts are found; who has more is found by these and by the name. */
const MOST_CONTACTS = 10;
/** Whole name, the same as it is found by with its digits, last name, address, telephone. */
const TERMS_OF_CONTACT = 5;
/** Fewer digits are a number in a street. */
const LEAST_DIGITS = 5;

/** The items that are written with a customer of so many contacts: head, marker, and what it is found by. */
export const mostFindable = (contacts: number): number => 4 + TERMS_OF_CONTACT * Math.min(contacts, MOST_CONTACTS);

/** A telephone number from behind: who searches knows its last digits, and not how its beginning is written here. */
export const telephoneTerm = (phone: string): string | undefined => {
  const digits = phone.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < LEAST_DIGITS ? undefined : `+${[...digits].reverse().join('')}`;
};

export const addressTerm = (email: string): string => searchedName(plainAddress(email));

const lastWord = (name: string): string => searchedName(name.trim().split(/\s+/).at(-1) ?? '');

const TELEPHONE = /^[\d\s+()./-]+$/;

/**
 * What a search for a text asks the index for: an address, the last digits of a telephone, or the beginning of a name.
 * What has a digit stands by itself: a customer called like the beginning of ten thousand invoices is found before them.
 */
export const searchedTerm = (text: string): string => {
  if (text.includes('@')) return addressTerm(text);
  const telephone = TELEPHONE.test(text) ? telephoneTerm(text) : undefined;
  return telephone ?? (/\d/.test(text) ? `#${searchedName(text)}` : searchedName(text));
};

/** What a name is found by: by its beginning, and where it has a digit by all that goes before and behind that. */
export const nameTerms = (name: string): string[] =>
  /\d/.test(name) ? [searchedName(name), `#${searchedName(name)}`] : [searchedName(name)];

/**
 * An invoice as it stands where a search finds it by its number, which it does anyway where the number is its id. It is
 * an entry of the index only, made as the invoice is written, and moves with a change of the number alone.
 */
export const findableInvoice = <T extends InvoiceFacts>({ platform }: Recording, invoice: T): T => {
  const { work: _work, workAt: _workAt, ...facts } = invoice as T & { work?: string; workAt?: string };
  const { number, invoiceId, customerId } = invoice;
  // An address leads to whoever sends from it, and to nobody by a number.
  if (platform.findable !== true || number === invoiceId || number.includes('@')) return facts as unknown as T;
  const term = searchedTerm(number);
  return (term === '' ? facts : { ...facts, ...placeOfTerm(customerId, term) }) as unknown as T;
};

/** All that a customer is found by, each once. */
const termsOf = (head: CustomerHead): string[] => {
  const terms = contactsOf(head)
    .slice(0, MOST_CONTACTS)
    .flatMap(({ name, email, phone }) => [
      ...nameTerms(name),
      lastWord(name),
      email === undefined ? undefined : addressTerm(email),
      phone === undefined ? undefined : telephoneTerm(phone),
    ]);
  return [...new Set([...nameTerms(head.name), ...terms])].filter(
    (term) => term !== undefined && term !== '',
  ) as string[];
};

/** Keys stand in messages about errors, and addresses must not. */
const keyOf = ({ pk }: CustomerHead, term: string): Key => ({
  pk,
  sk: `FIND#${createHash('sha256').update(term).digest('base64url').slice(0, 16)}`,
});

/** Enters what a customer is found by from now on, and takes out what it is not; returns the head that says so. */
export const makeFindable = async (
  { platform, workspace }: Recording,
  before: CustomerHead,
  after: CustomerHead,
): Promise<CustomerHead> => {
  if (platform.findable !== true) return after;
  const old = before.findable === true ? termsOf(before) : [];
  const now = termsOf(after);
  const added = now.filter((term) => !old.includes(term));
  const gone = old.filter((term) => !now.includes(term));
  await workspace.read([...added, ...gone].map((term) => keyOf(after, term)));
  for (const term of added)
    await workspace.put({ ...keyOf(after, term), ...placeOfTerm(after.customerId, term), v: 0 });
  for (const term of gone) await workspace.delete(keyOf(after, term));
  return { ...after, findable: true };
};
