import { caredForBy } from '../../lifecycle/answer-days.ts';
import { defined } from '../../platform/defined.ts';
import { minorOf } from '../../platform/money.ts';
import { everyItem } from '../../platform/pages.ts';
import type { Item } from '../../platform/ports.ts';
import { hash32 } from '../../platform/shard.ts';
import { closeLost } from '../../work-list/close-lost.ts';
import { itemId, lateMoneyItem } from '../../work-list/item.ts';
import { closeItem, raiseItem } from '../../work-list/items.ts';
import { mayLoseReasons } from '../../work-list/lost-reason.ts';
import { stakeOf } from '../../work-list/stake.ts';
import { balanceOf, isOpen } from '../balance.ts';
import type { Invoice } from '../contract.ts';
import {
  type CustomerHead,
  customerPartition,
  headKey,
  INVOICES,
  type InvoiceFacts,
  invoiceKey,
  isFacts,
  ownerKey,
  type UnmatchedMoney,
  unmatchedKey,
} from '../entities.ts';
import type { EventOf, LedgerEvent } from '../event.ts';
import { waitingCredits } from './credits.ts';
import { findableInvoice } from './findable.ts';
import { putNewInvoice } from './new-invoice.ts';
import { headOf, invoiceOf, putHead, putInvoice, type Recording, refuse, refuseOther } from './recording.ts';

/** The fields of the record, in minor units, without those that are absent. */
const fieldsOf = (invoice: Invoice) =>
  defined({
    number: invoice.number ?? invoice.id,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    amount: minorOf(invoice.amount, invoice.currency),
    currency: invoice.currency,
    status: invoice.status,
    installedOn: invoice.installedOn,
    kind: invoice.kind ?? ('standard' as const),
    site: invoice.site,
    purchaseOrder: invoice.purchaseOrder,
    lines: invoice.lines?.map((line) => defined({ ...line, amount: minorOf(line.amount, invoice.currency) })),
    instalments: invoice.instalments?.map((part) => ({ ...part, amount: minorOf(part.amount, invoice.currency) })),
  });

const OWN_FIELDS = ['dueOn', 'installedOn', 'site', 'purchaseOrder', 'lines', 'instalments'] as const;

const freshFacts = (invoiceId: string, customerId: string) => ({
  ...invoiceKey(customerId, invoiceId),
  invoiceId,
  customerId,
  payments: {},
  credits: {},
  issues: {},
  promises: {},
  holds: {},
  decisions: [],
  tasksDone: {},
  cycle: 1,
  v: 0,
});

type WithHash = InvoiceFacts & { issuedHash?: number };

/** An invoice is issued or changed: the record with the greater `at`, then event id, wins (domain rule 21). */
export const recordInvoice = async (
  recording: Recording,
  event: EventOf<'invoice.issued'> | EventOf<'invoice.changed'>,
): Promise<void> => {
  const { invoice } = event;
  const found = (await invoiceOf(recording, invoice.id)) as WithHash | undefined;
  if (found !== undefined && found.customerId !== invoice.customerId)
    refuseOther(
      event,
      'invoice.customerId',
      `is "${invoice.customerId}", but the invoice belongs to "${found.customerId}"`,
    );
  const hash = event.type === 'invoice.issued' ? hash32(JSON.stringify(invoice)) : undefined;
  if (hash !== undefined && found?.issuedHash !== undefined && found.issuedHash !== hash)
    refuseOther(event, 'invoice.id', `"${invoice.id}" was issued before with other content`);
  const older =
    found !== undefined &&
    (event.at < found.recordAt || (event.at === found.recordAt && event.id <= found.recordEvent));
  let facts: WithHash;
  if (found === undefined) {
    facts = {
      ...freshFacts(invoice.id, invoice.customerId),
      ...fieldsOf(invoice),
      recordAt: event.at,
      recordEvent: event.id,
    };
    await recording.workspace.get<Item>(ownerKey(invoice.id));
    await recording.workspace.put({ ...ownerKey(invoice.id), customerId: invoice.customerId });
    facts = await takeWaiting(recording, event, facts);
  } else if (older) {
    facts = found;
  } else {
    const settled = Object.keys(found.payments).length + Object.keys(found.credits).length > 0;
    if (settled && found.currency !== invoice.currency)
      refuse(event, 'invoice.currency', `is ${invoice.currency}, but the invoice has money in ${found.currency}`);
    const kept: WithHash = { ...found };
    for (const field of OWN_FIELDS) delete kept[field];
    facts = { ...kept, ...fieldsOf(invoice), recordAt: event.at, recordEvent: event.id };
    if (facts.dueOn !== undefined) await closeMissingDate(recording, facts, event.at);
  }
  if (hash !== undefined) facts = { ...facts, issuedHash: hash };
  facts = findableInvoice(recording, facts);
  await keepFirstInvoice(recording, facts);
  if (found === undefined) await putNewInvoice(recording, facts);
  else await putInvoice(recording, facts);
};

