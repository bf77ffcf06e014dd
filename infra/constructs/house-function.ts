import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { WorkflowName } from '../../functions/platform/ports.ts';
import type { House } from '../house.ts';
import { acknowledge, NO_OWN_FAILURE_QUEUE, TRACES_ANYWHERE, UNTRACED } from './acknowledge.ts';
import { readsOf, tellsOn, writesOf, writesWithin } from './grants.ts';

/** The workflows whose states park with a task token. */
const PARKING: readonly WorkflowName[] = ['invoice-lifecycle', 'issue-resolution', 'escalation'];

export interface HouseFunctionProps {
  house: House;
  /** The file in `infra/entries`, and the last part of every name. */
  name: string;
  /** One sentence for the console. */
  description: string;
  timeout: Duration;
  /** MB. CPU comes in proportion; 256 is what the cost of a life was counted with. Default: 256. */
  memory?: number;
  /** It is called without anybody waiting for its answer, and its failures go to a queue of its own. Default: false. */
  calledAsynchronously?: boolean;
}

/**
 * A Lambda function as this house makes them: Node 24 on arm64, a bundle with the SDK in it, a role of its own that may
 * write to its own log and nothing else, JSON logs that are dropped after the stage's time. Each method that follows
 * gives one permission together with the setting that the code behind it reads.
 */
export class HouseFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly name: string;
  readonly #house: House;

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id);
    const { house, name } = props;
    const fullName = house.names.of(name);
    this.name = name;
    this.#house = house;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/good-standing/${house.settings.stage}/${name}`,
      retention: house.settings.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      roleName: fullName,
      description: `Of the function ${fullName} alone.`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.allows(['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: fullName,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: house.codeOf(name),
      role: this.role,
      timeout: props.timeout,
      memorySize: props.memory ?? 256,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // A start and a report for each call would be three quarters of all lines.
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: house.settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: { GS_STAGE: house.settings.stage },
    });
    if (house.settings.tracing) acknowledge(this.role, TRACES_ANYWHERE);
    else acknowledge(this.function, UNTRACED);
    if (props.calledAsynchronously !== true) acknowledge(this.function, ...NO_OWN_FAILURE_QUEUE);
  }

  /** One more permission. */
  allows(actions: readonly string[], ...resources: string[]): this {
    return this.#may(new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources }));
  }

  #may(statement: PolicyStatement): this {
    this.role.addToPrincipalPolicy(statement);
    return this;
  }

  /** One more setting. */
  knows(name: string, value: string): this {
    this.function.addEnvironment(name, value);
    return this;
  }

  readsTable(table: TableV2): this {
    return this.#may(readsOf(table)).knows('GS_TABLE', table.tableName);
  }

  readsAndWritesTable(table: TableV2): this {
    return this.readsTable(table).#may(writesOf(table));
  }

  /** Reads the table, and writes only to partitions whose keys are like these; `writes` leaves actions out. */
  readsTableAndWrites(table: TableV2, partitions: readonly string[], writes?: readonly string[]): this {
    return this.readsTable(table).#may(writesWithin(table, partitions, writes));
  }

  /** Starts executions of these workflows. */
  starts(...workflows: readonly WorkflowName[]): this {
    return this.allows(
      ['states:StartExecution'],
      ...workflows.map((workflow) => this.#house.names.machineArn(workflow)),
    ).knows('GS_MACHINES', this.#house.names.machines);
  }

  /**
   * Answers waiting tasks. The Service Authorization Reference names no resource for these actions; Step Functions
   * checks them against the state machine whose task waits (tried: github.com/aws/aws-cdk/pull/8486), so that is named.
   */
  signals(): this {
    return this.allows(
      ['states:SendTaskSuccess'],
      ...PARKING.map((workflow) => this.#house.names.machineArn(workflow)),
    ).knows('GS_MACHINES', this.#house.names.machines);
  }

  /** Puts events on the bus, as its own and as nobody else's: those of other systems are believed. */
  emitsTo(bus: EventBus): this {
    return this.#may(tellsOn(bus)).knows('GS_BUS', bus.eventBusName);
  }

  /** Writes links into mails. */
  linksTo(publicUrl: string): this {
    return this.knows('GS_PUBLIC_URL', publicUrl);
  }
}

export const seconds = (count: number): Duration => Duration.seconds(count);
