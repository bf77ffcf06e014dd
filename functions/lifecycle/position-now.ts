import type { CustomerHead, InvoiceFacts } from '../ledger/entities.ts';
import { type Recording, zoneOf } from '../ledger/record/recording.ts';
import { type Position, positionOf } from '../policy/case-facts.ts';
import type { Policy } from '../policy/contract.ts';
import { type Case, caseKey } from './entities.ts';
import { policyOfCase } from './load-case.ts';

/**
 * The position of an invoice by what is recorded so far, under the policy that its case follows: a version that was
 * published since judges no promise otherwise than the case does.
 */
export const positionNow = async (
  recording: Recording,
  head: CustomerHead,
  invoice: InvoiceFacts,
): Promise<{ position: Position; policy: Policy | undefined }> => {
  const { platform, company, now } = recording;
  const found = (await platform.table.get(caseKey(invoice.customerId, invoice.invoiceId))) as Case | undefined;
  const policy = await policyOfCase(platform, company, invoice, head, found);
  const zone = zoneOf(recording, head);
  return { position: positionOf({ now, invoice, policy, calendar: company.calendar, zone }), policy };
};
