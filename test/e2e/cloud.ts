import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  ListExecutionsCommand,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, WorkflowName } from '../../functions/platform/ports.ts';
import { ACCOUNT, type Emulator, REGION } from './emulator.ts';
import { type Answer, type Asked, ask, askSigned } from './signed-request.ts';

export const STAGE = 'emulator';
const PREFIX = `good-standing-${STAGE}`;
const BUCKET = `${PREFIX}-ledger-${ACCOUNT}-${REGION}`;
const QUEUE = 'what-the-books-hear';
const JSON_1_0 = 'application/x-amz-json-1.0';

export interface Mail {
  to: string[];
  subject: string;
  text: string;
  html: string;
}

export interface Execution {
  name: string;
  status: string;
}

/** The deployed product as its neighbours see it: files, events, mail, HTTP, and what an operator sees of it. */
export class Cloud {
  readonly #emulator: Emulator;
  readonly #s3: S3Client;
  readonly #table: DynamoDBDocumentClient;
  readonly #sfn: SFNClient;
  readonly #events: EventBridgeClient;
  #api: string | undefined;

  constructor(emulator: Emulator) {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const options = { region: REGION, endpoint: emulator.endpoint, credentials };
    this.#emulator = emulator;
    this.#s3 = new S3Client({ ...options, forcePathStyle: true });
    this.#table = DynamoDBDocumentClient.from(new DynamoDBClient(options));
    this.#sfn = new SFNClient(options);
    this.#events = new EventBridgeClient(options);
  }

  async drop(key: string, body: string): Promise<void> {
    await this.#s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
  }

  async files(prefix: string): Promise<string[]> {
    const { Contents = [] } = await this.#s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: prefix }));
    return Contents.map(({ Key }) => Key!);
  }

  async file(key: string): Promise<string> {
    const { Body } = await this.#s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    return Body!.transformToString();
  }

