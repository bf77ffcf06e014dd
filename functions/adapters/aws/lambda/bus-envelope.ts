import type { EventBridgeEvent } from 'aws-lambda';

/** What Step Functions says when an execution has ended (EventBridge, "Step Functions Execution Status Change"). */
interface EndedExecution {
  stateMachineArn: string;
  name: string;
  status: string;
  error?: string | null;
  /** JSON; left out where it is too long for an event. */
  input?: string | null;
}

/** An execution that died, as the task that goes on with it wants it. */
export interface DiedExecution {
  workflow: string;
  execution: string;
  status: string;
  error?: string;
  input?: unknown;
}

/**
 * The execution that an event is about, its workflow being what follows `machines` in the ARN of its state machine;
 * undefined where it is no machine of this stage.
 */
export const diedExecution = (
  { detail }: EventBridgeEvent<string, EndedExecution>,
  machines: string,
): DiedExecution | undefined => {
  if (!detail.stateMachineArn.startsWith(machines)) return undefined;
  const died: DiedExecution = {
    workflow: detail.stateMachineArn.slice(machines.length),
    execution: detail.name,
    status: detail.status,
  };
  if (typeof detail.error === 'string') died.error = detail.error;
  if (typeof detail.input === 'string') died.input = JSON.parse(detail.input);
  return died;
};
