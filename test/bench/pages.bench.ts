import { VirtualClock } from '../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../functions/adapters/embedded/database.ts';
import { seededIds } from '../../functions/adapters/embedded/ids.ts';
import { SqliteTable } from '../../functions/adapters/embedded/sqlite-table.ts';
import type { InvoiceFacts } from '../../functions/ledger/entities.ts';
import { invoiceKey } from '../../functions/ledger/entities.ts';
import type { LedgerEvent } from '../../functions/ledger/event.ts';
import { recordTogether } from '../../functions/ledger/record-event.ts';
import { addDays } from '../../functions/platform/civil-date.ts';
import { companyOf, storeCompany } from '../../functions/platform/company.ts';
import type { Platform } from '../../functions/platform/platform.ts';
import { settings, staffMember } from '../../functions/platform/settings.contract.ts';
import { Workspace } from '../../functions/platform/workspace.ts';
import { accountPages } from '../../functions/web/account.ts';
import { itemPages } from '../../functions/web/item.ts';
import { listPages } from '../../functions/web/list.ts';
import { policiesPages } from '../../functions/web/policies-page.ts';
import { searchPages } from '../../functions/web/search.ts';
import { StaffPages } from '../../functions/web/staff-pages.ts';
import { raiseItem } from '../../functions/work-list/items.ts';
import { stakeOf } from '../../functions/work-list/stake.ts';
import { seededRandom } from '../../local/rehearse/random.ts';
import { shippedPolicies } from '../../local/rehearse/shipped.ts';
import { Colleague, HOST } from '../support/signed-in.ts';
import { makeLargeChanges } from './large-change.ts';

const CUSTOMERS = 20_000;
const INVOICES_EACH = 5;
/** One customer has as many open invoices as this, in a partition of several pages. */
const MOST_INVOICES = 2_000;
const ITEMS_EACH = 400;
/** Customers of one payer, with as many open invoices each. */
const FAMILY = { payer: 'c100', first: 101, children: 20, invoices: 150 };
const NOW = Date.parse('2026-06-01T14:00:00Z');
/** The goal for the slowest page in twenty, at the server. */
const GOAL_MS = 50;
const MOST_REQUESTS = 3;
/** The account of a payer asks once more for each of its customers on the page, all at once. */
const MOST_OF_FAMILY = 2 + FAMILY.children;
/** Everybody's list asks the index once for each person and department, all at once. */
const MOST_OF_EVERYBODY = 2 + 12 + 8;
const TIMES = 100;

/** A manager with eleven colleagues. */
const STAFF = ['ann', 'bob', 'cai', 'dee', 'eli', 'fay', 'gus', 'hal', 'ida', 'jon', 'kim', 'lea'].map((id) =>
  staffMember.parse({
    id,
    name: id,
    email: `${id}@bench.example`,
    department: 'relations',
    roles: ['specialist', ...(id === 'ann' ? ['manager'] : [])],
  }),
);
const NAMES = ['Harbor', 'North', 'Quill', 'Stone', 'Tern', 'Valley', 'Willow', 'Amber'];

const eventsOf = (customer: number, invoices: number, random: () => number): LedgerEvent[] => {
  const id = `c${customer}`;
  const at = '2026-05-01T00:00:00.000Z';
  const name = `${NAMES[customer % NAMES.length]} ${customer} Company`;
  const contacts = [{ name: 'Accounts', email: `${id}@bench.example`, phone: '+1 555 0100', roles: ['billing'] }];
  const isChild = customer >= FAMILY.first && customer < FAMILY.first + FAMILY.children;
  const parent = isChild ? { parent: FAMILY.payer } : {};
  const made: LedgerEvent[] = [
    {
      ...{ id, source: 'bench', at, type: 'customer.updated' },
      customer: { id, name, segment: 'commercial', contacts, ...parent },
    },
  ];
  for (let index = 0; index < invoices; index++) {
    const issuedOn = addDays('2026-01-01', Math.floor(random() * 140));
    const invoice = {
      ...{ id: `i${customer}-${index}`, customerId: id, issuedOn, dueOn: addDays(issuedOn, 30), currency: 'USD' },
      ...{ amount: `${50 + Math.floor(random() * 9000)}.00`, status: 'sent' as const, site: `Site ${index % 2}` },
    };
    made.push({ id: invoice.id, source: 'bench', at, type: 'invoice.issued', invoice });
  }
  return made;
};

/** Raises so many calls for each specialist, about the first invoices of so many customers. */
const raiseCalls = async (platform: Platform): Promise<void> => {
  const company = await companyOf(platform.table, NOW);
  for (let index = 0; index < STAFF.length * ITEMS_EACH; index++) {
    const [customerId, invoiceId] = [`c${index + 1}`, `i${index + 1}-0`];
    const invoice = (await platform.table.get(invoiceKey(customerId, invoiceId))) as InvoiceFacts;
    const workspace = new Workspace(platform.table);
    const assignee = STAFF[index % STAFF.length]!.id;
    const call = { itemId: `task-${invoiceId}-c1-call`, kind: 'task' as const, title: 'Call the customer' };
    const stake = stakeOf(invoice);
    await raiseItem(workspace, company, { ...call, customerId, invoiceId, assignee, answerDays: 2, stake }, NOW);
    await platform.table.transact(workspace.writes());
  }
};

