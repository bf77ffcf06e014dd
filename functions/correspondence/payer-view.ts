import { isOpen } from '../ledger/balance.ts';
import {
  type CustomerHead,
  customerPartition,
  headKey,
  INVOICES,
  type InvoiceFacts,
  isFacts,
} from '../ledger/entities.ts';
import { type Case, isStep, type Notice, type StepRecord } from '../lifecycle/entities.ts';
import { assemble, zoneOfHead } from '../lifecycle/load-case.ts';
import type { Company } from '../platform/company.ts';
import { inLanes } from '../platform/lanes.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import { localDay } from '../platform/zone.ts';
import { type CaseFacts, type Position, positionOf } from '../policy/case-facts.ts';
import type { Policy } from '../policy/contract.ts';
import { selectPolicy } from '../policy/select-policy.ts';

/** What a sending run reads of one payer, consistently, before it writes to them. */
export interface PayerView {
  company: Company;
  payer: CustomerHead;
  policy: Policy | undefined;
  zone: string;
  today: number;
  now: number;
  members: readonly CustomerHead[];
  /** Invoices of the payer and its children that are open or concerned, by id. */
  invoices: ReadonlyMap<string, InvoiceFacts>;
  planned: StepRecord[];
  notices: Notice[];
  /** Of the last letter to this payer: the next one answers in its thread. */
  lastMessageId: string | undefined;
  /** The facts of a case, read once. */
  caseOf(invoice: InvoiceFacts): Promise<{ facts: CaseFacts; position: Position }>;
}

const lastMessage = (steps: readonly StepRecord[]): string | undefined => {
  let last: StepRecord | undefined;
  for (const step of steps)
    if (step.messageId !== undefined && (last === undefined || step.at! > last.at!)) last = step;
  return last?.messageId;
};

/** Quota of a batch of keys. */
const AT_ONCE = 100;

/** The heads of those whose letters this payer gets, in their order: a hundred a request. */
const childrenOf = async ({ table }: Platform, payer: CustomerHead): Promise<CustomerHead[]> => {
  const heads: CustomerHead[] = [];
  for (let from = 0; from < payer.children.length; from += AT_ONCE)
    for (const head of await table.batchGet(payer.children.slice(from, from + AT_ONCE).map(headKey)))
      if (head?.parent === payer.customerId) heads.push(head as CustomerHead);
  return heads;
};

type InvoiceRecord = InvoiceFacts | StepRecord | Case;

/** All records of the invoices of a family, and its notices, in the order of its members: a few members are read at once. */
const recordsOf = async (
  { table }: Platform,
  members: readonly CustomerHead[],
  withNotices: boolean,
): Promise<{ invoices: InvoiceRecord[]; announced: Notice[] }> => {
  const invoices: InvoiceRecord[][] = [];
  const announced: Notice[][] = [];
  await inLanes([...members.keys()], async (index) => {
    const partition = customerPartition(members[index]!.customerId);
    invoices[index] = await everyItem<InvoiceRecord>(table, partition, INVOICES);
    announced[index] = withNotices ? await everyItem<Notice>(table, partition, 'NOTICE#') : [];
  });
  return { invoices: invoices.flat(), announced: announced.flat() };
};

/** Reads the payer, its children, and all that is planned for them. Undefined while a change is being written. */
export const viewPayer = async (
  platform: Platform,
  company: Company,
  payer: CustomerHead,
  withNotices: boolean,
): Promise<PayerView | undefined> => {
  const now = platform.clock.now();
  const members = [payer, ...(await childrenOf(platform, payer))];
  if (members.some((member) => member.applying !== undefined)) return undefined;
  const all = new Map<string, InvoiceFacts>();
  const steps = new Map<string, StepRecord[]>();
  const cases = new Map<string, Case>();
  const notices: Notice[] = [];
  const { invoices, announced } = await recordsOf(platform, members, withNotices);
  for (const item of invoices) {
    const { invoiceId } = item;
    if (isFacts(item)) all.set(invoiceId, item as InvoiceFacts);
    else if (isStep(item)) {
      const own = steps.get(invoiceId);
      if (own === undefined) steps.set(invoiceId, [item as StepRecord]);
      else own.push(item as StepRecord);
    } else cases.set(invoiceId, item as Case);
  }
  for (const notice of announced)
    if (notice.sentAt === undefined && notice.payerId === payer.customerId) notices.push(notice);
  const allSteps = [...steps.values()].flat();
  // What was planned for a former payer is planned anew before it leaves.
  const planned = allSteps.filter((step) => step.status === 'planned' && step.payerId === payer.customerId);
  const concerned = new Set([...planned, ...notices].map(({ invoiceId }) => invoiceId));
  const heads = new Map(members.map((member) => [member.customerId, member]));
  const zone = zoneOfHead(payer, company);
  const known = new Map<string, Promise<{ facts: CaseFacts; position: Position }>>();
  const read = async (invoice: InvoiceFacts) => {
    const customer = heads.get(invoice.customerId)!;
    const own = steps.get(invoice.invoiceId) ?? [];
    const facts = await assemble(platform, company, {
      customer,
      payer,
      invoice,
      case: cases.get(invoice.invoiceId),
      steps: own,
    });
    return { facts, position: positionOf(facts) };
  };
  return {
    company,
    payer,
    policy: selectPolicy(company.policies, payer),
    zone,
    today: localDay(now, zone),
    now,
    members,
    invoices: new Map([...all].filter(([invoiceId, invoice]) => isOpen(invoice) || concerned.has(invoiceId))),
    planned,
    notices,
    lastMessageId: lastMessage(allSteps),
    caseOf: (invoice) => {
      let facts = known.get(invoice.invoiceId);
      if (facts === undefined) {
        facts = read(invoice);
        known.set(invoice.invoiceId, facts);
      }
      return facts;
    },
  };
};
