import { assemble } from '../../lifecycle/load-case.ts';
import { agendaOf } from '../../platform/shard.ts';
import { chooseNextStep } from '../../policy/choose-next-step.ts';
import { type InvoiceFacts, payerIdOf } from '../entities.ts';
import { bumpFacts, headOf, putInvoice, type Recording } from './recording.ts';

/**
 * Writes an invoice that is new. Most have nothing to do for weeks: the day of their first step goes on the agenda in the
 * same transaction, which saves the wake that would do nothing else. One with something to do is woken as usual.
 */
export const putNewInvoice = async (recording: Recording, invoice: InvoiceFacts): Promise<void> => {
  const customer = await headOf(recording, invoice.customerId);
  const payer = await headOf(recording, payerIdOf(customer));
  const facts = await assemble(recording.platform, recording.company, {
    customer,
    payer,
    invoice,
    case: undefined,
    steps: [],
  });
  const decision = chooseNextStep(facts);
  if (decision.standing !== 'not-due' || decision.parts.length > 0) return putInvoice(recording, invoice);
  await recording.workspace.put({
    ...invoice,
    agenda: agendaOf('admission', invoice.invoiceId),
    agendaAt: `${decision.parkUntil}#${invoice.invoiceId}`,
  });
  await bumpFacts(recording, payer.customerId);
};
