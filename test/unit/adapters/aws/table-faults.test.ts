import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { DynamoTable } from '../../../../functions/adapters/aws/table.ts';
import { ConditionFailed } from '../../../../functions/platform/errors.ts';
import type { Write } from '../../../../functions/platform/ports.ts';
import { VirtualTiming } from '../../../support/virtual-timing.ts';

const client = new DynamoDBClient({ region: 'us-east-1' });
const dynamo = mockClient(client);
const key = { pk: 'C#1', sk: 'HEAD' };

const answered = (name: string, more: object = {}): Error =>
  Object.assign(new Error('words of the service'), { name, $metadata: { httpStatusCode: 400 } }, more);
const cancelled = (...codes: string[]): Error =>
  answered('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });
const THROTTLED = answered('ThrottlingException');
const LOST = Object.assign(new Error('read ECONNRESET'), { name: 'TimeoutError', code: 'ECONNRESET', syscall: 'read' });
const UNREACHED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });

let timing: VirtualTiming;
let table: DynamoTable;
beforeEach(() => {
  dynamo.reset();
  timing = new VirtualTiming();
  table = new DynamoTable(client, 'ledger', { now: () => 0 }, timing);
});

/** The table fails with each error in turn, then works. */
const failing = (...errors: Error[]): void => {
  let stub = dynamo.onAnyCommand();
  for (const error of errors) stub = stub.rejectsOnce(error);
  stub.resolves({});
};
const nameOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: Error) => error.name,
  );

describe('a table that throttles', () => {
  it('is asked again after pauses that double', async () => {
    failing(THROTTLED, THROTTLED, THROTTLED);
    await table.get(key);
    expect(timing.pauses).toEqual([25, 50, 100]);
  });

  it('is left alone after ten times and 7.2 s, and the caller is told', async () => {
    dynamo.on(PutItemCommand).rejects(THROTTLED);
    await expect(table.write({ put: key, if: { exists: false } })).rejects.toThrow(
      'Table ledger, write of C#1 / HEAD: the service asks to slow down (ThrottlingException); try again later.',
    );
    expect(dynamo.calls()).toHaveLength(10);
    expect(timing.now()).toBeLessThanOrEqual(7_200);
  });

  it('is asked again for what it left out of a batch, and only for that', async () => {
    const [first, second] = [
      { pk: { S: 'C#1' }, sk: { S: '1' } },
      { pk: { S: 'C#1' }, sk: { S: '2' } },
    ];
    dynamo
      .on(BatchGetItemCommand)
      .resolvesOnce({ Responses: { ledger: [first] }, UnprocessedKeys: { ledger: { Keys: [second] } } })
      .resolves({ Responses: { ledger: [second] } });
    expect(
      (
        await table.batchGet([
          { ...key, sk: '1' },
          { ...key, sk: '2' },
        ])
      ).map((item) => item?.sk),
    ).toEqual(['1', '2']);
    const [, again] = dynamo.commandCalls(BatchGetItemCommand);
    expect(again!.args[0].input.RequestItems!.ledger!.Keys).toEqual([second]);
  });

  it('that leaves out of a batch the same item for ever is told as throttling', async () => {
    const Keys = [{ pk: { S: 'C#1' }, sk: { S: 'HEAD' } }];
    dynamo.on(BatchGetItemCommand).resolves({ UnprocessedKeys: { ledger: { Keys } } });
    expect(await nameOf(table.batchGet([key]))).toBe('Throttled');
  });
});

describe('two writers at once', () => {
  it('meet again after a pause, and the conflict is not shown', async () => {
    failing(answered('TransactionConflictException'));
    await table.write({ update: key, add: { v: 1 }, if: { equals: { v: 1 } } });
    expect(dynamo.calls()).toHaveLength(2);
  });

  it('in a transaction are no failed condition, even beside one', async () => {
    failing(cancelled('ConditionalCheckFailed', 'TransactionConflict'), cancelled('ConditionalCheckFailed', 'None'));
    const error = await table.transact([{ put: key }, { delete: { ...key, sk: '2' } }]).catch((raised) => raised);
    expect(error).toBeInstanceOf(ConditionFailed);
    expect(error.reasons.map((reason: unknown) => reason !== undefined)).toEqual([true, false]);
    expect(dynamo.calls()).toHaveLength(2);
  });

  it('who never let go of each other are told as a conflict', async () => {
    dynamo.on(TransactWriteItemsCommand).rejects(cancelled('TransactionConflict'));
    expect(await nameOf(table.transact([{ put: key }]))).toBe('Conflict');
  });
});

