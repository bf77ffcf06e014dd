import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../../../functions/adapters/aws/clock.ts';
import { DynamoTable } from '../../../../../functions/adapters/aws/table.ts';
import { invoiceKey } from '../../../../../functions/ledger/entities.ts';
import { storeCompany } from '../../../../../functions/platform/company.ts';
import { settings } from '../../../../../functions/platform/settings.contract.ts';
import { policy } from '../../../../../functions/policy/contract.ts';
import { makeBundles } from '../../../../../infra/constructs/bundle.ts';
import { type Dynoxide, hasDynoxide, startDynoxide } from '../../../../support/dynoxide.ts';
import { type LambdaProcess, startLambda } from '../../../../support/lambda-process.ts';
import { POLICY } from '../../../../support/scenario-parts.ts';

const TABLE = 'good-standing-test';
const ENTRIES = fileURLToPath(new URL('../../../../../infra/entries/', import.meta.url));
const QUEUE = 'https://sqs.us-east-1.amazonaws.com/000000000000/refused';
const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

interface Start {
  stateMachineArn: string;
  name: string;
}

/** Takes requests as Step Functions and SQS do, and keeps what was asked. */
const service = async <A>(asked: A[], answer: (body: A) => object): Promise<Server> => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      const question = JSON.parse(body) as A;
      asked.push(question);
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify(answer(question)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/** A bundle is run as Lambda runs it, in a process of its own, against a table that speaks DynamoDB's protocol. */
const bundlesAtWork = (): void => {
  const starts: Start[] = [];
  const refused: { QueueUrl: string; MessageBody: string }[] = [];
  let emulator: Dynoxide;
  let machines: Server;
  let queue: Server;
  let wake: LambdaProcess;
  let receive: LambdaProcess;
  let choose: LambdaProcess;

  beforeAll(async () => {
    emulator = await startDynoxide();
    await emulator.createTable(TABLE);
    machines = await service(starts, () => ({ executionArn: 'arn', startDate: Date.now() / 1000 }));
    queue = await service(refused, ({ MessageBody }) => ({
      MessageId: 'kept',
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    const of = (name: string): string => join(ENTRIES, `${name}.ts`);
    const bundles = await makeBundles({
      receive: of('receive-events'),
      choose: of('choose-next-step'),
      wake: of('wake'),
    });
    const set = { GS_TABLE: TABLE, AWS_ENDPOINT_URL: emulator.endpoint };
    receive = startLambda(bundles.get('receive')!.code, {
      ...set,
      GS_REFUSED_EVENTS: QUEUE,
      AWS_ENDPOINT_URL_SQS: addressOf(queue),
    });
    choose = startLambda(bundles.get('choose')!.code, set);
    wake = startLambda(bundles.get('wake')!.code, {
      ...set,
      GS_MACHINES: 'arn:aws:states:us-east-1:000000000000:stateMachine:good-standing-test-',
      AWS_ENDPOINT_URL_SFN: addressOf(machines),
    });
  }, 60_000);

  afterAll(async () => {
    receive.stop();
    choose.stop();
    wake.stop();
    machines.close();
    queue.close();
    await emulator.stop();
  });

  const events = [
    {
      id: 'e1',
      source: 'books',
      at: daysAgo(40),
      type: 'customer.updated',
      customer: {
        id: 'C1',
        name: 'Acme Logistics',
        segment: 'commercial',
        contacts: [{ name: 'Jane Doe', email: 'jane@acme.test', roles: ['billing'] }],
      },
    },
    {
      id: 'e2',
      source: 'books',
      at: daysAgo(40),
      type: 'invoice.issued',
      invoice: {
        id: 'I1',
        customerId: 'C1',
        number: '00123',
        amount: '150.00',
        currency: 'USD',
        issuedOn: daysAgo(40).slice(0, 10),
        dueOn: daysAgo(10).slice(0, 10),
        status: 'sent',
      },
    },
  ];
  const invoice = { case: { invoiceId: 'I1', customerId: 'C1', cycle: 1, restart: 0 } };

  test('errors leave a minified bundle under their names, with nothing personal in them', async () => {
    expect((await choose.call({ case: { invoiceId: 7 } })).error).toEqual({
      name: 'ZodError',
      message: expect.stringContaining('case.invoiceId (invalid_type)'),
    });
    expect((await choose.call(invoice)).error?.name).toBe('NotSetUp');
  });

  test('what the bus brought and is refused lies in the queue after one call, with why', async () => {
    const event = { id: 'b1', detail: { ...events[0], customer: { id: 'jane@acme.test' } } };
    expect(await receive.call(event)).toEqual({ result: { refused: 3 } });
    expect(refused).toHaveLength(1);
    const [{ QueueUrl, MessageBody }] = refused as [(typeof refused)[0]];
    expect(QueueUrl).toBe(QUEUE);
    const { requestPayload, responsePayload } = JSON.parse(MessageBody);
    expect(requestPayload).toEqual(event);
    expect(responsePayload.errorType).toBe('BadInput');
    expect(responsePayload.errorMessage).toMatch(/customer\.id/);
    expect(responsePayload.errorMessage).not.toContain('jane');
  });

  test('where the queue takes nothing, the call fails, and Lambda makes it again', async () => {
    const { code } = (await makeBundles({ receive: join(ENTRIES, 'receive-events.ts') })).get('receive')!;
    const set = { GS_TABLE: TABLE, AWS_ENDPOINT_URL: emulator.endpoint, GS_REFUSED_EVENTS: QUEUE };
    const cut = startLambda(code, { ...set, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' });
    expect((await cut.call({ detail: { type: 'unheard-of' } })).error).toBeDefined();
    cut.stop();
  });

  test('events of the bus are recorded, the stream starts an execution, and its step is chosen', async () => {
    const table = new DynamoTable(emulator.client, TABLE, systemClock);
    const office = { settings: settings.parse({ calendar: { region: 'US-CA' } }), staff: [] };
    await storeCompany(table, { ...office, policies: [policy.parse({ ...POLICY, appliesTo: {} })] });
    const held = { type: 'hold.placed', id: 'h1', source: 'books', at: daysAgo(1), holdId: 'h1' };
    const until = new Date(Date.now() + 864_000_000).toISOString().slice(0, 10);
    const early = { detail: { ...held, scope: { invoiceId: 'I1' }, reason: 'Asked', owner: 'books', until } };
    const before = refused.length;
    // The bus brings an act before the invoice that it is about: Lambda calls again.
    expect((await receive.call(early)).error).toMatchObject({ name: 'BadInput' });
    expect((await receive.call({ detail: { events } })).result).toMatchObject({ recorded: 2, repeated: 0 });
    expect((await receive.call(early)).result).toMatchObject({ recorded: 1 });
    const lifted = { type: 'hold.lifted', id: 'h2', source: 'books', at: daysAgo(0), holdId: 'h1' };
    expect((await receive.call({ detail: lifted })).result).toMatchObject({ recorded: 1 });
    expect(refused).toHaveLength(before);
    expect((await receive.call({ detail: { ...events[1], at: daysAgo(39) } })).result).toEqual({ refused: 1 });
    expect(refused).toHaveLength(before + 1);
    expect((await receive.call({ detail: { events } })).result).toMatchObject({ recorded: 0, repeated: 2 });
    const { pk, sk } = invoiceKey('C1', 'I1');
    const changed = { dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: '1' } };
    expect((await wake.call({ Records: [changed, changed] })).result).toEqual({ batchItemFailures: [] });
    expect(starts).toMatchObject([
      { name: 'I1-c1-r0', stateMachineArn: expect.stringMatching(/:good-standing-test-invoice-lifecycle$/) },
    ]);
    const { result } = await choose.call(invoice);
    expect(result).toMatchObject({ state: 'Reminder', decision: { rule: 'reminder-due' } });
  });

  test('their logs tell what happened, without a name or an address', () => {
    const lines = [receive, wake, choose].flatMap((each) => each.log());
    expect(lines).toContainEqual(expect.objectContaining({ function: 'choose-next-step', message: 'step-chosen' }));
    expect(lines).toContainEqual(expect.objectContaining({ message: 'failed', error: 'NotSetUp' }));
    expect(lines).toContainEqual(expect.objectContaining({ EventsRefused: 1, Stage: 'test' }));
    expect(JSON.stringify(lines)).not.toMatch(/jane|Acme/i);
  });
};

if (hasDynoxide) describe('bundles at work', bundlesAtWork);
else
  test('bundles at work are left out: the emulator of their table is built for Linux on x64 only', (context) => {
    context.skip();
  });
