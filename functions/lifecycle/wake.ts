import { isOpen } from '../ledger/balance.ts';
import {
  type CustomerHead,
  customerPartition,
  headKey,
  INVOICES,
  type InvoiceFacts,
  isFacts,
} from '../ledger/entities.ts';
import { policiesKey } from '../platform/company.ts';
import { PayerBeingChanged } from '../platform/errors.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { reindex } from './reindex.ts';
import { idsOf, orNote } from './stuck.ts';
import { admitCase, wakeCase } from './wake-case.ts';

/** One call looks at the invoices of a customer for this long, then leaves a mark for the next call. */
const AT_ONCE_MS = 60_000;

/** A head whose wake was not finished by one call: the invoice after which the next one goes on. */
type WokenHead = CustomerHead & { woken?: { of: string; after: string } };

/** The invoices of a customer and its children, in the order in which they are looked at. */
const invoicesOf = async (platform: Platform, head: CustomerHead): Promise<InvoiceFacts[]> => {
  const found: InvoiceFacts[] = [];
  for (const customerId of [head.customerId, ...head.children])
    for (const item of await everyItem(platform.table, customerPartition(customerId), INVOICES))
      if (isFacts(item)) found.push(item as InvoiceFacts);
  return found;
};

const wakeOpen = async (platform: Platform, invoice: InvoiceFacts): Promise<void> => {
  const { customerId, invoiceId } = invoice;
  if (isOpen(invoice)) await wakeCase(platform, { customerId, invoiceId });
};

/** The mark of a call that did not come to its end: it is set anew, so that the stream calls again. */
const continueLater = async (platform: Platform, head: CustomerHead, after: string): Promise<void> => {
  const { agenda, agendaAt } = head;
  await writeIfStill(platform, {
    update: headKey(head.customerId),
    set: { agenda, agendaAt, woken: { of: agendaAt, after } },
    if: { equals: { agendaAt } },
  });
};

/**
 * A fact about the whole payer: every open invoice of the customer and its children is looked at. Thousands of them take
 * several calls, each of which goes on where the one before it stopped; a newer fact begins anew.
 */
const wakeCustomer = async (platform: Platform, customerId: string): Promise<void> => {
  const head = (await platform.table.get(headKey(customerId))) as WokenHead | undefined;
  if (head === undefined) return;
  const began = platform.clock.now();
  const invoices = await invoicesOf(platform, head);
  const { agendaAt, woken } = head;
  const done = woken !== undefined && woken.of === agendaAt ? woken.after : undefined;
  const from = done === undefined ? 0 : invoices.findIndex(({ invoiceId }) => invoiceId === done) + 1;
  for (let index = from; index < invoices.length; index++) {
    const invoice = invoices[index]!;
    await orNote(platform, invoice, () => wakeOpen(platform, invoice));
    const isLast = index + 1 === invoices.length;
    if (agendaAt !== undefined && !isLast && platform.clock.now() - began > AT_ONCE_MS)
      return continueLater(platform, head, invoice.invoiceId);
  }
  if (agendaAt === undefined) return;
  await writeIfStill(platform, {
    update: headKey(customerId),
    remove: woken === undefined ? ['agenda', 'agendaAt'] : ['agenda', 'agendaAt', 'woken'],
    if: { equals: { agendaAt } },
  });
};

const look = async (platform: Platform, { pk, sk }: Key): Promise<void> => {
  const { customerId, invoiceId } = idsOf({ pk, sk });
  if (pk === policiesKey.pk && sk === policiesKey.sk) await reindex(platform, (id) => wakeCustomer(platform, id));
  else if (customerId === undefined) return;
  else if (sk === 'HEAD') await wakeCustomer(platform, customerId);
  else if (invoiceId !== undefined) await wakeCase(platform, { customerId, invoiceId });
};

/** Runs it; while a change is being written in parts, nothing is decided and the mark stays for the sweep. */
const unlessBeingChanged = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof PayerBeingChanged)) throw error;
  }
};

/**
 * The wake function, the only one that may signal: for an invoice or a head whose facts changed, the rule is run again
 * and an execution is signalled where its stage or date would change. While a change is being written in parts, the mark
 * stays on the agenda for the sweep.
 */
export const wake = (platform: Platform, key: Key): Promise<void> => unlessBeingChanged(() => look(platform, key));

/** Begins the case of an agenda entry whose first step comes soon; it signals nobody. */
export const admit = async (platform: Platform, key: Key): Promise<void> => {
  const { customerId, invoiceId } = idsOf(key);
  if (customerId === undefined || invoiceId === undefined) return;
  await unlessBeingChanged(() => admitCase(platform, { customerId, invoiceId }));
};
