import { html } from 'hono/html';
import type { WorkItem } from '../../functions/work-list/item.ts';
import type { Look } from '../server/look.ts';
import { layout } from './layout.ts';
import { address, badge, type Content, choices, type Html, link, pager, path, tableOr } from './parts.ts';
import { ITEM_LABELS, inWords } from './words.ts';

const PAGE = 50;

/** Whose list an item stands on: a person's, a department's, or everybody's. */
const ownerOf = ({ assignee, department }: WorkItem): string =>
  assignee !== undefined ? `person:${assignee}` : department !== undefined ? `department:${department}` : 'everybody';

const ownerText = (look: Look, owner: string): string => {
  const [kind, id = ''] = owner.split(':');
  if (kind === 'everybody') return 'Everybody';
  if (kind === 'department') return `${inWords(id)} department`;
  return look.company.staff.find((member) => member.id === id)?.name ?? id;
};

const about = ({ world }: Look, { customerId, invoiceId }: WorkItem): Content => {
  const parts: Html[] = [];
  if (customerId !== undefined)
    parts.push(link(path('customers', customerId), world.survey.customers.get(customerId)?.name ?? customerId));
  if (invoiceId !== undefined)
    parts.push(
      html`<br><small>${link(path('invoices', invoiceId), world.survey.invoices.get(invoiceId)?.number ?? invoiceId)}</small>`,
    );
  return parts;
};

/** Items of the work list as a list. */
export const itemTable = (look: Look, caption: string, items: readonly WorkItem[], empty: Content): Html => {
  const { formats, world } = look;
  const today = formats.today(world.clock.now());
  return tableOr<WorkItem>(
    caption,
    [
      { head: 'What', cell: ({ kind, title }) => html`${title}<br><small>${ITEM_LABELS[kind]}</small>` },
      { head: 'About', cell: (item) => about(look, item) },
      { head: 'Whose', cell: (item) => ownerText(look, ownerOf(item)) },
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

const counted = (values: Iterable<string>): [string, number][] => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
};

/** Everything that a person can act on now, by kind and by person. */
export const workList = (look: Look, query: { kind?: string; owner?: string; page?: string }): Html => {
  const { world, formats, chrome } = look;
  const all = [...world.survey.items.values()];
  const { kind, owner } = query;
  const ofOwner = all.filter((item) => owner === undefined || ownerOf(item) === owner);
  const shown = ofOwner
    .filter((item) => kind === undefined || item.kind === kind)
    .sort((a, b) =>
      (a.dueOn ?? '9') < (b.dueOn ?? '9')
        ? -1
        : (a.dueOn ?? '9') > (b.dueOn ?? '9')
          ? 1
          : a.raisedAt < b.raisedAt
            ? -1
            : 1,
    );
  const number = Math.max(Number.parseInt(query.page ?? '1', 10) || 1, 1);
  const page = shown.slice((number - 1) * PAGE, number * PAGE);
  const kindChoices = [
    {
      href: address('/work', { owner }),
      text: 'All kinds',
      count: formats.count(ofOwner.length),
      isPresent: kind === undefined,
    },
    ...counted(ofOwner.map((item) => item.kind)).map(([id, count]) => ({
      href: address('/work', { owner, kind: id }),
      text: ITEM_LABELS[id as WorkItem['kind']],
      count: formats.count(count),
      isPresent: kind === id,
    })),
  ];
  const ownerChoices = [
    {
      href: address('/work', { kind }),
      text: 'All people',
      count: formats.count(all.length),
      isPresent: owner === undefined,
    },
    ...counted(all.map(ownerOf)).map(([id, count]) => ({
      href: address('/work', { kind, owner: id }),
      text: ownerText(look, id),
      count: formats.count(count),
      isPresent: owner === id,
    })),
  ];
  const more = (to: number): string => address('/work', { kind, owner, page: to });
  const body = html`<h1>Work list</h1>
<p class="lead">${all.length === 0 ? 'A blank list means that everything is done.' : 'Each item can be acted on now. What stays unanswered moves on to the deputy, then to the manager.'}</p>
${choices('By person', ownerChoices)}
${choices('By kind', kindChoices)}
${itemTable(look, 'Open items', page, all.length === 0 ? html`Nothing waits. ${link('/clock', 'Move the clock on')} to see what comes next.` : html`Nothing of this kind waits here. ${link('/work', 'Show all items')}.`)}
${pager(number > 1 ? more(number - 1) : undefined, number * PAGE < shown.length ? more(number + 1) : undefined, ['Before', 'More'])}`;
  return layout(chrome, '/work', 'Work list', body);
};
