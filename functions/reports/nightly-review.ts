import { deadIssues } from '../issues/take-over-issue.ts';
import { isOpen } from '../ledger/balance.ts';
import { type InvoiceFacts, unknownHead } from '../ledger/entities.ts';
import { itemsOfCustomer } from '../lifecycle/customer-items.ts';
import { type CaseIds, loadCase, policyOfCase, zoneOfHead } from '../lifecycle/load-case.ts';
import { isOnNoList } from '../lifecycle/on-no-list.ts';
import { orNote } from '../lifecycle/stuck.ts';
import { admit } from '../lifecycle/wake.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import { addDays } from '../platform/civil-date.ts';
import { companyOf } from '../platform/company.ts';
import { inLanes } from '../platform/lanes.ts';
import { everyItem } from '../platform/pages.ts';
import type { Platform } from '../platform/platform.ts';
import { agendaShards, customerShards, dueBy } from '../platform/shard.ts';
import { BooksOf } from './books-of.ts';
import { keepCounted } from './kept-figures.ts';
import { orphanBecause, standingOf } from './standing.ts';
import { emptyTally, monthsUntil, tallyBooks } from './tally.ts';
import { type Counting, countBeside, countInvoice } from './tally-customer.ts';

/** What falls due within this time begins now, so that no time zone misses its day. */
const ADMIT_AHEAD_MS = 36 * 3_600_000;
/** A call ends after this long, well below a function's 15 minutes; it looks at so many entries between two looks at the clock. */
const ADMISSION_MS = 8 * 60_000;
const ADMITTED_AT_ONCE = 500;
/** Customers that one call of the proof looks at. */
const AT_ONCE = 500;

/** Where a call of the admission stopped: the shard of the agenda and the page in it. */
export type AdmissionCursor = { shard: number; from: string | null } | null;

interface Admission {
  more: boolean;
  cursor: AdmissionCursor;
  looked: number;
}

/**
 * *Admit what falls due*: starts the cases whose first step comes within 36 hours, until the call's time is over. It
 * signals nobody.
 */
export const admitDue = async (platform: Platform, cursor: AdmissionCursor): Promise<Admission> => {
  const { table, clock } = platform;
  const began = clock.now();
  const due = dueBy(began + ADMIT_AHEAD_MS);
  const shards = agendaShards('admission');
  let { shard, from } = cursor ?? { shard: 0, from: null };
  let looked = 0;
  while (shard < shards.length) {
    const page = await table.queryIndex('agenda', shards[shard]!, due, from ?? undefined, ADMITTED_AT_ONCE);
    await inLanes(page.items, async ({ pk, sk }) => {
      await orNote(platform, { pk, sk }, () => admit(platform, { pk, sk }));
    });
    looked += page.items.length;
    from = page.next ?? null;
    if (from === null) shard += 1;
    const isLast = shard === shards.length;
    if (!isLast && clock.now() - began > ADMISSION_MS) return { more: true, cursor: { shard, from }, looked };
  }
  return { more: false, cursor: null, looked };
};

interface Proof {
  more: boolean;
  cursor: { shard: number; from: string | null } | null;
  open: number;
  orphans: number;
}

/** Tells of an invoice that stands nowhere, and leaves a mark for the wake function. */
const tellOrphan = async (platform: Platform, ids: CaseIds, because: string, standing: string): Promise<void> => {
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    ...ids,
    what: 'orphan-found',
    why: { rule: 'completeness', text: `It stands nowhere: ${because}.`, facts: { standing } },
  });
  await markForWake(platform, ids);
};

/** Looks at one open invoice; returns whether it is an orphan. */
const proveInvoice = async (platform: Platform, invoice: InvoiceFacts): Promise<boolean> => {
  const ids = { invoiceId: invoice.invoiceId, customerId: invoice.customerId };
  const loaded = await loadCase(platform, ids);
  if (loaded === undefined) return false;
  const decision = standingOf(loaded);
  const because =
    orphanBecause(loaded, decision) ??
    ((await isOnNoList(platform.table, loaded, decision))
      ? 'it is said to be on the work list, and no item is open'
      : undefined);
  if (because !== undefined) {
    await tellOrphan(platform, ids, because, decision.standing);
    return true;
  }
  // The invoice stands somewhere; an issue of it whose execution died is on its list, and nobody would move it on.
  if ((await deadIssues(platform, invoice)).length > 0) await markForWake(platform, ids);
  return false;
};

const placeOf = (cursor: Proof['cursor']): string | null => (cursor === null ? null : JSON.stringify(cursor));

/**
 * *Prove completeness*: every open invoice has exactly one standing, and something that will move it. It reads every
 * customer for that, and so counts what the figures up to the day before `date` are made from.
 */
export const proveCompleteness = async (platform: Platform, cursor: Proof['cursor'], date: string): Promise<Proof> => {
  const { table, clock } = platform;
  const shards = customerShards();
  const at = cursor ?? { shard: 0, from: null };
  const company = await companyOf(table, clock.now());
  const { calendar, settings } = company;
  const { currency } = settings;
  const asOf = addDays(date, -1);
  const counting: Counting = {
    tally: emptyTally(),
    books: new BooksOf(currency),
    months: monthsUntil(asOf),
    company,
  };
  const page = await table.queryIndex('work', shards[at.shard]!, undefined, at.from ?? undefined, AT_ONCE);
  let open = 0;
  let orphans = 0;
  for (const { pk } of page.items) {
    const customer = itemsOfCustomer(await everyItem(table, pk, ''));
    const head = customer.head ?? unknownHead(pk.slice(2));
    countBeside(counting, customer);
    for (const items of customer.invoices.values()) {
      const { invoice } = items;
      if (invoice === undefined) continue;
      await orNote(platform, { pk: invoice.pk, sk: invoice.sk }, async () => {
        const policy = await policyOfCase(platform, company, invoice, head, items.case);
        const facts = { now: clock.now(), invoice, policy, calendar, zone: zoneOfHead(head, company) };
        countInvoice(counting, facts, items.steps);
        if (!isOpen(invoice)) return;
        open += 1;
        if (await proveInvoice(platform, invoice)) orphans += 1;
      });
    }
  }
  tallyBooks(counting.tally, counting.books.books, counting.months);
  const next = page.next === undefined ? { shard: at.shard + 1, from: null } : { shard: at.shard, from: page.next };
  const more = next.shard < shards.length;
  const end = more ? next : null;
  const { tally } = counting;
  await keepCounted(platform, { date, asOf, currency, began: placeOf(cursor), next: placeOf(end), tally });
  return { more, cursor: end, open, orphans };
};
