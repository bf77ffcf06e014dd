import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Item, Key } from '../../../platform/ports.ts';
import { type Attributes, itemOf } from '../table-attributes.ts';

/**
 * Batches of the table's stream. They come at least once, and after a failure once more from the first record that
 * failed: what was done by then is done again, so whoever takes them must not mind repeats.
 */

/** A change of the table: the item before it and after it, by the record's sequence number. */
export interface ChangedItem {
  id: string;
  before?: Item;
  after?: Item;
}

const sequenceOf = (record: DynamoDBRecord): string => record.dynamodb?.SequenceNumber ?? '';

const keyIn = (record: DynamoDBRecord): Key | undefined => {
  const { pk, sk } = record.dynamodb?.Keys ?? {};
  return pk?.S === undefined || sk?.S === undefined ? undefined : { pk: pk.S, sk: sk.S };
};

/** Whether an event is a batch of a stream, and not the call of a schedule. */
export const isStreamBatch = (event: object): event is DynamoDBStreamEvent =>
  'Records' in event && Array.isArray(event.Records);

/** The keys of the items that a batch changed. */
export const keysIn = ({ Records }: DynamoDBStreamEvent): Key[] =>
  Records.map(keyIn).filter((key) => key !== undefined);

/** The items that a batch changed. One that is not as this table keeps items stands in `unread`, by its number. */
export const changesIn = ({ Records }: DynamoDBStreamEvent): { changes: ChangedItem[]; unread: string[] } => {
  const changes: ChangedItem[] = [];
  const unread: string[] = [];
  for (const record of Records) {
    const { OldImage: before, NewImage: after } = record.dynamodb ?? {};
    const change: ChangedItem = { id: sequenceOf(record) };
    try {
      if (before !== undefined) change.before = itemOf(before as Attributes);
      if (after !== undefined) change.after = itemOf(after as Attributes);
      changes.push(change);
    } catch {
      unread.push(change.id);
    }
  }
  return { changes, unread };
};

/** The answer that lets the records with these sequence numbers come again, and no other where the service can help it. */
export const comeAgain = (sequences: Iterable<string>): DynamoDBBatchResponse => ({
  batchItemFailures: Array.from(sequences, (itemIdentifier) => ({ itemIdentifier })),
});

/** The answer that lets the records of these keys come again. */
export const keysComeAgain = ({ Records }: DynamoDBStreamEvent, keys: readonly Key[]): DynamoDBBatchResponse => {
  const failed = new Set(keys.map(({ pk, sk }) => `${pk}\n${sk}`));
  return comeAgain(
    Records.filter((record) => {
      const key = keyIn(record);
      return key !== undefined && failed.has(`${key.pk}\n${key.sk}`);
    }).map(sequenceOf),
  );
};
