import type { Company } from '../../platform/company.ts';
import { BadInput, OtherContent } from '../../platform/errors.ts';
import { parseMoney } from '../../platform/money.ts';
import type { Platform } from '../../platform/platform.ts';
import { agendaOf } from '../../platform/shard.ts';
import type { Workspace } from '../../platform/workspace.ts';
import {
  type CustomerHead,
  headKey,
  type InvoiceFacts,
  invoiceKey,
  ownerKey,
  payerIdOf,
  unknownHead,
} from '../entities.ts';
import type { LedgerEvent } from '../event.ts';

/** The recording of one event: what it reads and changes is written together, or not at all. */
export interface Recording {
  platform: Platform;
  company: Company;
  workspace: Workspace;
  now: number;
}

/** Refuses the event with one clear sentence. */
export const refuse = (event: LedgerEvent, path: string, sentence: string): never => {
  throw new BadInput([`event ${event.id}, ${path}: ${sentence}`]);
};

/** Refuses the event because what it is about came before with other content. */
export const refuseOther = (event: LedgerEvent, path: string, sentence: string): never => {
  throw new OtherContent([`event ${event.id}, ${path}: ${sentence}`]);
};

/** The minor units of an act's amount, now that its currency is known; refuses one that does not fit it. */
export const amountOf = (event: LedgerEvent, path: string, amount: string, currency: string): number => {
  const parsed = parseMoney(amount, currency);
  return typeof parsed === 'number' ? parsed : refuse(event, path, `"${amount}" ${parsed.problem}`);
};

export const headOf = async ({ workspace }: Recording, customerId: string): Promise<CustomerHead> =>
  (await workspace.get<CustomerHead>(headKey(customerId))) ?? unknownHead(customerId);

/** Writes a head and bumps the version of the payer's facts; `whole` where it concerns all of the payer's invoices. */
export const putHead = async (recording: Recording, head: CustomerHead, whole: boolean): Promise<void> => {
  await recording.workspace.put({
    ...head,
    headVersion: head.headVersion + (whole ? 1 : 0),
    // A customer that is new has no invoice yet that could be woken.
    ...(whole && head.v > 0 ? wakeAll(recording, head.customerId) : {}),
  });
  await bumpFacts(recording, payerIdOf(head), whole);
};

const wakeAll = ({ now }: Recording, customerId: string): { agenda: string; agendaAt: string } => ({
  agenda: agendaOf('wake', customerId),
  agendaAt: `${new Date(now).toISOString()}#${customerId}`,
});

/** Bumps the version that a claim is conditional on, once per unit of work. */
export const bumpFacts = async (recording: Recording, payerId: string, whole = false): Promise<void> => {
  const payer = await headOf(recording, payerId);
  await recording.workspace.put({
    ...payer,
    factsVersion: payer.factsVersion + 1,
    headVersion: payer.headVersion + (whole ? 1 : 0),
  });
};

/** The invoice of an event, or undefined where it is not known yet. */
export const invoiceOf = async (recording: Recording, invoiceId: string): Promise<InvoiceFacts | undefined> => {
  const owner = await recording.workspace.get(ownerKey(invoiceId));
  if (owner === undefined) return undefined;
  return recording.workspace.get<InvoiceFacts>(invoiceKey(owner.customerId as string, invoiceId));
};

/** The invoice that an act is about; refuses an act about an invoice that is not known. */
export const requireInvoice = async (
  recording: Recording,
  event: LedgerEvent,
  invoiceId: string,
): Promise<InvoiceFacts> =>
  (await invoiceOf(recording, invoiceId)) ?? refuse(event, 'invoiceId', `there is no invoice "${invoiceId}"`);

/** Writes an invoice's facts and puts a wake for it on the agenda, in the same transaction. */
export const putInvoice = async (recording: Recording, invoice: InvoiceFacts): Promise<void> => {
  const { workspace, now } = recording;
  await workspace.put({
    ...invoice,
    agenda: agendaOf('wake', invoice.invoiceId),
    agendaAt: `${new Date(now).toISOString()}#${invoice.invoiceId}`,
  });
  await bumpFacts(recording, payerIdOf(await headOf(recording, invoice.customerId)));
};

export const zoneOf = (recording: Recording, head: CustomerHead): string =>
  head.timeZone ?? recording.company.settings.timeZone;
