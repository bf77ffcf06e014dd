import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../../functions/adapters/aws/table.ts';
import { VirtualTiming } from '../../../support/virtual-timing.ts';

const client = new DynamoDBClient({ region: 'us-east-1' });
const dynamo = mockClient(client);
const table = new DynamoTable(client, 'ledger', { now: () => 5_000 }, new VirtualTiming());
const key = { pk: 'C#1', sk: 'HEAD' };
const attributes = { pk: { S: 'C#1' }, sk: { S: 'HEAD' } };

/** The one request that was made. */
const request = (): unknown => {
  expect(dynamo.calls()).toHaveLength(1);
  return dynamo.call(0).args[0].input;
};

beforeEach(() => dynamo.reset());

describe('reads', () => {
  it('ask for one item consistently', async () => {
    dynamo.on(GetItemCommand).resolves({ Item: { ...attributes, v: { N: '3' } } });
    expect(await table.get(key)).toEqual({ ...key, v: 3 });
    expect(request()).toEqual({ TableName: 'ledger', Key: attributes, ConsistentRead: true });
  });

  it('ask for each key of a batch once, consistently', async () => {
    dynamo.on(BatchGetItemCommand).resolves({ Responses: { ledger: [attributes] } });
    const items = await table.batchGet([key, { ...key }]);
    expect(items).toEqual([key, key]);
    expect(items[0]).not.toBe(items[1]);
    expect(request()).toEqual({ RequestItems: { ledger: { Keys: [attributes], ConsistentRead: true } } });
  });

  it('ask for nothing where no key is named', async () => {
    expect(await table.batchGet([])).toEqual([]);
    expect(dynamo.calls()).toEqual([]);
  });

  it('ask for a prefix from where the last page ended', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [attributes], LastEvaluatedKey: attributes });
    expect(await table.query('C#1', 'H', 'GONE', 5)).toEqual({ items: [key], next: 'HEAD' });
    expect(request()).toEqual({
      TableName: 'ledger',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: 'C#1' }, ':prefix': { S: 'H' } },
      ConsistentRead: true,
      ExclusiveStartKey: { pk: { S: 'C#1' }, sk: { S: 'GONE' } },
      Limit: 5,
    });
  });

  it('ask for a whole partition without an empty prefix, which DynamoDB refuses', async () => {
    dynamo.on(QueryCommand).resolves({});
    expect(await table.query('C#1', '')).toEqual({ items: [] });
    expect(request()).toMatchObject({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'C#1' } },
    });
  });

  it('send no bounds that DynamoDB refuses: none that are empty, and none with nothing between them', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [] });
    expect(await table.queryIndex('work', 'list', 'a', undefined, undefined, 'b')).toEqual({ items: [] });
    expect(dynamo.calls()).toHaveLength(0);
    await table.queryIndex('work', 'list', 'a', undefined, undefined, '');
    expect(request()).toMatchObject({
      KeyConditionExpression: '#key = :key AND #at <= :until',
      ExpressionAttributeValues: { ':key': { S: 'list' }, ':until': { S: 'a' } },
    });
  });

  it('ask an index without consistency, and go on from a token that names the place', async () => {
    const entry = { ...attributes, agenda: { S: 'wake#1' }, agendaAt: { S: '2026' } };
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [entry], LastEvaluatedKey: entry })
      .resolves({});
    const page = await table.queryIndex('agenda', 'wake#1', '2027', undefined, 1);
    expect(page.items).toEqual([{ ...key, agenda: 'wake#1', agendaAt: '2026' }]);
    await table.queryIndex('agenda', 'wake#1', '2027', page.next, 1);
    const [first, second] = dynamo.calls().map(({ args }) => args[0].input);
    expect(first).toEqual({
      TableName: 'ledger',
      IndexName: 'agenda',
      KeyConditionExpression: '#key = :key AND #at <= :until',
      ExpressionAttributeNames: { '#key': 'agenda', '#at': 'agendaAt' },
      ExpressionAttributeValues: { ':key': { S: 'wake#1' }, ':until': { S: '2027' } },
      Limit: 1,
    });
    expect(second).toEqual({ ...(first as object), ExclusiveStartKey: entry });
  });

  it('hide an item from the second in which its time is over', async () => {
    const until = (seconds: string) => ({ Item: { ...attributes, expiresAt: { N: seconds } } });
    dynamo.on(GetItemCommand).resolvesOnce(until('6')).resolvesOnce(until('5'));
    expect(await table.get(key)).toEqual({ ...key, expiresAt: 6 });
    expect(await table.get(key)).toBeUndefined();
  });

  it('refuse what is no JSON', async () => {
    dynamo.on(GetItemCommand).resolves({ Item: { ...attributes, letters: { SS: ['a'] } } });
    await expect(table.get(key)).rejects.toThrow('letters is stored as SS; only plain JSON is read.');
  });
});

