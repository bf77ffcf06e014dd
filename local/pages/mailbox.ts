import { html } from 'hono/html';
import type { MailboxEntry } from '../../functions/adapters/embedded/mailbox.ts';
import type { Look } from '../server/look.ts';
import { layout } from './layout.ts';
import { letterTable } from './letter-table.ts';
import { address, choices, type Html, link, pager } from './parts.ts';

const PAGE = 50;
const AT_ONCE = 200;
const MOST_LOOKED_THROUGH = 20_000;

const AUDIENCES = [
  [undefined, 'All'],
  ['customer', 'To customers'],
  ['staff', 'To staff'],
] as const;

/** The next messages below a number, of one audience or of both. */
const newest = (
  { world }: Look,
  audience: MailboxEntry['audience'] | undefined,
  below: number | undefined,
): MailboxEntry[] => {
  const found: MailboxEntry[] = [];
  let from = below;
  for (let looked = 0; looked < MOST_LOOKED_THROUGH && found.length <= PAGE; looked += AT_ONCE) {
    const page = world.mailbox.newest(AT_ONCE, from);
    for (const entry of page) if (audience === undefined || entry.audience === audience) found.push(entry);
    if (page.length < AT_ONCE) break;
    from = page.at(-1)!.number;
  }
  return found;
};

/** The messages that would have left, the newest first. */
export const mailbox = (look: Look, query: { to?: string; below?: string }): Html => {
  const audience = AUDIENCES.find(([id]) => id !== undefined && id === query.to)?.[0];
  const below = Number.parseInt(query.below ?? '', 10) || undefined;
  const found = newest(look, audience, below);
  const shown = found.slice(0, PAGE);
  const body = html`<h1>Mailbox</h1>
<p class="lead">Stands in for the mail service: what is written here has been sent, and goes nowhere else. What other systems would be told stands under ${link('/events-out', 'events out')}.</p>
${choices(
  'To whom',
  AUDIENCES.map(([id, text]) => ({ href: address('/mailbox', { to: id }), text, isPresent: id === audience })),
)}
${letterTable(look, 'Messages', shown, 'No message has left yet. Move the clock on: letters leave with the sending runs of working days.')}
${pager(below === undefined ? undefined : address('/mailbox', { to: audience }), found.length > PAGE ? address('/mailbox', { to: audience, below: shown.at(-1)!.number }) : undefined, ['Newest', 'Earlier'])}`;
  return layout(look.chrome, '/mailbox', 'Mailbox', body);
};
