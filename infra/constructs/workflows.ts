import { Construct } from 'constructs';
import type { WorkflowName } from '../../functions/platform/ports.ts';
import type { House } from '../house.ts';
import type { HouseFunction } from './house-function.ts';
import type { TaskFunctions } from './task-functions.ts';
import { WorkflowMachine } from './workflow-machine.ts';

/** Every workflow: what one execution of it is, and the functions that it calls. */
const WORKFLOWS = (
  tasks: TaskFunctions,
): Readonly<Record<WorkflowName, { is: string; calls: readonly HouseFunction[] }>> => ({
  'invoice-lifecycle': {
    is: 'one invoice and cycle, from the first check-in to the end.',
    calls: [tasks.chooseNextStep, tasks.carryOutStep, tasks.startNextRestart],
  },
  correspondence: { is: 'one sending run.', calls: [tasks.sendBatch] },
  'issue-resolution': { is: 'one issue that somebody raised.', calls: [tasks.judgeIssue, tasks.parkIssue] },
  escalation: {
    is: 'one request for a decision.',
    calls: [tasks.judgeEscalation, tasks.parkEscalation, tasks.carryOutAction],
  },
  'nightly-review': { is: 'one business date.', calls: [tasks.admitDue, tasks.proveCompleteness] },
  'ledger-import': { is: 'one file.', calls: [tasks.readNextPart] },
  'policy-change': { is: 'one change of a policy.', calls: [tasks.workThroughPart] },
});

export const WORKFLOW_NAMES: readonly WorkflowName[] = [
  'invoice-lifecycle',
  'correspondence',
  'issue-resolution',
  'escalation',
  'nightly-review',
  'ledger-import',
  'policy-change',
];

/** The state machines of all workflows. */
export class Workflows extends Construct {
  constructor(scope: Construct, id: string, house: House, tasks: TaskFunctions) {
    super(scope, id);
    const workflows = WORKFLOWS(tasks);
    for (const workflow of WORKFLOW_NAMES) {
      const { is, calls } = workflows[workflow];
      new WorkflowMachine(this, workflow, { house, workflow, description: is, functions: calls });
    }
  }
}
