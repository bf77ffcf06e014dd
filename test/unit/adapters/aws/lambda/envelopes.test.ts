import type { DynamoDBRecord, DynamoDBStreamEvent, EventBridgeEvent } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diedExecution } from '../../../../../functions/adapters/aws/lambda/bus-envelope.ts';
import {
  changesIn,
  comeAgain,
  isStreamBatch,
  keysComeAgain,
  keysIn,
} from '../../../../../functions/adapters/aws/lambda/stream-envelope.ts';

const record = (sequence: string, pk: string, images: object = {}): DynamoDBRecord => ({
  eventID: `event-${sequence}`,
  dynamodb: { Keys: { pk: { S: pk }, sk: { S: 'INVOICE#1' } }, SequenceNumber: sequence, ...images },
});
const batch = (...Records: DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records });

describe('batches of the table’s stream', () => {
  test('a batch is told from the call of a schedule', () => {
    expect(isStreamBatch(batch())).toBe(true);
    expect(isStreamBatch({ what: 'sweep' })).toBe(false);
  });

  test('the keys of what changed come out, one for each record', () => {
    expect(keysIn(batch(record('1', 'C#A'), record('2', 'C#B'), record('3', 'C#A')))).toEqual([
      { pk: 'C#A', sk: 'INVOICE#1' },
      { pk: 'C#B', sk: 'INVOICE#1' },
      { pk: 'C#A', sk: 'INVOICE#1' },
    ]);
  });

  test('a record without keys holds up no other', () => {
    expect(keysIn(batch({ eventID: 'odd' }, record('2', 'C#B')))).toEqual([{ pk: 'C#B', sk: 'INVOICE#1' }]);
  });

  test('all records of a key that failed come again, and no others', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('C#A', 'C#B', 'C#C')), fc.subarray(['C#A', 'C#B', 'C#C']), (pks, failed) => {
        const event = batch(...pks.map((pk, index) => record(String(index), pk)));
        const answer = keysComeAgain(
          event,
          failed.map((pk) => ({ pk, sk: 'INVOICE#1' })),
        );
        const expected = pks.flatMap((pk, index) => (failed.includes(pk) ? [{ itemIdentifier: String(index) }] : []));
        expect(answer).toEqual({ batchItemFailures: expected });
      }),
    );
  });

  test('items come out as the table gives them', () => {
    const image = { pk: { S: 'C#A' }, sk: { S: 'INVOICE#1' }, total: { N: '150' }, tags: { L: [{ NULL: true }] } };
    const { changes, unread } = changesIn(batch(record('1', 'C#A', { OldImage: image }), record('2', 'C#A')));
    expect(changes).toEqual([
      { id: '1', before: { pk: 'C#A', sk: 'INVOICE#1', total: 150, tags: [null] } },
      { id: '2' },
    ]);
    expect(unread).toEqual([]);
  });

  test('an item that cannot be read is named and holds up no other', () => {
    const odd = { NewImage: { pk: { S: 'C#A' }, set: { SS: ['a'] } } };
    const { changes, unread } = changesIn(batch(record('1', 'C#A', odd), record('2', 'C#B')));
    expect(changes.map(({ id }) => id)).toEqual(['2']);
    expect(unread).toEqual(['1']);
    expect(comeAgain(unread)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });
});

describe('executions that died', () => {
  const MACHINES = 'arn:aws:states:us-east-1:000000000000:stateMachine:good-standing-test-';
  type Detail = Parameters<typeof diedExecution>[0]['detail'];
  const event = (detail: Partial<Detail>) =>
    ({
      detail: { stateMachineArn: `${MACHINES}escalation`, name: 'I1-c1-r1', status: 'FAILED', ...detail },
    }) as EventBridgeEvent<string, Detail>;

  test('the workflow is named by what follows the stage in the name of its machine', () => {
    expect(diedExecution(event({ error: 'States.Runtime', input: '{"invoiceId":"I1"}' }), MACHINES)).toEqual({
      workflow: 'escalation',
      execution: 'I1-c1-r1',
      status: 'FAILED',
      error: 'States.Runtime',
      input: { invoiceId: 'I1' },
    });
  });

  test('what is left out of the event is left out here', () => {
    expect(diedExecution(event({ status: 'TIMED_OUT', error: null, input: null }), MACHINES)).toEqual({
      workflow: 'escalation',
      execution: 'I1-c1-r1',
      status: 'TIMED_OUT',
    });
  });

  test('machines of another stage are none of our business', () => {
    const other = MACHINES.replace('-test-', '-prod-');
    expect(diedExecution(event({ stateMachineArn: `${other}escalation` }), MACHINES)).toBeUndefined();
  });
});
