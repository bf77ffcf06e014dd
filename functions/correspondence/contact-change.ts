import type { CustomerHead } from '../ledger/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { customerLink } from './customer-link.ts';
import type { Draft } from './draft.ts';

/** The notice that asks whoever is written to now whether letters may go to somebody else. */
export const CONTACT_CHANGE = 'contact-change';

/** Where the reader of a letter answers: on the account's page, or on the one that asks what the letter asks. */
export const answerPageOf = (
  platform: Platform,
  payer: CustomerHead,
  { template }: Pick<Draft, 'template'>,
  today: number,
): Promise<string> =>
  template === CONTACT_CHANGE && payer.askedContact !== undefined
    ? customerLink(platform, payer, today, 'contact', payer.askedContact.requestId)
    : customerLink(platform, payer, today);
