import { GetSendQuotaCommand, GetSendStatisticsCommand, type SESClient, type SendDataPoint } from '@aws-sdk/client-ses';
import type { MailCount, MailStanding } from '../../platform/ports.ts';
import { mailQuestionError } from './errors.ts';

/** What the account may send in its region. SES counts recipients, not messages. */
export interface Quota {
  perSecond: number;
  /** Of the last 24 hours' quota; `Infinity` where there is none. */
  leftToday: number;
}

/** The quota is -1 where the account may send without limit (Amazon SES API Reference, GetSendQuota). */
const UNLIMITED = -1;

/** Calls SES. Throws `Throttled` or `ServiceUnavailable` where it gives no answer, else the service's own error. */
const asked = async <T>(what: string, call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    throw mailQuestionError(error, `SES ${what}`);
  }
};

/** How fast and how much the account may still send. Throws `Throttled` or `ServiceUnavailable`. */
export const readQuota = async (client: SESClient): Promise<Quota> => {
  const { Max24HourSend, MaxSendRate, SentLast24Hours } = await asked(
    'GetSendQuota',
    client.send(new GetSendQuotaCommand({})),
  );
  // An answer without figures allows nothing that was not allowed before: an account in the sandbox has 200 and 1.
  const most = Max24HourSend ?? 0;
  return {
    perSecond: Math.max(MaxSendRate ?? 1, 1),
    leftToday: most === UNLIMITED ? Number.POSITIVE_INFINITY : Math.max(0, Math.floor(most - (SentLast24Hours ?? 0))),
  };
};

const countOf = ({ Timestamp, DeliveryAttempts, Bounces, Complaints }: SendDataPoint): MailCount[] =>
  Timestamp === undefined
    ? []
    : [
        {
          from: Timestamp.getTime(),
          attempts: DeliveryAttempts ?? 0,
          bounces: Bounces ?? 0,
          complaints: Complaints ?? 0,
        },
      ];

/**
 * What SES still takes, and how it says that the account's mail was received, for each quarter of an hour of the last
 * two weeks (Amazon SES API Reference, GetSendStatistics: at most once a second). Throws `Throttled` or
 * `ServiceUnavailable`.
 */
export const readStanding = async (client: SESClient): Promise<MailStanding> => {
  const { leftToday } = await readQuota(client);
  const { SendDataPoints } = await asked('GetSendStatistics', client.send(new GetSendStatisticsCommand({})));
  return { leftToday, counts: (SendDataPoints ?? []).flatMap(countOf) };
};
