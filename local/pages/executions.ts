import { html } from 'hono/html';
import type { ExecutionQuery, ExecutionSummary } from '../../workflows/engine/store.ts';
import { DRAWN_WORKFLOWS, definitionOf } from '../server/definitions.ts';
import type { Look } from '../server/look.ts';
import { graph } from './graph.ts';
import { layout } from './layout.ts';
import { address, badge, type Content, choices, type Html, link, pager, path, tableOr } from './parts.ts';
import { inWords, WORKFLOW_LABELS } from './words.ts';

const PAGE = 50;
const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;

const STATUS_KIND: Record<ExecutionSummary['status'], string> = {
  RUNNING: 'next-step',
  SUCCEEDED: 'settled',
  FAILED: 'late',
  TIMED_OUT: 'late',
  ABORTED: 'on-list',
};

export const statusBadge = (status: ExecutionSummary['status']): Html =>
  badge(STATUS_KIND[status], inWords(status.toLowerCase()));

/** Executions as a list. */
export const executionTable = (
  { formats }: Look,
  caption: string,
  executions: readonly ExecutionSummary[],
  empty: Content,
): Html =>
  tableOr<ExecutionSummary>(
    caption,
    [
      { head: 'Name', cell: ({ workflow, name }) => link(path('executions', workflow, name), name) },
      { head: 'Workflow', cell: ({ workflow }) => WORKFLOW_LABELS[workflow] ?? workflow },
      { head: 'Status', cell: ({ status }) => statusBadge(status) },
      { head: 'State', cell: ({ state }) => state },
      { head: 'Started', cell: ({ startedAt }) => formats.instant(startedAt) },
      { head: 'Ended', cell: ({ stoppedAt }) => (stoppedAt === undefined ? '–' : formats.instant(stoppedAt)) },
    ],
    executions,
    empty,
  );

/** Executions by workflow and status, the newest first. */
export const executions = (look: Look, query: { workflow?: string; status?: string; from?: string }): Html => {
  const { world, chrome, formats } = look;
  const workflow =
    query.workflow === 'all'
      ? undefined
      : DRAWN_WORKFLOWS.find((name) => name === (query.workflow ?? 'invoice-lifecycle'));
  const status = STATUSES.find((each) => each === query.status);
  const counts = world.executions.counts();
  const sum = (of: (count: (typeof counts)[number]) => boolean): string =>
    formats.count(counts.filter(of).reduce((total, { number }) => total + number, 0));
  const from = /^\d+$/.test(query.from ?? '') ? query.from : undefined;
  const wanted: ExecutionQuery = {
    limit: PAGE,
    ...(workflow === undefined ? {} : { workflow }),
    ...(status === undefined ? {} : { status }),
    ...(from === undefined ? {} : { from }),
  };
  const page = world.executions.list(wanted);
  const chosen = workflow ?? 'all';
  const to = (parameters: { workflow?: string; status?: string | undefined; from?: string }): string =>
    address('/executions', { workflow: chosen, status, ...parameters });
  const drawn = workflow === undefined ? undefined : definitionOf(workflow);
  const body = html`<h1>Executions</h1>
<p class="lead">${drawn?.comment ?? 'Every execution of every workflow, as the Step Functions console shows them.'}</p>
<p class="figures">An execution is one run of a workflow: the course of one invoice, one issue or one day’s work, from its start to its end, with every state it went through.</p>
${choices('Workflow', [
  ...DRAWN_WORKFLOWS.map((name) => ({
    href: to({ workflow: name }),
    text: WORKFLOW_LABELS[name]!,
    count: sum((count) => count.workflow === name),
    isPresent: name === workflow,
  })),
  { href: to({ workflow: 'all' }), text: 'All', count: sum(() => true), isPresent: workflow === undefined },
])}
${choices('Status', [
  { href: to({ status: undefined }), text: 'Any status', isPresent: status === undefined },
  ...STATUSES.map((each) => ({
    href: to({ status: each }),
    text: inWords(each.toLowerCase()),
    count: sum((count) => count.status === each && (workflow === undefined || count.workflow === workflow)),
    isPresent: each === status,
  })),
])}
${executionTable(look, 'Executions', page.items, html`No such execution. ${link(address('/executions', { workflow: 'all' }), 'Show all')}, or ${link('/clock', 'move the clock on')}.`)}
${pager(from === undefined ? undefined : to({}), page.next === undefined ? undefined : to({ from: page.next }), ['Newest', 'Earlier'])}
${drawn === undefined ? '' : html`<details class="definition"><summary>The definition as a picture</summary>${graph(drawn, `The definition of ${WORKFLOW_LABELS[workflow!]}`)}</details>`}`;
  return layout(chrome, '/executions', 'Executions', body);
};