  /** The items of a partition of the table, or those whose sort key begins with a prefix. */
  async items(pk: string, prefix?: string): Promise<Item[]> {
    const begins = prefix === undefined ? '' : ' and begins_with(sk, :sk)';
    const { Items = [] } = await this.#table.send(
      new QueryCommand({
        TableName: PREFIX,
        KeyConditionExpression: `pk = :pk${begins}`,
        ExpressionAttributeValues: { ':pk': pk, ...(prefix === undefined ? {} : { ':sk': prefix }) },
        ConsistentRead: true,
      }),
    );
    return Items as Item[];
  }

  /** Puts an item into the table, as only this test does. */
  async put(item: Item): Promise<void> {
    await this.#table.send(new PutCommand({ TableName: PREFIX, Item: item }));
  }

  #arn(kind: string, workflow: WorkflowName): string {
    return `arn:aws:states:${REGION}:${ACCOUNT}:${kind}:${PREFIX}-${workflow}`;
  }

  /** The executions of a workflow, the newest first. */
  async executions(workflow: WorkflowName): Promise<Execution[]> {
    const found: Execution[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#sfn.send(
        new ListExecutionsCommand({ stateMachineArn: this.#arn('stateMachine', workflow), nextToken }),
      );
      found.push(...page.executions!.map(({ name, status }) => ({ name: name!, status: status! })));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return found;
  }

  /** What the console shows of an execution, event by event. */
  async history(workflow: WorkflowName, name: string): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#sfn.send(
        new GetExecutionHistoryCommand({ executionArn: `${this.#arn('execution', workflow)}:${name}`, nextToken }),
      );
      events.push(...page.events!);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return events;
  }

  /** The states that an execution entered, in order, as the console names them. */
  async states(workflow: WorkflowName, name: string): Promise<string[]> {
    const events = await this.history(workflow, name);
    return events.flatMap(({ stateEnteredEventDetails: entered }) => (entered === undefined ? [] : [entered.name!]));
  }

  /** Stops an execution by hand, as an operator does in the console. */
  async stop(workflow: WorkflowName, name: string): Promise<void> {
    await this.#sfn.send(
      new StopExecutionCommand({ executionArn: `${this.#arn('execution', workflow)}:${name}`, cause: 'by hand' }),
    );
  }

  #signed(service: string, path: string, asked: Asked): Promise<Answer> {
    const { port } = this.#emulator;
    return askSigned(service, `127.0.0.1:${port}`, port, path, asked);
  }

  /** Calls a function with what its schedule would send, and waits for it. */
  async call(name: string, payload: unknown): Promise<unknown> {
    const path = `/2015-03-31/functions/${PREFIX}-${name}/invocations`;
    const answer = await this.#signed('lambda', path, { method: 'POST', body: JSON.stringify(payload) });
    if (answer.status !== 200 || answer.headers['x-amz-function-error'] !== undefined)
      throw new Error(`The function ${name} answered ${answer.status}: ${answer.body}`);
    return JSON.parse(answer.body);
  }

  /** Where the product believes that its pages are. */
  async publicUrl(): Promise<string> {
    const { body } = await this.#signed('lambda', `/2015-03-31/functions/${PREFIX}-sign-in/configuration`, {});
    return JSON.parse(body).Environment.Variables.GS_PUBLIC_URL;
  }

  /** Puts an event on the company's bus. */
  async emit(source: string, detailType: string, detail: unknown): Promise<void> {
    const { FailedEntryCount, Entries } = await this.#events.send(
      new PutEventsCommand({
        Entries: [{ EventBusName: PREFIX, Source: source, DetailType: detailType, Detail: JSON.stringify(detail) }],
      }),
    );
    if (FailedEntryCount !== 0) throw new Error(`The bus refused the event: ${JSON.stringify(Entries)}`);
  }

  async #queues(action: string, body: unknown): Promise<Record<string, unknown>> {
    const headers = { 'content-type': JSON_1_0, 'x-amz-target': `AmazonSQS.${action}` };
    const answer = await this.#signed('sqs', '/', { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status !== 200) throw new Error(`${action} was answered with ${answer.status}: ${answer.body}`);
    return answer.body === '' ? {} : JSON.parse(answer.body);
  }

  /** How many messages lie in each queue of failures that is not empty. */
  async failures(): Promise<Record<string, number>> {
    const { QueueUrls = [] } = (await this.#queues('ListQueues', { QueueNamePrefix: PREFIX })) as {
      QueueUrls?: string[];
    };
    const found: Record<string, number> = {};
    for (const QueueUrl of QueueUrls) {
      const { Attributes } = (await this.#queues('GetQueueAttributes', {
        ...{ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] },
      })) as { Attributes: Record<string, string> };
      const count = Number(Attributes.ApproximateNumberOfMessages);
      if (count > 0) found[QueueUrl.split('/').at(-1)!] = count;
    }
    return found;
  }

  /** Takes a message out of a queue of failures, as somebody does who has looked at it. */
  async takeFailure(of: string): Promise<{ responsePayload: { errorType: string } } | undefined> {
    const QueueUrl = `${this.#emulator.endpoint}/${ACCOUNT}/${PREFIX}-${of}-dead-letters`;
    const { Messages = [] } = (await this.#queues('ReceiveMessage', { QueueUrl })) as {
      Messages?: { Body: string; ReceiptHandle: string }[];
    };
    const [message] = Messages;
    if (message === undefined) return undefined;
    await this.#queues('DeleteMessage', { QueueUrl, ReceiptHandle: message.ReceiptHandle });
    return JSON.parse(message.Body);
  }

  /** Listens, as the books do, to what the product says on the bus. */
  async listen(source: string): Promise<void> {
    await this.#queues('CreateQueue', { QueueName: QUEUE });
    const rule = { EventBusName: PREFIX, Name: QUEUE };
    await this.#events.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: [source] }) }));
    const Arn = `arn:aws:sqs:${REGION}:${ACCOUNT}:${QUEUE}`;
    await this.#events.send(
      new PutTargetsCommand({ EventBusName: PREFIX, Rule: QUEUE, Targets: [{ Id: 'queue', Arn }] }),
    );
  }

  /** What was said since it was last asked. */
  async heard(): Promise<{ type: string; detail: Record<string, unknown> }[]> {
    const QueueUrl = `${this.#emulator.endpoint}/${ACCOUNT}/${QUEUE}`;
    const { Messages = [] } = (await this.#queues('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 })) as {
      Messages?: { Body: string }[];
    };
    return Messages.map(({ Body }) => {
      const event = JSON.parse(Body);
      return { type: event['detail-type'], detail: event.detail };
    });
  }

  async #apiHost(): Promise<string> {
    if (this.#api === undefined) {
      const { body } = await this.#signed('apigateway', '/v2/apis', {});
      const apis = JSON.parse(body).items as { apiId: string; name: string }[];
      this.#api = apis.find(({ name }) => name.startsWith(PREFIX))!.apiId;
    }
    return `${this.#api}.execute-api.localhost:${this.#emulator.port}`;
  }

  /** A request to the product's HTTP API, as a browser or a scanner makes it. */
  async open(path: string, asked: Asked = {}): Promise<Answer> {
    return ask(await this.#apiHost(), this.#emulator.port, path, asked);
  }

  /** A request to the product's HTTP API with the signature of somebody who may. */
  async openSigned(path: string, asked: Asked): Promise<Answer> {
    return askSigned('execute-api', await this.#apiHost(), this.#emulator.port, path, asked);
  }

  /** The functions that are there. */
  async functions(): Promise<string[]> {
    const { body } = await this.#signed('lambda', '/2015-03-31/functions/', {});
    const { Functions } = JSON.parse(body) as { Functions: { FunctionName: string }[] };
    return Functions.map(({ FunctionName }) => FunctionName).filter((name) => name.startsWith(PREFIX));
  }

  /** What all functions logged, in the order of time. */
  async logs(): Promise<string> {
    const read = async (action: string, asked: unknown): Promise<Record<string, unknown>> => {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${action}` };
      return JSON.parse(
        (await this.#signed('logs', '/', { method: 'POST', headers, body: JSON.stringify(asked) })).body,
      );
    };
    const { logGroups = [] } = (await read('DescribeLogGroups', {})) as { logGroups?: { logGroupName: string }[] };
    const lines: (readonly [number, string])[] = [];
    for (const { logGroupName } of logGroups) {
      const { events = [] } = (await read('FilterLogEvents', { logGroupName, limit: 10_000 })) as {
        events?: { timestamp: number; message: string }[];
      };
      const of = logGroupName.split('/').at(-1);
      for (const { timestamp, message } of events)
        lines.push([timestamp, `${new Date(timestamp).toISOString()} ${of} ${message.trimEnd()}`]);
    }
    return lines
      .sort(([a], [b]) => a - b)
      .map(([, line]) => line)
      .join('\n');
  }

  /** All mail that left, the oldest first. */
  async inbox(): Promise<Mail[]> {
    const answer = await fetch(`${this.#emulator.endpoint}/_ministack/ses/messages`);
    const { messages } = (await answer.json()) as { messages: Record<string, Record<string, unknown>[]> };
    return Object.values(messages)
      .flat()
      .sort((a, b) => (a.Timestamp as number) - (b.Timestamp as number))
      .map(({ To, Subject, BodyText, BodyHtml }) => ({
        to: To as string[],
        subject: Subject as string,
        text: BodyText as string,
        html: BodyHtml as string,
      }));
  }
}
