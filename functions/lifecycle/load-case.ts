import {
  type CustomerHead,
  customerPartition,
  headKey,
  type InvoiceFacts,
  isFacts,
  prefixOf,
} from '../ledger/entities.ts';
import { type Company, companyOf, pinnedPolicy } from '../platform/company.ts';
import { PayerBeingChanged } from '../platform/errors.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Table } from '../platform/ports.ts';
import type { CaseFacts } from '../policy/case-facts.ts';
import type { Policy } from '../policy/contract.ts';
import { selectPolicy } from '../policy/select-policy.ts';
import type { Window } from '../policy/window.ts';
import { type Case, isStep, type StepRecord } from './entities.ts';

export interface CaseIds {
  customerId: string;
  invoiceId: string;
}

export interface LoadedCase {
  company: Company;
  facts: CaseFacts;
  /** Undefined while the invoice was never admitted. */
  case: Case | undefined;
  /** The records of its steps in every cycle. */
  steps: readonly StepRecord[];
}

/** Window where no policy fits the payer: safe everywhere. */
const SAFE_WINDOW: Window = { from: '08:00', to: '18:00' };

export const zoneOfHead = (head: CustomerHead, company: Company): string => head.timeZone ?? company.settings.timeZone;

export const windowOfPayer = (company: Company, payer: CustomerHead): Window =>
  selectPolicy(company.policies, payer)?.sendWindow ?? SAFE_WINDOW;

interface InvoiceItems {
  invoice: InvoiceFacts | undefined;
  case: Case | undefined;
  steps: StepRecord[];
}

/** Everything about one invoice: its facts, its case, and the records of its steps in every cycle. */
const itemsOf = async (table: Table, { customerId, invoiceId }: CaseIds): Promise<InvoiceItems> => {
  const found: InvoiceItems = { invoice: undefined, case: undefined, steps: [] };
  for (const item of await everyItem(table, customerPartition(customerId), prefixOf(invoiceId)))
    if (isStep(item)) found.steps.push(item as StepRecord);
    else if (isFacts(item)) found.invoice = item as InvoiceFacts;
    else found.case = item as Case;
  return found;
};

/** The policy of a case: the one somebody moved it to, the one it pinned, else the one that its customer would pin. */
export const policyOfCase = async (
  platform: Platform,
  company: Company,
  invoice: InvoiceFacts,
  customer: CustomerHead,
  found: Case | undefined,
): Promise<Policy | undefined> => {
  const now = platform.clock.now();
  const { movedTo } = invoice;
  if (movedTo !== undefined && (movedTo.cycle ?? invoice.cycle) === invoice.cycle)
    return pinnedPolicy(platform.table, movedTo.policyId, movedTo.version, now);
  if (found !== undefined && found.cycle === invoice.cycle && found.policyId !== '')
    return pinnedPolicy(platform.table, found.policyId, found.policyVersion, now);
  return selectPolicy(company.policies, customer);
};

/** The facts of a case from what was read of it. */
export const assemble = async (
  platform: Platform,
  company: Company,
  read: {
    customer: CustomerHead;
    payer: CustomerHead;
    invoice: InvoiceFacts;
    case: Case | undefined;
    steps: readonly StepRecord[];
  },
): Promise<CaseFacts> => {
  const { customer, payer, invoice } = read;
  const running = read.case !== undefined && read.case.status === 'open' && read.case.cycle === invoice.cycle;
  return {
    now: platform.clock.now(),
    invoice,
    customer,
    payer,
    policy: await policyOfCase(platform, company, invoice, customer, read.case),
    payerWindow: windowOfPayer(company, payer),
    calendar: company.calendar,
    zone: zoneOfHead(customer, company),
    payerZone: zoneOfHead(payer, company),
    records: read.steps.filter((step) => step.cycle === invoice.cycle),
    ...(running ? { startedAt: Date.parse(read.case!.startedAt) } : {}),
  };
};

/**
 * Reads a case consistently: the heads, the invoice, the case and its steps; never the whole partition.
 * Undefined where there is no such invoice.
 *
 * @throws PayerBeingChanged while a change of the payer is being written in parts.
 */
export const loadCase = async (platform: Platform, ids: CaseIds): Promise<LoadedCase | undefined> => {
  const { table } = platform;
  const company = await companyOf(table, platform.clock.now());
  const head = (await table.get(headKey(ids.customerId))) as CustomerHead | undefined;
  // The invoice after the payer's head: where the payer's version is still the same later, the invoice was as new.
  const payer =
    head?.parent === undefined ? head : ((await table.get(headKey(head.parent))) as CustomerHead | undefined);
  const { invoice, case: found, steps } = await itemsOf(table, ids);
  if (invoice === undefined) return undefined;
  if (head === undefined || payer === undefined || head.applying !== undefined || payer.applying !== undefined)
    throw new PayerBeingChanged(`Customer ${ids.customerId} is being changed: decide again when that is complete`);
  const facts = await assemble(platform, company, { customer: head, payer, invoice, case: found, steps });
  return { company, facts, case: found, steps };
};
