import { html } from 'hono/html';
import { accountPath } from '../../functions/web/account-parts.ts';
import type { HistoryEvent } from '../../workflows/engine/history.ts';
import { definitionOf } from '../server/definitions.ts';
import type { Look } from '../server/look.ts';
import { passageOf, type Stay, staysOf } from '../server/passage.ts';
import { statusBadge } from './executions.ts';
import { graph } from './graph.ts';
import { layout } from './layout.ts';
import { address, facts, type Html, link, pager, path, section, tableOr } from './parts.ts';
import { WORKFLOW_LABELS } from './words.ts';

/** A page of the history ends here, so that no page grows too long. */
const MOST_EVENTS = 40;
const MOST_CHARACTERS = 36_000;
const MOST_STAYS = 60;

/** JSON inside of JSON, as the history keeps inputs and outputs, is read too. */
const unfolded = (value: unknown): unknown => {
  if (typeof value === 'string' && /^[{["]/.test(value)) {
    try {
      return unfolded(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(unfolded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/Details$/.test(name) || name.endsWith('EventDetails'))
      .map(([name, inner]) => [name, unfolded(inner)]),
  );
};

const json = (value: unknown): string => JSON.stringify(unfolded(value), null, 2);

const code = (name: string, text: string): Html =>
  html`<pre class="json" tabindex="0" role="region" aria-label="${name}, as JSON">${text}</pre>`;

const detailsOf = ({
  timestamp: _at,
  type: _type,
  id: _id,
  previousEventId: _before,
  ...rest
}: HistoryEvent): string => {
  const [details] = Object.values(rest);
  return details === undefined ? '' : json(details);
};

const inState = (event: HistoryEvent): string => {
  const details = (event.stateEnteredEventDetails ?? event.stateExitedEventDetails) as { name: string } | undefined;
  return details?.name ?? '';
};

/** The events of one page: as many as fit. */
const pageOf = (events: readonly HistoryEvent[], from: number): { shown: [HistoryEvent, string][]; next?: number } => {
  const shown: [HistoryEvent, string][] = [];
  let characters = 0;
  for (let index = from; index < events.length; index += 1) {
    const event = events[index]!;
    const text = detailsOf(event);
    characters += text.length;
    if (shown.length > 0 && (shown.length === MOST_EVENTS || characters > MOST_CHARACTERS))
      return { shown, next: index };
    shown.push([event, text]);
  }
  return { shown };
};

const history = ({ formats }: Look, shown: readonly (readonly [HistoryEvent, string])[]): Html =>
  html`<ol class="events" start="${shown[0]?.[0].id ?? 1}">${shown.map(([event, text]) => {
    const line = html`<span class="type">${event.type}</span> <span class="state">${inState(event)}</span> <time datetime="${event.timestamp}">${formats.instant(event.timestamp)}</time>`;
    return text === ''
      ? html`<li value="${event.id}"><p>${line}</p></li>`
      : html`<li value="${event.id}"><details><summary>${line}</summary>${code(`Details of event ${event.id}`, text)}</details></li>`;
  })}</ol>`;

const stays = ({ formats }: Look, all: readonly Stay[]): Html =>
  tableOr<Stay>(
    'States in order',
    [
      { head: 'State', cell: ({ state }) => state },
      { head: 'Entered', cell: ({ enteredAt }) => formats.instant(enteredAt) },
      { head: 'Left', cell: ({ leftAt }) => (leftAt === undefined ? 'is there now' : formats.instant(leftAt)) },
    ],
    all.slice(-MOST_STAYS),
    'It has not entered a state yet.',
  );

/** Whom an execution is about, by the ids in its input. */
const about = ({ world }: Look, input: unknown): readonly (readonly [string, Html])[] => {
  const { invoiceId, customerId } = (input ?? {}) as { invoiceId?: string; customerId?: string };
  return [
    ...(invoiceId === undefined
      ? []
      : [
          [
            'Invoice',
            link(path('invoices', invoiceId), world.survey.invoices.get(invoiceId)?.number ?? invoiceId),
          ] as const,
        ]),
    ...(customerId === undefined
      ? []
      : [
          [
            'Customer',
            link(accountPath(customerId), world.survey.customers.get(customerId)?.name ?? customerId),
          ] as const,
        ]),
  ];
};

/** One execution: where it is, how it came there, and everything that happened in it. */
export const execution = (look: Look, workflow: string, name: string, query: { from?: string }): Html | undefined => {
  const { world, formats, chrome } = look;
  const found = world.executions.find(workflow, name);
  const drawn = definitionOf(workflow);
  if (found === undefined || drawn === undefined) return undefined;
  const all = staysOf(found.history);
  const label = WORKFLOW_LABELS[workflow] ?? workflow;
  const base = path('executions', workflow, name);
  const from = Math.max(Number.parseInt(query.from ?? '0', 10) || 0, 0);
  const { shown, next } = pageOf(found.history, from);
  const body = html`<p class="crumbs">${link('/executions', 'Executions')} / ${link(address('/executions', { workflow }), label)}</p>
<h1>${name} ${statusBadge(found.status)}</h1>
${facts([
  ...about(look, found.input),
  ['State', found.state],
  ['Since', formats.instant(found.enteredAt)],
  found.dueAt === undefined ? undefined : ['Wakes by itself', formats.instant(found.dueAt)],
  ['Started', formats.instant(found.startedAt)],
  found.stoppedAt === undefined ? undefined : ['Ended', formats.instant(found.stoppedAt)],
  found.retryCount === 0 ? undefined : ['Retries in this state', found.retryCount],
  found.error === undefined ? undefined : ['Error', found.error],
  found.cause === undefined ? undefined : ['Cause', found.cause],
])}
${section(
  'Graph',
  html`${graph(drawn, `${label}: what ${name} has passed`, passageOf(found, all))}
<p class="legend"><span class="key passed">passed</span> <span class="key present">here now</span> <span class="key failed">failed</span> <span class="key open">not reached</span></p>`,
)}
<div class="columns">${section('Input', code('Input', json(found.input)))}
${section('Variables', Object.keys(found.variables).length === 0 ? html`<p class="empty">No variable is set.</p>` : code('Variables', json(found.variables)))}</div>
${found.output === undefined ? '' : section('Output', code('Output', json(found.output)))}
${section('States in order', stays(look, all))}
${section('Events', html`${history(look, shown)}${pager(from === 0 ? undefined : `${base}#events`, next === undefined ? undefined : `${address(base, { from: next })}#events`, ['From the first', 'More'])}`, { aside: html`<span class="count">${formats.count(found.history.length)}</span>` })}`;
  return layout(chrome, '/executions', name, body);
};
