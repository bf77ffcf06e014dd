import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { EventBridgeOut } from '../../../../functions/adapters/aws/events-out.ts';
import { ServiceUnavailable, Throttled } from '../../../../functions/platform/errors.ts';
import type { EventOut } from '../../../../functions/platform/ports.ts';

const client = new EventBridgeClient({ region: 'us-east-1' });
const bridge = mockClient(client);
const at = '2026-03-20T09:00:00.000Z';
const event = (id: string, more: object = {}): EventOut => ({
  id,
  source: 'good-standing',
  at,
  type: 'case.settled',
  ...more,
});
const many = (count: number, more: object = {}): EventOut[] =>
  Array.from({ length: count }, (_, index) => event(`e${index}`, more));

let pauses: number[];
let out: EventBridgeOut;
beforeEach(() => {
  bridge.reset();
  pauses = [];
  out = new EventBridgeOut(client, 'good-standing-dev', async (milliseconds) => pauses.push(milliseconds));
});

/** Takes all entries but those whose detail `refuses`. */
const taking = (refuses: (entry: PutEventsRequestEntry) => boolean = () => false): void => {
  bridge.on(PutEventsCommand).callsFake(({ Entries }: { Entries: PutEventsRequestEntry[] }) => ({
    Entries: Entries.map((entry) => (refuses(entry) ? { ErrorCode: 'ThrottlingException' } : { EventId: 'x' })),
  }));
};
const calls = (): PutEventsRequestEntry[][] =>
  bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries!);

describe('events out on the bus', () => {
  it('leave with their type and whole content', async () => {
    taking();
    expect(await out.emit([event('e1', { invoiceId: 'i1' })])).toEqual([]);
    const [entry] = calls()[0]!;
    expect(entry).toMatchObject({
      EventBusName: 'good-standing-dev',
      Source: 'good-standing',
      DetailType: 'case.settled',
      Time: new Date(at),
    });
    expect(JSON.parse(entry!.Detail!)).toEqual(event('e1', { invoiceId: 'i1' }));
  });

  it('ten in a call, and no call above what it can carry', async () => {
    taking();
    expect(await out.emit(many(25))).toEqual([]);
    expect(calls().map((call) => call.length)).toEqual([10, 10, 5]);
    bridge.resetHistory();
    expect(await out.emit(many(5, { text: 'x'.repeat(100_000) }))).toEqual([]);
    expect(calls().map((call) => call.length)).toEqual([2, 2, 1]);
  });

  it('those that were not taken go again, and only those', async () => {
    let refusals = 3;
    taking(({ Detail }) => /"e(3|7|12)"/.test(Detail!) && refusals-- > 0);
    expect(await out.emit(many(15))).toEqual([]);
    expect(calls().map((call) => call.length)).toEqual([10, 5, 3]);
    expect(calls()[2]!.map(({ Detail }) => (JSON.parse(Detail!) as EventOut).id)).toEqual(['e3', 'e7', 'e12']);
  });

  it('what is never taken is named after a few pauses that grow', async () => {
    taking(({ Detail }) => Detail!.includes('"e1"'));
    expect(await out.emit(many(3))).toEqual(['e1']);
    expect(calls().map((call) => call.length)).toEqual([3, 1, 1, 1, 1]);
    expect(pauses).toHaveLength(3);
    expect(pauses[2]).toBeGreaterThan(pauses[0]!);
  });

  it('one that no call can carry is named, and takes none with it', async () => {
    taking();
    expect(await out.emit([event('big', { text: 'x'.repeat(300_000) }), event('e1')])).toEqual(['big']);
    expect(calls().map((call) => call.length)).toEqual([1]);
  });

  it.each([
    ['ThrottlingException', 400, Throttled],
    ['InternalException', 500, ServiceUnavailable],
  ])('a call that fails as %s (%i) is tried again by whoever called', async (name, httpStatusCode, kind) => {
    bridge.on(PutEventsCommand).rejects(Object.assign(new Error('x'), { name, $metadata: { httpStatusCode } }));
    await expect(out.emit(many(2))).rejects.toThrow(kind);
  });
});
