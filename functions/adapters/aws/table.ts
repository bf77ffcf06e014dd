import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Throttled, TooBig } from '../../platform/errors.ts';
import type { Clock, IndexName, Item, Key, Page, Table, Write } from '../../platform/ports.ts';
import { tableError } from './errors.ts';
import { processTiming, type Timing } from './pace.ts';
import { type Patience, passing, patiently } from './pace-retries.ts';
import { type Attributes, attributesOf, itemOf } from './table-attributes.ts';
import { expressionsOf, keyAttributes, keyOf, whatFailed } from './table-expressions.ts';

/** Quotas of DynamoDB: keys in a batch and writes in a transaction. */
const MOST_AT_ONCE = 100;

/** Pauses of at most 25, 50, … 2,000 ms: 7.2 s in all, half of that on average. Step Functions goes on from there. */
const PATIENCE: Patience = { attempts: 10, first: 25, longest: 2_000 };

/**
 * A client that leaves retries to the table, which knows what may be repeated. An answer comes within milliseconds, so
 * one that takes 5 s is not waited for.
 */
export const dynamoClient = (more: DynamoDBClientConfig = {}): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    ...more,
  });

/**
 * The table in DynamoDB. Throttled and conflicting requests are tried again for 7.2 s at most, then told; so are broken
 * connections where repeating does no harm: reads, transactions (by their request token, for 10 minutes) and writes
 * without condition or addition. A conditional write whose answer was lost is not repeated, because it could meet its own
 * effect: `ServiceUnavailable` says that its effect is open, and the caller reads again. Reads hide an item whose time is
 * over; conditions see it until DynamoDB removes it, within days. Index entries of such an item are shown.
 */
