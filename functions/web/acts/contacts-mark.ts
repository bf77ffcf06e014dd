import type { Contact } from '../../ledger/contract.ts';
import { hash32 } from '../../platform/shard.ts';

/** A short name of a list of contacts: whether they are still those that a form has entered. */
export const contactsMark = (contacts: readonly Pick<Contact, 'name' | 'email' | 'phone' | 'roles'>[]): string =>
  hash32(
    contacts.map(({ name, email, phone, roles }) => [name, email, phone, ...roles].join('\n')).join('\n\n'),
  ).toString(36);
