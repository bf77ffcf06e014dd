import { executionName } from '../../functions/lifecycle/entities.ts';
import type { LoadedCase } from '../../functions/lifecycle/load-case.ts';
import type { ExecutionSummary } from '../../workflows/engine/store.ts';
import type { World } from './world.ts';

/** The executions that follow, or followed, an invoice, the newest first. */
export const executionsOf = ({ executions }: World, { facts, case: found }: LoadedCase): ExecutionSummary[] => {
  const { invoiceId, cycle, issues } = facts.invoice;
  const names: [workflow: string, name: string][] = [];
  for (let each = 1; each <= cycle; each += 1)
    for (let restart = 0; restart <= (found?.restart ?? 0); restart += 1)
      names.push(['invoice-lifecycle', executionName({ invoiceId, cycle: each, restart })]);
  for (const issueId of Object.keys(issues)) names.push(['issue-resolution', `issue-${issueId}`]);
  for (const { approval } of facts.records) if (approval !== undefined) names.push(['escalation', approval.execution]);
  return names
    .flatMap(([workflow, name]) => executions.find(workflow, name) ?? [])
    .sort((a, b) => b.startedAt - a.startedAt);
};
