import type { Json } from '../../functions/platform/ports.ts';
import type { Execution } from './execution.ts';
import { formatTimestamp } from './timestamp.ts';

/** The ARNs of an account and region, and the context object that shows them. */
export class Names {
  readonly region: string;
  private readonly account: string;

  constructor(region: string, account: string) {
    this.region = region;
    this.account = account;
  }

  roleArn(workflow: string): string {
    return `arn:aws:iam::${this.account}:role/${workflow}`;
  }

  private stateMachineArn(workflow: string): string {
    return `arn:aws:states:${this.region}:${this.account}:stateMachine:${workflow}`;
  }

  private executionArn(workflow: string, name: string): string {
    return `arn:aws:states:${this.region}:${this.account}:execution:${workflow}:${name}`;
  }

  /**
   * The context object as Step Functions gives it: `RetryCount` only in a Task, `Task` only where a token is out.
   * Source: Step Functions developer guide, "Accessing execution data from the Context object".
   */
  contextOf(execution: Execution): Json {
    const { workflow, name, state, enteredAt, token } = execution;
    const isTask = execution.machine.states.get(state)?.type === 'Task';
    const entered = { Name: state, EnteredTime: formatTimestamp(enteredAt) };
    const context: { [key: string]: Json } = {
      Execution: {
        Id: this.executionArn(workflow, name),
        Input: execution.input,
        Name: name,
        RoleArn: this.roleArn(workflow),
        StartTime: formatTimestamp(execution.startedAt),
        RedriveCount: 0,
      },
      StateMachine: { Id: this.stateMachineArn(workflow), Name: workflow },
      State: isTask ? { ...entered, RetryCount: execution.retryCount } : entered,
    };
    if (token !== undefined) context.Task = { Token: token };
    return context;
  }
}
