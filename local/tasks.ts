import sendBatch from '../functions/correspondence/send-batch.handler.ts';
import carryOutAction from '../functions/escalation/carry-out-action.handler.ts';
import judgeEscalation from '../functions/escalation/judge-escalation.handler.ts';
import parkEscalation from '../functions/escalation/park-escalation.handler.ts';
import judgeIssue from '../functions/issues/judge-issue.handler.ts';
import parkIssue from '../functions/issues/park-issue.handler.ts';
import readNextPart from '../functions/ledger/read-next-part.handler.ts';
import carryOut from '../functions/lifecycle/carry-out.handler.ts';
import chooseNextStep from '../functions/lifecycle/choose-next-step.handler.ts';
import startNextRestart from '../functions/lifecycle/start-next-restart.handler.ts';
import type { Task } from '../functions/platform/task.ts';
import workThroughPart from '../functions/policy-change/work-through-part.handler.ts';
import admitDue from '../functions/reports/admit-due.handler.ts';
import proveCompleteness from '../functions/reports/prove-completeness.handler.ts';

/** Every task of the state machines, by the placeholder under which the definitions call it. */
export const TASKS: ReadonlyMap<string, Task> = new Map(
  [
    chooseNextStep,
    carryOut,
    startNextRestart,
    sendBatch,
    judgeIssue,
    parkIssue,
    judgeEscalation,
    parkEscalation,
    carryOutAction,
    admitDue,
    proveCompleteness,
    readNextPart,
    workThroughPart,
  ].map((task) => [task.name, task]),
);