export class DynamoTable implements Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;
  readonly #clock: Clock;
  readonly #timing: Timing;

  constructor(client: DynamoDBClient, name: string, clock: Clock, timing: Timing = processTiming) {
    this.#client = client;
    this.#name = name;
    this.#clock = clock;
    this.#timing = timing;
  }

  async get(key: Key): Promise<Item | undefined> {
    const command = new GetItemCommand({ TableName: this.#name, Key: keyAttributes(key), ConsistentRead: true });
    const { Item: found } = await this.#ask(() => this.#client.send(command), `read of ${nameOf(key)}`);
    return found === undefined ? undefined : this.#unlessExpired(itemOf(found));
  }

  async batchGet(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    refuseTooMany(keys.length, 'keys in a batch');
    if (keys.length === 0) return [];
    const found = new Map<string, Attributes>();
    // DynamoDB refuses a key that is named twice.
    const asked = new Map(keys.map((key) => [idOf(key), keyAttributes(key)]));
    const what = `read of ${keys.length} items, first ${nameOf(keys[0]!)}`;
    let pending = [...asked.values()];
    await this.#ask(async () => {
      const command = new BatchGetItemCommand({
        RequestItems: { [this.#name]: { Keys: pending, ConsistentRead: true } },
      });
      const { Responses, UnprocessedKeys } = await this.#client.send(command);
      for (const attributes of Responses?.[this.#name] ?? [])
        found.set(idOf({ pk: attributes.pk!.S!, sk: attributes.sk!.S! }), attributes);
      pending = (UnprocessedKeys?.[this.#name]?.Keys ?? []) as typeof pending;
      if (pending.length > 0) throw new Throttled(`${what}: ${pending.length} were left out; ask for them again.`);
    }, what);
    return keys.map((key) => {
      const attributes = found.get(idOf(key));
      return attributes === undefined ? undefined : this.#unlessExpired(itemOf(attributes));
    });
  }

  async query(pk: string, prefix: string, from?: string, limit?: number): Promise<Page<Item>> {
    const starts = prefix === '' ? '' : ' AND begins_with(sk, :prefix)';
    const { Items = [], LastEvaluatedKey: last } = await this.#page({
      KeyConditionExpression: `pk = :pk${starts}`,
      ExpressionAttributeValues: { ':pk': { S: pk }, ...(prefix === '' ? {} : { ':prefix': { S: prefix } }) },
      ConsistentRead: true,
      ...(from === undefined ? {} : { ExclusiveStartKey: keyAttributes({ pk, sk: from }) }),
      ...(limit === undefined ? {} : { Limit: limit }),
    });
    const items = Items.map(itemOf).filter((item) => this.#unlessExpired(item) !== undefined);
    return last === undefined ? { items } : { items, next: last.sk!.S! };
  }

  async queryIndex(
    index: IndexName,
    key: string,
    until?: string,
    from?: string,
    limit?: number,
    begin?: string,
  ): Promise<Page<Item>> {
    // DynamoDB takes no empty key, before which nothing stands, and refuses bounds with nothing between them.
    const since = begin === '' ? undefined : begin;
    if (since !== undefined && until !== undefined && isAfter(since, until)) return { items: [] };
    const at = `${index}At`;
    const bounded = until !== undefined || since !== undefined;
    const { Items = [], LastEvaluatedKey: last } = await this.#page({
      IndexName: index,
      KeyConditionExpression: `#key = :key${within(since, until)}`,
      ExpressionAttributeNames: { '#key': index, ...(bounded ? { '#at': at } : {}) },
      ExpressionAttributeValues: {
        ':key': { S: key },
        ...(since === undefined ? {} : { ':since': { S: since } }),
        ...(until === undefined ? {} : { ':until': { S: until } }),
      },
      ...(from === undefined ? {} : { ExclusiveStartKey: attributesOf({ ...JSON.parse(from), [index]: key }) }),
      ...(limit === undefined ? {} : { Limit: limit }),
    });
    const items = Items.map(({ pk, sk, [at]: place }): Item => {
      return { pk: pk!.S!, sk: sk!.S!, [index]: key, [at]: place!.S! };
    });
    if (last === undefined) return { items };
    return { items, next: JSON.stringify({ pk: last.pk!.S, sk: last.sk!.S, [at]: last[at]!.S }) };
  }

  async write(write: Write): Promise<void> {
    if ('check' in write) throw new TypeError(`A check of ${nameOf(write.check)} belongs in a transaction.`);
    const request = { TableName: this.#name, ...expressionsOf(write) };
    const what = `write of ${nameOf(keyOf(write))}`;
    const failed = (): string => whatFailed(write);
    if ('put' in write) {
      const command = new PutItemCommand({ ...request, Item: attributesOf(write.put) });
      await this.#ask(() => this.#client.send(command), what, mayRepeat(write), failed);
    } else if ('delete' in write) {
      const command = new DeleteItemCommand({ ...request, Key: keyAttributes(write.delete) });
      await this.#ask(() => this.#client.send(command), what, mayRepeat(write), failed);
    } else {
      const command = new UpdateItemCommand({ ...request, Key: keyAttributes(write.update) });
      await this.#ask(() => this.#client.send(command), what, mayRepeat(write), failed);
    }
  }

  async transact(writes: readonly Write[]): Promise<void> {
    const [first] = writes;
    if (first === undefined) return;
    refuseTooMany(writes.length, 'writes in a transaction');
    const items = writes.map((write) => this.#inTransaction(write));
    const what = `transaction of ${writes.length} writes, first ${nameOf(keyOf(first))}`;
    let token = randomUUID();
    const attempt = async (): Promise<void> => {
      try {
        await this.#client.send(new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: token }));
      } catch (error) {
        // A cancelled transaction is over; the next attempt is a new one. One whose end is open keeps its token.
        if ((error as Error).name === 'TransactionCanceledException') token = randomUUID();
        throw error;
      }
    };
    await this.#ask(attempt, what, true, (place) => whatFailed(writes[place]!));
  }

  #inTransaction(write: Write): TransactWriteItem {
    const request = { TableName: this.#name, ...expressionsOf(write) };
    if ('put' in write) return { Put: { ...request, Item: attributesOf(write.put) } };
    const Key = keyAttributes(keyOf(write));
    if ('delete' in write) return { Delete: { ...request, Key } };
    if ('check' in write) return { ConditionCheck: { ConditionExpression: undefined, ...request, Key } };
    return { Update: { UpdateExpression: undefined, ...request, Key } };
  }

  #page(query: Omit<QueryCommandInput, 'TableName'>) {
    const command = new QueryCommand({ TableName: this.#name, ...query });
    const { ':pk': pk, ':key': key } = query.ExpressionAttributeValues ?? {};
    return this.#ask(() => this.#client.send(command), `query of ${pk?.S ?? key?.S}`);
  }

  /** Makes a request, patiently; where `repeatable`, also again when it is open whether it took effect. */
  async #ask<T>(
    request: () => Promise<T>,
    what: string,
    repeatable = true,
    reasonOf: (write: number) => string = () => what,
  ): Promise<T> {
    const isPassing = passing(repeatable);
    // Of a batch that was answered in part the rest may be asked for.
    const mayTryAgain = (error: unknown): boolean => error instanceof Throttled || isPassing(error);
    try {
      return await patiently(request, mayTryAgain, PATIENCE, this.#timing);
    } catch (error) {
      throw tableError(error, `Table ${this.#name}, ${what}`, reasonOf);
    }
  }

  #unlessExpired(item: Item | undefined): Item | undefined {
    return typeof item?.expiresAt === 'number' && item.expiresAt * 1000 <= this.#clock.now() ? undefined : item;
  }
}

/** Texts are ordered by their bytes. */
const isAfter = (one: string, other: string): boolean => Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0;

/** The bounds of an index's sort key. */
const within = (since: string | undefined, until: string | undefined): string => {
  if (since === undefined) return until === undefined ? '' : ' AND #at <= :until';
  return until === undefined ? ' AND #at >= :since' : ' AND #at BETWEEN :since AND :until';
};

/** Whether doing it twice leaves the table as doing it once does. */
const mayRepeat = (write: Write): boolean => write.if === undefined && !('update' in write && write.add !== undefined);

const nameOf = ({ pk, sk }: Key): string => `${pk} / ${sk}`;
const idOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

const refuseTooMany = (count: number, what: string): void => {
  if (count > MOST_AT_ONCE) throw new TooBig(`${count} ${what}; ${MOST_AT_ONCE} is the most.`);
};
