import { releaseClaim } from '../../functions/correspondence/claim.ts';
import { endLetter } from '../../functions/correspondence/end-letter.ts';
import { type LetterRecord, letterKey } from '../../functions/correspondence/letter-record.ts';
import { unknownLetter } from '../../functions/correspondence/open-claim.ts';
import { viewPayer } from '../../functions/correspondence/payer-view.ts';
import type { CustomerHead } from '../../functions/ledger/entities.ts';
import { companyOf } from '../../functions/platform/company.ts';
import { readMessage } from './mime.ts';
import type { World } from './world.ts';

/**
 * Settles letters that were claimed when the process ended. A mail service cannot be asked whether a message left, and
 * such a letter becomes unknown after 20 minutes; the mailbox of this file can: what stands in it was sent, what does
 * not was certainly not.
 */
export const settleReservations = async ({ table, runtime, mailbox, clock }: World): Promise<void> => {
  const { platform } = runtime;
  const claimed = [...table.scan('HEAD')].filter((item) => (item as CustomerHead).claim?.status === 'reserved');
  if (claimed.length === 0) return;
  const company = await companyOf(platform.table, clock.now());
  for (const item of claimed) {
    const payer = item as CustomerHead;
    const claim = payer.claim!;
    const letter = (await table.get(letterKey(payer.customerId, claim.letterId))) as LetterRecord | undefined;
    if (letter?.attempt === claim.attempt && letter.status !== 'failed') continue;
    const view = await viewPayer(platform, company, payer, true);
    if (view === undefined) continue;
    const mail = mailbox.ofLetter(claim.letterId);
    if (mail === undefined) {
      await releaseClaim(platform, view, claim);
      continue;
    }
    const { subject } = readMessage(mail.raw);
    const { messageId, to } = mail;
    await endLetter(platform, company, { ...unknownLetter(view), status: 'sent', messageId, subject, to: [...to] });
  }
};