describe('an answer that was lost', () => {
  const putOnce: Write = { put: key, if: { exists: false } };
  const count: Write = { update: key, add: { v: 1 } };

  test.each<[string, Write]>([
    ['a conditional put', putOnce],
    ['a conditional update', { update: key, set: { a: 1 }, if: { equals: { v: 1 } } }],
    ['a conditional delete', { delete: key, if: { exists: true } }],
    ['an addition', count],
  ])('leaves open whether %s took effect: it is not repeated', async (_what, write) => {
    dynamo.onAnyCommand().rejects(LOST);
    await expect(table.write(write)).rejects.toThrow('whether it took effect is open');
    expect(dynamo.calls()).toHaveLength(1);
  });

  test.each<[string, Write]>([
    ['a plain put', { put: key }],
    ['a plain change of attributes', { update: key, set: { a: 1 }, remove: ['b'] }],
    ['a plain delete', { delete: key }],
  ])('of %s is asked for again: twice is as once', async (_what, write) => {
    dynamo.onAnyCommand().rejectsOnce(LOST).resolves({});
    await table.write(write);
    expect(dynamo.calls()).toHaveLength(2);
  });

  it('of a transaction is asked for again with its token, which makes it once', async () => {
    const inProgress = answered('TransactionInProgressException');
    failing(LOST, inProgress, inProgress, inProgress);
    await table.transact([count]);
    const tokens = dynamo.commandCalls(TransactWriteItemsCommand).map(({ args }) => args[0].input.ClientRequestToken);
    expect(tokens).toHaveLength(5);
    expect(new Set(tokens).size).toBe(1);
  });

  it('of a read is asked for again', async () => {
    failing(LOST, UNREACHED);
    expect(await table.query('C#1', '')).toEqual({ items: [] });
  });

  it('of a table that stays away is told after three times', async () => {
    dynamo.on(GetItemCommand).rejects(LOST);
    expect(await nameOf(table.get(key))).toBe('ServiceUnavailable');
    expect(dynamo.calls()).toHaveLength(3);
  });
});

describe('a transaction', () => {
  it('that was cancelled by a conflict is a new one the next time', async () => {
    failing(cancelled('TransactionConflict'));
    await table.transact([{ put: key }]);
    const [first, second] = dynamo.commandCalls(TransactWriteItemsCommand);
    expect(first!.args[0].input.ClientRequestToken).not.toBe(second!.args[0].input.ClientRequestToken);
  });
});

describe('a condition that does not hold', () => {
  it('is told at once, with the attributes and without their values', async () => {
    dynamo.on(PutItemCommand).rejects(answered('ConditionalCheckFailedException'));
    const write = table.write({
      put: key,
      if: { exists: true, equals: { email: 'ann@customers.test' }, absentOrLessThan: { at: 'x' } },
    });
    const error: ConditionFailed = await write.then(
      () => expect.unreachable(),
      (raised) => raised,
    );
    expect(error).toBeInstanceOf(ConditionFailed);
    expect(error.message).toBe(
      'Item C#1 / HEAD did not meet its condition: to be there, email as expected, at below a value.',
    );
    expect(error.reasons).toEqual([error.message]);
    expect(dynamo.calls()).toHaveLength(1);
  });
});

describe('a request that never arrived', () => {
  it('is made again, also with a condition', async () => {
    failing(UNREACHED);
    await table.write({ put: key, if: { exists: false } });
    expect(dynamo.calls()).toHaveLength(2);
  });
});
