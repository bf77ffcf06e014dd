import { GetSendQuotaCommand, GetSendStatisticsCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { SesMailer } from '../../../functions/adapters/aws/mailer.ts';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { type FaultKind, withFaults } from '../../../functions/adapters/embedded/faults.ts';
import { seededIds } from '../../../functions/adapters/embedded/ids.ts';
import { CollectingMailer, MailboxMailer } from '../../../functions/adapters/embedded/mailbox.ts';
import { ServiceUnavailable, Throttled } from '../../../functions/platform/errors.ts';
import type { OutgoingMail, Ports } from '../../../functions/platform/ports.ts';
import { type MailerUnderTest, mailerContract } from '../../support/mailer-contract.ts';
import { VirtualTiming } from '../../support/virtual-timing.ts';

const START = Date.parse('2026-03-05T09:00:00Z');
const withClock = (of: (clock: VirtualClock) => Pick<MailerUnderTest, 'mailer' | 'taken'>): MailerUnderTest => {
  const clock = new VirtualClock(START);
  return { ...of(clock), now: () => clock.now(), pass: (ms) => clock.moveTo(clock.now() + ms) };
};

mailerContract('the mailbox', () =>
  withClock((clock) => {
    const mailer = new MailboxMailer(openDatabase(), clock, seededIds(1));
    const taken = () => mailer.newest(100).reverse();
    return { mailer, taken: () => taken().map(({ messageId }) => mailer.message(messageId)!) };
  }),
);

mailerContract('the collecting mailer', () =>
  withClock((clock) => {
    const taken: OutgoingMail[] = [];
    return { mailer: new CollectingMailer(seededIds(1), (mail) => taken.push(mail), clock), taken: () => taken };
  }),
);

/** SES as far as its documentation says how it counts: quarters of an hour, recipients, two weeks. */
mailerContract('SES', () =>
  withClock((clock) => {
    const client = new SESClient({ region: 'us-east-1' });
    const ses = mockClient(client);
    const quarters = new Map<number, number>();
    ses.on(SendRawEmailCommand).callsFake(({ Destinations }: { Destinations: string[] }) => {
      const from = clock.now() - (clock.now() % 900_000);
      quarters.set(from, (quarters.get(from) ?? 0) + Destinations.length);
      return { MessageId: `0100-${ses.commandCalls(SendRawEmailCommand).length}` };
    });
    ses.on(GetSendQuotaCommand).resolves({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 3 });
    ses.on(GetSendStatisticsCommand).callsFake(() => ({
      SendDataPoints: [...quarters]
        .filter(([from]) => from > clock.now() - 14 * 86_400_000)
        .map(([from, DeliveryAttempts]) => ({
          Timestamp: new Date(from),
          DeliveryAttempts,
          Bounces: 0,
          Complaints: 0,
        })),
    }));
    const timing = new VirtualTiming();
    return {
      mailer: new SesMailer(client, 'good-standing-dev', { reader: client, timing }),
      taken: () =>
        ses.commandCalls(SendRawEmailCommand).map(({ args: [{ input }] }) => ({
          from: input.Source!,
          to: input.Destinations!,
          raw: input.RawMessage!.Data!,
          tags: Object.fromEntries(input.Tags!.map(({ Name, Value }) => [Name!, Value!])),
        })),
    };
  }),
);

describe('the mailbox of a world that is opened again', () => {
  it('still knows how much left in the last two weeks', async () => {
    const database = openDatabase();
    const clock = new VirtualClock(START);
    const ids = seededIds(1);
    const mail = { from: 'a@b.test', to: ['c@d.test', 'e@f.test'], raw: new Uint8Array(), tags: {} };
    await new MailboxMailer(database, clock, ids).send({ ...mail, audience: 'customer' });
    clock.moveTo(START + 86_400_000);
    await new MailboxMailer(database, clock, ids).send({ ...mail, audience: 'staff' });
    const { counts } = await new MailboxMailer(database, clock, ids).standing();
    expect(counts.map(({ from, attempts }) => [from, attempts])).toEqual([
      [START, 2],
      [START + 86_400_000, 2],
    ]);
  });
});

describe('faults of the standing', () => {
  it.each<[FaultKind, new (message: string) => Error]>([
    ['throttle', Throttled],
    ['throw-before', ServiceUnavailable],
    ['time-out', ServiceUnavailable],
  ])('%s meets only a call that it names', async (fault, error) => {
    const clock = new VirtualClock(START);
    const sound = { mailer: new CollectingMailer(seededIds(1), () => undefined, clock) } as unknown as Ports;
    const named = withFaults(sound, [{ port: 'mailer', method: 'standing', call: 2, fault }]).mailer;
    await named.standing();
    await expect(named.standing()).rejects.toThrow(error);
    await named.standing();
    const unnamed = withFaults(sound, [{ port: 'mailer', call: 1, fault }]).mailer;
    await unnamed.standing();
    await expect(
      unnamed.send({ from: 'a', to: ['b'], raw: new Uint8Array(), tags: {}, audience: 'customer' }),
    ).rejects.toThrow();
  });
});
