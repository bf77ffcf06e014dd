import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { WorkflowName } from '../../functions/platform/ports.ts';
import type { House } from '../house.ts';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';
import { forOwnAccount } from './own-account.ts';

interface Verdict {
  isValid: boolean;
  errors: readonly { Message?: string; message?: string }[];
}
// The validator ships no types.
const validate = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => Verdict;

const PLACEHOLDER = /\$\{(\w+)\}/g;

/** What the definitions call a function: carry-out-step is `${CarryOutStep}`. */
export const placeholderOf = (name: string): string =>
  name.replace(/(^|-)(\w)/g, (_whole, _dash: string, letter: string) => letter.toUpperCase());

/**
 * Checks a definition before anything is deployed: Step Functions would take it, each placeholder has its function, and
 * each function that is given is called. Throws an `Error` that says what is wrong.
 */
export const checkDefinition = (workflow: string, text: string, functions: readonly string[]): void => {
  const where = `workflows/${workflow}/definition.asl.json`;
  const called = new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name!));
  const given = new Set(functions.map(placeholderOf));
  const missing = [...called].filter((name) => !given.has(name));
  if (missing.length > 0) throw new Error(`${where}: no function is given for ${missing.join(', ')}`);
  const unused = [...given].filter((name) => !called.has(name));
  if (unused.length > 0) throw new Error(`${where}: never calls ${unused.join(', ')}, which it may invoke`);
  const filled = text.replace(PLACEHOLDER, 'arn:aws:lambda:us-east-1:000000000000:function:$1');
  const { isValid, errors } = validate(JSON.parse(filled));
  if (!isValid)
    throw new Error(`${where}: ${errors.map((error) => error.Message ?? error.message ?? 'is not valid').join('; ')}`);
};

export interface WorkflowMachineProps {
  house: House;
  /** The folder in `workflows`. */
  workflow: WorkflowName;
  /** One sentence for the reader of the template. */
  description: string;
  /** Exactly the functions that the definition calls. */
  functions: readonly HouseFunction[];
}

/**
 * The state machine of a workflow. Its definition stays readable in the template, its name never changes, and its role
 * may invoke its functions and nothing else. What executions hold (ids and task tokens) is kept out of the logs.
 */
export class WorkflowMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { house, workflow, description, functions }: WorkflowMachineProps) {
    super(scope, id);
    const text = readFileSync(new URL(`../../workflows/${workflow}/definition.asl.json`, import.meta.url), 'utf8');
    checkDefinition(
      workflow,
      text,
      functions.map(({ name }) => name),
    );
    const name = house.names.of(workflow);
    const role = new Role(this, 'Role', {
      roleName: name,
      description: `Of the state machine ${name} alone: ${description}`,
      assumedBy: forOwnAccount('states'),
    });
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: functions.map((called) => called.function.functionArn),
      }),
    );
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(text),
      definitionSubstitutions: Object.fromEntries(
        functions.map((called) => [placeholderOf(called.name), called.function.functionArn]),
      ),
      role,
      logs: {
        // Below this prefix, log groups do not use up the account's ten resource policies for logs.
        destination: new LogGroup(this, 'Log', {
          logGroupName: `/aws/vendedlogs/states/${name}`,
          retention: house.settings.logDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
      tracingEnabled: house.settings.tracing,
    });
    acknowledge(this.machine, {
      id: 'AwsSolutions-SF1',
      reason:
        'Errors only, without data: an execution is read in the console, where access is recorded; a log of all events would hold task tokens.',
    });
    acknowledge(role, {
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'Log delivery and X-Ray have no resources: logs:CreateLogDelivery and its kin, and xray:Put*, can only be allowed on *.',
    });
    if (!house.settings.tracing)
      acknowledge(
        this.machine,
        {
          id: 'AwsSolutions-SF2',
          reason: 'Tracing is off in the settings of this stage: it is deployed to an emulator, which has no X-Ray.',
        },
        {
          id: 'Serverless-StepFunctionStateMachineXray',
          reason: 'Tracing is off in the settings of this stage: it is deployed to an emulator, which has no X-Ray.',
        },
      );
  }
}
