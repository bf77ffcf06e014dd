import { html } from 'hono/html';
import { accountPath } from '../../functions/web/account-parts.ts';
import { itemPath } from '../../functions/web/list-rows.ts';
import { workEnglish } from '../../functions/web/words/work-en.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import type { Look } from '../server/look.ts';
import { address, badge, type Content, type Html, link, path, tableOr } from './parts.ts';
import { inWords } from './words.ts';

const NOBODY = 'nobody';

/** Whose list an item stands on, as the address of lists names it: a person's, a department's, or everybody's. */
const ownerOf = ({ assignee, department }: WorkItem): string =>
  assignee !== undefined ? `person:${assignee}` : department !== undefined ? `department:${department}` : NOBODY;

/** The list of an owner, by name; somebody who has left the staff has none. */
const ownerLink = ({ company }: Look, owner: string, count = ''): Content => {
  const [kind, id = ''] = owner.split(':');
  const member = company.staff.find((each) => each.id === id);
  if (kind === 'person' && member === undefined) return `${id}${count}`;
  const name = member?.name ?? (kind === NOBODY ? 'Nobody yet' : `${inWords(id)} department`);
  return link(address('/list', { of: owner }), `${name}${count}`);
};

/** The lists that open items stand on, each with how many; the longest first. */
export const listsOf = (look: Look, items: readonly WorkItem[]): Html | '' => {
  if (items.length === 0) return '';
  const counts = new Map<string, number>();
  for (const item of items) counts.set(ownerOf(item), (counts.get(ownerOf(item)) ?? 0) + 1);
  const owners = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return html`<p class="lists">${owners.map(([owner, count]) => html`<span>${ownerLink(look, owner, ` ${look.formats.count(count)}`)}</span> `)}</p>`;
};

const about = ({ world }: Look, { customerId, invoiceId }: WorkItem): Content => {
  const parts: Html[] = [];
  if (customerId !== undefined)
    parts.push(link(accountPath(customerId), world.survey.customers.get(customerId)?.name ?? customerId));
  if (invoiceId !== undefined)
    parts.push(
      html`<br><small>${link(path('invoices', invoiceId), world.survey.invoices.get(invoiceId)?.number ?? invoiceId)}</small>`,
    );
  return parts;
};

/** Items of the work list as a list; each leads to its own page. */
export const itemTable = (look: Look, caption: string, items: readonly WorkItem[], empty: Content): Html => {
  const { formats, world } = look;
  const today = formats.today(world.clock.now());
  return tableOr<WorkItem>(
    caption,
    [
      {
        head: 'What',
        cell: (item) => html`${link(itemPath(item), item.title)}<br><small>${workEnglish.kinds[item.kind]}</small>`,
      },
      { head: 'About', cell: (item) => about(look, item) },
      { head: 'Whose', cell: (item) => ownerLink(look, ownerOf(item)) },
      {
        head: 'Answer by',
        cell: ({ dueOn }) =>
          dueOn === undefined
            ? '–'
            : html`${formats.date(dueOn)}${dueOn < today ? html` ${badge('late', 'late')}` : ''}`,
      },
      { head: 'Since', cell: ({ raisedAt }) => formats.date(formats.today(Date.parse(raisedAt))), isWhole: true },
    ],
    items,
    empty,
  );
};
