import { ListExecutionsCommand, type SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { DRAINED } from '../functions/lifecycle/take-over.ts';
import type { WorkflowName } from '../functions/platform/ports.ts';

/** StopExecution allows 25 a second where the region is small (bucket 500): so many are asked at once. */
const AT_ONCE = 20;

/**
 * Stops every running execution of a state machine, so that none calls functions that are gone.
 *
 * @param machine the ARN of the state machine; one that does not exist has none
 * @returns how many were stopped
 */
const drainMachine = async (client: SFNClient, machine: string): Promise<number> => {
  let stopped = 0;
  for (;;) {
    let running: readonly { executionArn?: string | undefined }[];
    try {
      const page = new ListExecutionsCommand({
        stateMachineArn: machine,
        statusFilter: 'RUNNING',
        maxResults: AT_ONCE,
      });
      running = (await client.send(page)).executions ?? [];
    } catch (error) {
      if ((error as Error).name === 'StateMachineDoesNotExist') return stopped;
      throw error;
    }
    if (running.length === 0) return stopped;
    await Promise.all(
      running.map(({ executionArn }) =>
        client.send(new StopExecutionCommand({ executionArn, error: DRAINED, cause: 'The stage is taken down.' })),
      ),
    );
    stopped += running.length;
  }
};

/** Stops every running execution of the workflows; `tell` hears how many of each. */
export const drain = async (
  client: SFNClient,
  machines: string,
  workflows: readonly WorkflowName[],
  tell: (text: string) => void,
): Promise<void> => {
  for (const workflow of workflows) {
    const stopped = await drainMachine(client, `${machines}${workflow}`);
    if (stopped > 0) tell(`${workflow}: ${stopped} running executions were stopped.`);
  }
};