/** The date that a task asked for is there. */
const closeMissingDate = async (recording: Recording, facts: InvoiceFacts, at: string): Promise<void> => {
  const id = itemId('task', facts.invoiceId, `c${facts.cycle}`, 'due-date-missing');
  await closeItem(recording.workspace, facts.customerId, id, at, 'system');
};

/** Money, or a void, that came before its invoice. */
const takeWaiting = async (recording: Recording, event: LedgerEvent, facts: WithHash): Promise<WithHash> => {
  const waiting = await recording.workspace.get<UnmatchedMoney & { voidedAt?: string }>(unmatchedKey(facts.invoiceId));
  if (waiting === undefined) return facts;
  const payments = { ...facts.payments };
  for (const [id, { currency, customerId: _payer, ...payment }] of Object.entries(waiting.payments)) {
    if (currency !== facts.currency)
      refuse(
        event,
        'invoice.currency',
        `is ${facts.currency}, but payment "${id}" that waits for it is in ${currency}`,
      );
    payments[id] = payment;
  }
  const credits = await waitingCredits(recording, event, facts, waiting);
  await recording.workspace.delete(unmatchedKey(facts.invoiceId));
  return defined({ ...facts, payments, credits, voidedAt: waiting.voidedAt });
};

/** Keeps the customer's first invoice. */
const keepFirstInvoice = async (recording: Recording, facts: InvoiceFacts): Promise<void> => {
  const head = await headOf(recording, facts.customerId);
  const first = await firstInvoice(recording, head, facts);
  const changed = first?.invoiceId !== head.firstInvoice?.invoiceId || first?.issuedOn !== head.firstInvoice?.issuedOn;
  if (changed || head.v === 0) {
    const { firstInvoice: _before, ...rest } = await headOf(recording, facts.customerId);
    await recording.workspace.get(headKey(facts.customerId));
    await recording.workspace.put(first === undefined ? rest : { ...rest, firstInvoice: first });
  }
};

const counts = (facts: InvoiceFacts): boolean => facts.status === 'sent' && facts.voidedAt === undefined;

/** The customer's earliest invoice by date of issue, then id; reads the partition only where the first one fell away. */
const firstInvoice = async (recording: Recording, head: CustomerHead, facts: InvoiceFacts) => {
  const own = { issuedOn: facts.issuedOn, invoiceId: facts.invoiceId };
  const known = head.firstInvoice;
  const earlier = (a: typeof own, b: typeof own) =>
    a.issuedOn < b.issuedOn || (a.issuedOn === b.issuedOn && a.invoiceId < b.invoiceId);
  if (known !== undefined && known.invoiceId !== facts.invoiceId)
    return counts(facts) && earlier(own, known) ? own : known;
  if (known === undefined) return counts(facts) ? own : undefined;
  if (counts(facts) && own.issuedOn <= known.issuedOn) return own;
  let first = counts(facts) ? own : undefined;
  const items = await everyItem(recording.platform.table, customerPartition(facts.customerId), INVOICES);
  for (const item of items.filter(isFacts) as InvoiceFacts[]) {
    if (item.invoiceId === facts.invoiceId || !counts(item)) continue;
    const other = { issuedOn: item.issuedOn, invoiceId: item.invoiceId };
    if (first === undefined || earlier(other, first)) first = other;
  }
  return first;
};