describe('writes', () => {
  it('put an item on a condition, with placeholders for every name', async () => {
    dynamo.on(PutItemCommand).resolves({});
    await table.write({
      put: { ...key, name: 'x', gone: undefined, list: [1, null, { yes: true }] },
      if: { exists: true, equals: { v: 3, status: undefined }, absentOrLessThan: { at: '2026' } },
    });
    expect(request()).toEqual({
      TableName: 'ledger',
      Item: {
        ...attributes,
        name: { S: 'x' },
        list: { L: [{ N: '1' }, { NULL: true }, { M: { yes: { BOOL: true } } }] },
      },
      ConditionExpression:
        'attribute_exists(#0) AND #1 = :0 AND attribute_not_exists(#2) AND (attribute_not_exists(#3) OR #3 < :1)',
      ExpressionAttributeNames: { '#0': 'pk', '#1': 'v', '#2': 'status', '#3': 'at' },
      ExpressionAttributeValues: { ':0': { N: '3' }, ':1': { S: '2026' } },
    });
  });

  it('update what is set, removed and added, and name an attribute of the condition again', async () => {
    dynamo.on(UpdateItemCommand).resolves({});
    await table.write({
      update: key,
      set: { status: 'open', gone: undefined },
      remove: ['agenda'],
      add: { v: 1 },
      if: { equals: { v: 3 } },
    });
    expect(request()).toEqual({
      TableName: 'ledger',
      Key: attributes,
      UpdateExpression: 'SET #0 = :0 REMOVE #1, #2 ADD #3 :1',
      ConditionExpression: '#3 = :2',
      ExpressionAttributeNames: { '#0': 'status', '#1': 'gone', '#2': 'agenda', '#3': 'v' },
      ExpressionAttributeValues: { ':0': { S: 'open' }, ':1': { N: '1' }, ':2': { N: '3' } },
    });
  });

  it('make an item of its key alone', async () => {
    dynamo.on(UpdateItemCommand).resolves({});
    await table.write({ update: key });
    expect(request()).toMatchObject({ UpdateExpression: 'REMOVE #0', ExpressionAttributeNames: { '#0': '-' } });
  });

  it('delete without a word where nothing is asked', async () => {
    dynamo.on(DeleteItemCommand).resolves({});
    await table.write({ delete: key, if: {} });
    expect(request()).toEqual({ TableName: 'ledger', Key: attributes });
  });

  it('refuse a check of its own', async () => {
    await expect(table.write({ check: key, if: { exists: true } })).rejects.toThrow(
      'A check of C#1 / HEAD belongs in a transaction.',
    );
  });

  it('refuse a number that is none, and an object that is no plain one, before anything is sent', async () => {
    await expect(table.write({ put: { ...key, amount: Number.NaN } })).rejects.toThrow('amount is NaN');
    await expect(table.write({ put: { ...key, on: new Date(0) } })).rejects.toThrow('on holds a object');
    await expect(table.write({ put: { ...key, act: () => 1 } })).rejects.toThrow('act holds a function');
    expect(dynamo.calls()).toEqual([]);
  });
});

describe('transactions', () => {
  it('are one request with a token of their own', async () => {
    dynamo.on(TransactWriteItemsCommand).resolves({});
    await table.transact([
      { put: { ...key, v: 1 }, if: { exists: false } },
      { update: { ...key, sk: '2' }, add: { v: 1 } },
      { delete: { ...key, sk: '3' } },
      { check: { ...key, sk: '4' }, if: {} },
    ]);
    const names = { ExpressionAttributeNames: { '#0': 'pk' } };
    const at = (sk: string) => ({ TableName: 'ledger', Key: { pk: { S: 'C#1' }, sk: { S: sk } } });
    expect(request()).toEqual({
      ClientRequestToken: expect.stringMatching(/^[0-9a-f-]{36}$/),
      TransactItems: [
        {
          Put: {
            TableName: 'ledger',
            Item: { ...attributes, v: { N: '1' } },
            ConditionExpression: 'attribute_not_exists(#0)',
            ...names,
          },
        },
        {
          Update: {
            ...at('2'),
            UpdateExpression: 'ADD #0 :0',
            ExpressionAttributeNames: { '#0': 'v' },
            ExpressionAttributeValues: { ':0': { N: '1' } },
          },
        },
        { Delete: at('3') },
        {
          ConditionCheck: {
            ...at('4'),
            ConditionExpression: 'attribute_exists(#0) OR attribute_not_exists(#0)',
            ...names,
          },
        },
      ],
    });
  });

  it('of nothing are no request', async () => {
    await table.transact([]);
    expect(dynamo.calls()).toEqual([]);
  });
});
