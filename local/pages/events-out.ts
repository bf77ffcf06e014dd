import { html } from 'hono/html';
import type { KeptEvent } from '../../functions/adapters/embedded/kept-events.ts';
import type { OutEvent } from '../../functions/ledger/out/contract.ts';
import type { Look } from '../server/look.ts';
import { layout } from './layout.ts';
import { address, type Content, type Html, link, pager, path, tableOr } from './parts.ts';

const PAGE = 50;
const MOST_INVOICES = 5;

const MEANINGS: Readonly<Record<OutEvent['type'], string>> = {
  'case.settled': 'Nothing is open any more',
  'case.written-off': 'The case ended with a write-off',
  'case.handed-over': 'The case ended with a hand-over to an agency',
  'case.cancelled': 'The invoice is void, or a draft again',
  'write-off.approved': 'The books are asked to write off',
  'hand-over.approved': 'The books are asked to hand over to an agency',
  'credit-hold.requested': 'The service is asked to suspend until the hold is lifted',
  'credit-hold.lifted': 'Nothing is owed any more: the service may go on',
  'credit.requested': 'The books are asked for a credit',
  'issue.raised': 'An issue was raised',
  'issue.resolved': 'An issue was solved',
  'issue.withdrawn': 'An issue was taken back',
  'letter.sent': 'A letter left',
};

const invoicesIn = (event: OutEvent): string[] =>
  event.type === 'letter.sent' ? event.lines.map(({ invoiceId }) => invoiceId) : [event.invoiceId];

const about = (event: OutEvent): Content => {
  const ids = invoicesIn(event);
  const more = ids.length - MOST_INVOICES;
  return html`${ids.slice(0, MOST_INVOICES).map((id) => html`${link(path('invoices', id), id)} `)}${more > 0 ? `and ${more} more` : ''}`;
};

/** The amount as the event has it: in digits, with its currency. */
const amountIn = (event: OutEvent): string => {
  if (event.type === 'letter.sent') return `${event.total} ${event.currency}`;
  if (event.type === 'issue.raised') return event.disputed === undefined ? '' : `${event.disputed} ${event.currency}`;
  return 'amount' in event ? `${event.amount} ${event.currency}` : '';
};

/** What the books and other systems would be told, the newest first. */
export const eventsOut = (look: Look, query: { below?: string }): Html => {
  const { world, formats, chrome } = look;
  const below = Number.parseInt(query.below ?? '', 10) || undefined;
  const found = world.eventsOut.newest(PAGE + 1, below);
  const shown = found.slice(0, PAGE);
  const rows = shown.map(({ number, event }: KeptEvent) => ({ number, event: event as OutEvent }));
  const body = html`<h1>Events out</h1>
<p class="lead">Stands in for the event bus: what the books and other systems would be told. Ids and amounts, no names.</p>
${tableOr<(typeof rows)[number]>(
  'Events out',
  [
    { head: 'At', cell: ({ event }) => formats.instant(event.at), isWhole: true },
    { head: 'Event', cell: ({ event }) => html`${MEANINGS[event.type]}<br><small>${event.type}</small>` },
    { head: 'Invoice', cell: ({ event }) => about(event) },
    { head: 'Amount', cell: ({ event }) => amountIn(event), isNumeric: true },
  ],
  rows,
  'Nobody was told anything yet. Move the clock on: letters that leave, issues and ends of cases are told.',
)}
${pager(below === undefined ? undefined : '/events-out', found.length > PAGE ? address('/events-out', { below: shown.at(-1)!.number }) : undefined, ['Newest', 'Earlier'])}`;
  return layout(chrome, '/events-out', 'Events out', body);
};