/** A void invoice is not chased any more; a void that comes before its invoice waits for it. */
export const recordVoid = async (recording: Recording, event: EventOf<'invoice.voided'>): Promise<void> => {
  const found = await invoiceOf(recording, event.invoiceId);
  if (found === undefined) {
    const waiting = await recording.workspace.get<UnmatchedMoney>(unmatchedKey(event.invoiceId));
    await recording.workspace.put({
      ...(waiting ?? { ...unmatchedKey(event.invoiceId), invoiceId: event.invoiceId, payments: {}, credits: {}, v: 0 }),
      voidedAt: event.at,
    });
    return;
  }
  const facts = { ...found, voidedAt: found.voidedAt ?? event.at };
  await putInvoice(recording, facts);
  await keepFirstInvoice(recording, facts);
};

/**
 * Writes an invoice whose money changed. A reversal that opens what was settled begins a new cycle (domain rule 20);
 * money for a case that was closed by a write-off or hand-over asks a person what to do with it.
 */
export const putMoney = async (
  recording: Recording,
  before: InvoiceFacts,
  after: InvoiceFacts,
  change: { at: string; reversal: boolean; payment: boolean },
): Promise<void> => {
  const reopened =
    change.reversal && before.status === 'sent' && before.voidedAt === undefined && !isOpen(before) && isOpen(after);
  // What was done in the cycle before is done for that one only.
  await putInvoice(
    recording,
    reopened ? { ...after, cycle: after.cycle + 1, reversedAt: change.at, tasksDone: {} } : after,
  );
  if (change.payment && mayLoseReasons(after)) await closeLost(recording, after);
  // Whoever collects it, or wrote it off, knows what was owed when the case was closed.
  const owesMore = balanceOf(after) > balanceOf(before);
  if ((change.payment || owesMore) && after.closedAs !== undefined)
    await raiseItem(
      recording.workspace,
      recording.company,
      {
        itemId: lateMoneyItem(after.invoiceId),
        kind: 'task',
        title: owesMore
          ? 'Money went back after the case was closed: tell accounting'
          : 'Money came in after the case was closed: tell accounting',
        customerId: after.customerId,
        invoiceId: after.invoiceId,
        stake: stakeOf(after),
        ...caredForBy(recording.company, await headOf(recording, after.customerId)),
      },
      recording.now,
      true,
    );
};

/** The customer's money without an invoice, shown as an item until it is applied (domain rule 17). */
export const putUnapplied = async (
  recording: Recording,
  customerId: string,
  name: string,
  money: { currency: string; amount: number } | undefined,
): Promise<void> => {
  const head = await headOf(recording, customerId);
  const had = head.unapplied[name];
  const amount = money?.amount ?? 0;
  if ((had?.amount ?? 0) === amount) {
    if (head.v === 0) await putHead(recording, head, false);
    return;
  }
  const { [name]: _before, ...others } = head.unapplied;
  const unapplied = amount > 0 ? { ...others, [name]: { currency: money!.currency, amount } } : others;
  await putHead(recording, { ...head, unapplied }, true);
  const id = itemId('unapplied-credit', customerId);
  if (Object.keys(unapplied).length === 0)
    await closeItem(recording.workspace, customerId, id, new Date(recording.now).toISOString(), 'system', {
      lost: 'applied',
    });
  else
    await raiseItem(
      recording.workspace,
      recording.company,
      {
        itemId: id,
        kind: 'unapplied-credit',
        title: 'Apply money that no invoice has yet',
        customerId,
        ...(money === undefined ? {} : { stake: { amount, currency: money.currency } }),
        ...caredForBy(recording.company, head),
      },
      recording.now,
      true,
    );
};