interface Measured {
  p95: number;
  requests: number;
  bytes: number;
}

const measure = async (
  colleague: Colleague,
  table: SqliteTable,
  pathOf: (time: number) => string,
): Promise<Measured> => {
  const times: number[] = [];
  const most = { requests: 0, bytes: 0 };
  for (let time = 0; time < TIMES; time++) {
    const before = table.usage().requests;
    const began = performance.now();
    const { status, body } = await colleague.ask(pathOf(time));
    times.push(performance.now() - began);
    if (status !== 200) throw new Error(`${pathOf(time)} answered ${status}`);
    most.requests = Math.max(most.requests, table.usage().requests - before);
    most.bytes = Math.max(most.bytes, Buffer.byteLength(body));
  }
  times.sort((a, b) => a - b);
  return { p95: times[Math.ceil(TIMES * 0.95) - 1]!, ...most };
};

/**
 * The pages that colleagues live in, over 20,000 customers with 100,000 open invoices: how long the server takes for the
 * slowest in twenty, how often it asks the table, the session included, and how long the page is.
 */
export async function benchPages(): Promise<{ title: string; lines: string[]; summary: string }> {
  const clock = new VirtualClock(NOW);
  const table = new SqliteTable(openDatabase(), clock);
  const ids = seededIds('bench');
  const never = (): never => {
    throw new Error('A page sends no mail and starts nothing');
  };
  const platform: Platform = {
    ...{ table, clock, ids, publicUrl: HOST, tell: () => undefined, findable: true },
    mailer: { send: never, standing: never },
    workflows: { start: never, wake: never, stop: never },
  };
  await storeCompany(table, { settings: settings.parse({}), staff: STAFF, policies: shippedPolicies() });
  const random = seededRandom(11);
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    const isChild = customer >= FAMILY.first && customer < FAMILY.first + FAMILY.children;
    const invoices = customer === 0 ? MOST_INVOICES : isChild ? FAMILY.invoices : INVOICES_EACH;
    const events = eventsOf(customer, invoices, random);
    for (let from = 0; from < events.length; from += 30) await recordTogether(platform, events.slice(from, from + 30));
  }
  await raiseCalls(platform);
  await makeLargeChanges(platform, shippedPolicies()[0]!);
  const rehearsed = `/policies/${shippedPolicies()[0]!.id}`;
  const pages = new StaffPages(platform, { sessions: platform, report: console.error });
  for (const add of [listPages, itemPages, accountPages, searchPages, policiesPages]) add(pages);
  const colleague = await Colleague.signIn(pages.app as never, platform, STAFF[0]!);
  const kinds: [name: string, path: (time: number) => string, most?: number][] = [
    [`a list of ${ITEMS_EACH}`, () => '/list'],
    ['its tenth page', () => '/list?of=person:ann&page=10'],
    [`what all twelve have, ${12 * ITEMS_EACH}`, () => '/list?of=everybody', MOST_OF_EVERYBODY],
    ['an item', (time) => `/items/task-i${4 * time + 1}-0-c1-call?of=c${4 * time + 1}`],
    [`an account of ${INVOICES_EACH}`, (time) => `/accounts/c${7 + 11 * time}`],
    [`an account of ${MOST_INVOICES}`, () => '/accounts/c0'],
    [`a payer of ${FAMILY.children} customers`, () => `/accounts/${FAMILY.payer}`, MOST_OF_FAMILY],
    ['an invoice', (time) => `/accounts/c${7 + 11 * time}/invoices/i${7 + 11 * time}-1`],
    ['a search by name', (time) => `/search?q=${NAMES[time % NAMES.length]}%20${time}`],
    ['a search by telephone', () => '/search?q=555%200100'],
    ['a search by number', (time) => `/search?q=i${time + 1}-0`],
    ['a draft that was rehearsed', () => `${rehearsed}/draft`],
    ['a rehearsal with 4,000 customers', () => `${rehearsed}/rehearsal`],
    ['34,000 running cases', (time) => `${rehearsed}/cases?from=${time % 40}.0`],
  ];
  const lines: string[] = [];
  let [slowest, requests, bytes] = [0, 0, 0];
  for (const [name, path, most = MOST_REQUESTS] of kinds) {
    await colleague.ask(path(0));
    const found = await measure(colleague, table, path);
    slowest = Math.max(slowest, found.p95);
    if (most === MOST_REQUESTS) requests = Math.max(requests, found.requests);
    bytes = Math.max(bytes, found.bytes);
    lines.push(
      `${name}: p95 ${found.p95.toFixed(1)} ms (at most ${GOAL_MS}), ${found.requests} requests (at most ${most}), ${(found.bytes / 1000).toFixed(0)} KB`,
    );
  }
  return {
    title: `Pages over ${CUSTOMERS} customers and ${CUSTOMERS * INVOICES_EACH} open invoices`,
    lines,
    summary: `pages: p95 ${slowest.toFixed(1)} ms, ${requests} requests, ${(bytes / 1000).toFixed(0)} KB`,
  };
}
