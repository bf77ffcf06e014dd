import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { SharedTime } from './account-time.ts';

/** A quota: so many a second, and so many at once after a rest. */
export interface Quota {
  perSecond: number;
  atOnce: number;
}

/** us-east-1, November 2026; the rate of SES is what an account has when it leaves the sandbox. */
export const QUOTAS = {
  starts: { perSecond: 300, atOnce: 1_300 },
  signals: { perSecond: 500, atOnce: 3_000 },
  mails: { perSecond: 14, atOnce: 14 },
  partition: { perSecond: 1_000, atOnce: 1_000 },
} as const satisfies Record<string, Quota>;

/** How long a service takes to answer, in milliseconds: ordinary figures within a region. */
const ANSWERS_IN = { table: 5, executions: 25, mail: 60 } as const;

/** Partitions of the indexes; everything else is spread over a partition for each customer. */
const SHARED_PARTITION = /^(wake|admission|letters|deadline|hold-end|applying|customers)#\d$/;

/** A quota as the service keeps it: what is above it is turned away, and takes nothing. */
class Bucket {
  readonly #quota: Quota;
  readonly #time: SharedTime;
  #tokens: number;
  #at: number;

  constructor(quota: Quota, time: SharedTime) {
    this.#quota = quota;
    this.#time = time;
    this.#tokens = quota.atOnce;
    this.#at = time.now();
  }

  takes(places: number): boolean {
    const now = this.#time.now();
    this.#tokens = Math.min(this.#quota.atOnce, this.#tokens + ((now - this.#at) * this.#quota.perSecond) / 1000);
    this.#at = now;
    if (this.#tokens < places) return false;
    this.#tokens -= places;
    return true;
  }
}

/** What the services counted. `turnedAway` were throttled: the adapters met them. */
export interface Counts {
  requests: number;
  turnedAway: number;
  starts: number;
  signals: number;
  mails: number;
  /** Write units of the busiest partition that many customers share. */
  busiest: number;
}

interface Command {
  constructor: { name: string };
  input: Record<string, unknown>;
}

/** DynamoDB, Step Functions and SES of one account: they do nothing, count everything and keep their quotas. */
export class Account {
  readonly #time: SharedTime;
  readonly #starts: Bucket;
  readonly #signals: Bucket;
  readonly #mails: Bucket;
  readonly #partitions = new Map<string, { bucket: Bucket; units: number }>();
  readonly counts: Counts = { requests: 0, turnedAway: 0, starts: 0, signals: 0, mails: 0, busiest: 0 };

  constructor(time: SharedTime) {
    this.#time = time;
    this.#starts = new Bucket(QUOTAS.starts, time);
    this.#signals = new Bucket(QUOTAS.signals, time);
    this.#mails = new Bucket(QUOTAS.mails, time);
  }

  dynamo = (): DynamoDBClient => this.#standingIn(new DynamoDBClient({ region: 'us-east-1' }), ANSWERS_IN.table);
  sfn = (): SFNClient => this.#standingIn(new SFNClient({ region: 'us-east-1' }), ANSWERS_IN.executions);
  ses = (): SESClient => this.#standingIn(new SESClient({ region: 'us-east-1' }), ANSWERS_IN.mail);

  #standingIn<C extends object>(client: C, answersIn: number): C {
    const send = async (command: Command): Promise<unknown> => {
      this.counts.requests += 1;
      await this.#time.pause(answersIn);
      return this.#answer(command);
    };
    return Object.assign(client, { send });
  }

  #answer({ constructor: { name }, input }: Command): unknown {
    switch (name) {
      case 'StartExecutionCommand':
        this.counts.starts += 1;
        this.#admit(this.#starts.takes(1), 'ThrottlingException');
        return { startDate: new Date(this.#time.now()) };
      case 'SendTaskSuccessCommand':
        this.counts.signals += 1;
        return this.#admit(this.#signals.takes(1), 'ThrottlingException');
      case 'SendRawEmailCommand': {
        const places = (input.Destinations as string[]).length;
        this.counts.mails += places;
        this.#admit(this.#mails.takes(places), 'Throttling');
        return { MessageId: 'counted' };
      }
      case 'GetSendQuotaCommand':
        return { MaxSendRate: QUOTAS.mails.perSecond, Max24HourSend: 1_000_000, SentLast24Hours: 0 };
      case 'PutItemCommand':
      case 'UpdateItemCommand':
      case 'DeleteItemCommand':
        return this.#admit(this.#takesWrites([input]), 'ThrottlingException');
      case 'TransactWriteItemsCommand': {
        const writes = (input.TransactItems as Record<string, object>[]).flatMap((item) => Object.values(item));
        return this.#admit(this.#takesWrites(writes), 'ThrottlingException');
      }
      default:
        return {};
    }
  }

  #admit(admitted: boolean, name: string): object {
    if (admitted) return {};
    this.counts.turnedAway += 1;
    throw Object.assign(new Error('The quota is used up.'), { name, $metadata: { httpStatusCode: 400 } });
  }

  /** An entry of an index costs a unit on the index's partition, where it is put and where it is taken away. */
  #takesWrites(writes: readonly object[]): boolean {
    let admitted = true;
    for (const write of writes) {
      const { Item = {}, ExpressionAttributeValues = {} } = write as Record<string, Record<string, { S?: string }>>;
      for (const value of [Item.agenda, Item.work, ...Object.values(ExpressionAttributeValues)]) {
        if (value?.S === undefined || !SHARED_PARTITION.test(value.S)) continue;
        let partition = this.#partitions.get(value.S);
        if (partition === undefined) {
          partition = { bucket: new Bucket(QUOTAS.partition, this.#time), units: 0 };
          this.#partitions.set(value.S, partition);
        }
        partition.units += 1;
        this.counts.busiest = Math.max(this.counts.busiest, partition.units);
        admitted = partition.bucket.takes(1) && admitted;
      }
    }
    return admitted;
  }
}
