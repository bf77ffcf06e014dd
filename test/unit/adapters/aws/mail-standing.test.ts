import { GetSendQuotaCommand, GetSendStatisticsCommand, SESClient } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { readQuota, readStanding } from '../../../../functions/adapters/aws/mail-standing.ts';
import { ServiceUnavailable, Throttled } from '../../../../functions/platform/errors.ts';

const ses = mockClient(SESClient);
const client = new SESClient({ region: 'us-east-1' });
const failing = (name: string, status: number) =>
  Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: status } });

beforeEach(() => {
  ses.reset();
  ses.on(GetSendQuotaCommand).resolves({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 1_200 });
});

describe('the quota of the account', () => {
  it('says how fast and how much may still be sent', async () => {
    expect(await readQuota(client)).toEqual({ perSecond: 14, leftToday: 48_800 });
  });

  it.each([
    [
      { Max24HourSend: -1, MaxSendRate: 500, SentLast24Hours: 9 },
      { perSecond: 500, leftToday: Number.POSITIVE_INFINITY },
    ],
    [
      { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 201 },
      { perSecond: 1, leftToday: 0 },
    ],
    [
      { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 199.5 },
      { perSecond: 1, leftToday: 0 },
    ],
    [{}, { perSecond: 1, leftToday: 0 }],
  ])('from %j: %j', async (answer, quota) => {
    ses.on(GetSendQuotaCommand).resolves(answer);
    expect(await readQuota(client)).toEqual(quota);
  });
});

describe('the standing of the account', () => {
  it('tells of each quarter of an hour what SES counted', async () => {
    const Timestamp = new Date('2026-03-05T09:00:00Z');
    ses.on(GetSendStatisticsCommand).resolves({
      SendDataPoints: [{ Timestamp, DeliveryAttempts: 120, Bounces: 5, Complaints: 1, Rejects: 2 }, { Timestamp }, {}],
    });
    const from = Timestamp.getTime();
    expect(await readStanding(client)).toEqual({
      leftToday: 48_800,
      counts: [
        { from, attempts: 120, bounces: 5, complaints: 1 },
        { from, attempts: 0, bounces: 0, complaints: 0 },
      ],
    });
  });

  it('of an account that has never sent is empty', async () => {
    ses.on(GetSendStatisticsCommand).resolves({});
    expect((await readStanding(client)).counts).toEqual([]);
  });

  it.each([
    ['Throttling', 400, Throttled],
    ['InternalFailure', 500, ServiceUnavailable],
  ])('is not known where SES answers %s', async (name, status, error) => {
    ses.on(GetSendStatisticsCommand).rejects(failing(name, status));
    await expect(readStanding(client)).rejects.toThrow(error);
  });

  it('fails loudly where the role may not ask', async () => {
    ses.on(GetSendQuotaCommand).rejects(failing('AccessDenied', 403));
    await expect(readStanding(client)).rejects.toThrow(expect.objectContaining({ name: 'AccessDenied' }));
  });
});
