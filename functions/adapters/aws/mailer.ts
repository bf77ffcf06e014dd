import { SESClient, type SESClientConfig, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { CertainlyNotSent } from '../../platform/errors.ts';
import type { Mailer, MailStanding, OutgoingMail } from '../../platform/ports.ts';
import { mailError } from './errors.ts';
import { readQuota, readStanding } from './mail-standing.ts';
import { Pace, processTiming, type Share, type Timing } from './pace.ts';

/** The rate of an account whose quota could not be read: that of the sandbox, which no account is below. */
const SANDBOX_PER_SECOND = 1;
/** What one process takes of the account's rate; the rest is for mail to colleagues from other functions. */
const SHARE = 0.9;
/** A quota grows over weeks, and SES answers one such question a second. */
const QUOTA_KEPT_MS = 600_000;
const QUOTA_ASKED_AGAIN_MS = 60_000;
/** The region that was there before regions had names of their own in message ids. */
const OLDEST_REGION = 'us-east-1';
/** The sender promises that a message leaves within 60 s of its claim; it does not wait here for longer than this. */
const LONGEST_WAIT_MS = 20_000;

/**
 * A client for sending: one attempt, because a repeated one could send twice; a new connection each time, because one
 * that broke while the process slept would leave open whether a message left.
 */
export const sesClient = (more: SESClientConfig = {}): SESClient =>
  new SESClient({
    maxAttempts: 1,
    requestHandler: {
      httpsAgent: { keepAlive: false, maxSockets: 16 },
      httpAgent: { keepAlive: false, maxSockets: 16 },
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    },
    ...more,
  });

/** A client for questions, which may be repeated. */
const sesReader = (): SESClient =>
  new SESClient({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true } });

/** What a test or a simulation puts in place of the process's own. */
export interface SesOptions {
  reader?: SESClient;
  timing?: Timing;
}

/**
 * Mail through SES: one call a message, paced under the account's own rate, which counts recipients. What is certainly
 * not sent is listed in `errors.ts`; everything else is open.
 */
export class SesMailer implements Mailer {
  readonly #client: SESClient;
  readonly #configurationSet: string;
  readonly #reader: SESClient;
  readonly #timing: Timing;
  readonly #pace: Pace;
  #askAgainAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  constructor(client: SESClient, configurationSet: string, options: SesOptions = {}) {
    const { reader = sesReader(), timing = processTiming } = options;
    this.#client = client;
    this.#configurationSet = configurationSet;
    this.#reader = reader;
    this.#timing = timing;
    this.#pace = new Pace(shareOf(SANDBOX_PER_SECOND), timing);
  }

  /** The id is the one that stands in the message's header: SES puts its own there, and answers go by it. */
  async send({ from, to, raw, tags }: OutgoingMail): Promise<{ messageId: string }> {
    const what = `Mail ${tags.letter ?? tags.mail ?? 'without a tag'}`;
    if (this.#timing.now() >= this.#askAgainAt) await this.#learnRate();
    if (!(await this.#pace.take(to.length, LONGEST_WAIT_MS)))
      throw new CertainlyNotSent(`${what}: too many are waiting for the rate of this account; it may go again.`);
    const command = new SendRawEmailCommand({
      Source: from,
      Destinations: [...to],
      RawMessage: { Data: raw },
      ConfigurationSetName: this.#configurationSet,
      Tags: Object.entries(tags).map(([Name, Value]) => ({ Name, Value })),
    });
    const domain = await this.#idDomain();
    try {
      const { MessageId: id } = await this.#client.send(command);
      return { messageId: `${id}@${domain}` };
    } catch (error) {
      throw mailError(error, what);
    }
  }

  async #idDomain(): Promise<string> {
    const region = await this.#client.config.region();
    return region === OLDEST_REGION ? 'email.amazonses.com' : `${region}.amazonses.com`;
  }

  standing(): Promise<MailStanding> {
    return readStanding(this.#reader);
  }

  /** Many who send at once ask once. */
  #learnRate(): Promise<void> {
    this.#asking ??= this.#askRate().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askRate(): Promise<void> {
    try {
      const { perSecond } = await readQuota(this.#reader);
      this.#pace.become(shareOf(perSecond));
      this.#askAgainAt = this.#timing.now() + QUOTA_KEPT_MS;
    } catch {
      // A letter is worth more than its pace: the last known rate goes on.
      this.#askAgainAt = this.#timing.now() + QUOTA_ASKED_AGAIN_MS;
    }
  }
}

const shareOf = (perSecond: number): Share => ({
  perSecond: perSecond * SHARE,
  atOnce: Math.max(1, perSecond * SHARE),
});
