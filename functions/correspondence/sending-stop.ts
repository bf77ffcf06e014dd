/** When sending stops by itself, so that the account is never put under review for how its mail is received. */

/** What became of the messages of a window. Each counts once per recipient. */
export interface Reception {
  attempts: number;
  bounces: number;
  complaints: number;
}

/**
 * The shares at which sending stops. SES puts an account under review from 5 % bounces and from 0.1 % complaints on
 * (Amazon SES Developer Guide, "Reputation metrics"): a fifth below both.
 */
const BOUNCES_PER_HUNDRED = 4;
const COMPLAINTS_PER_TEN_THOUSAND = 8;

/**
 * A share of fewer messages says nothing. Like SES, which looks at "a representative volume": in a hundred messages to
 * a list of which one address in a hundred is dead, four bounces come together once in fifty times.
 */
export const REPRESENTATIVE_VOLUME = 100;

/**
 * One complaint is one person's mood, and in fewer than 1,250 messages it is above the share already. Two within a
 * window stop it: at 0.02 %, which is a good sender's share, that happens once in fifty windows of 1,000 messages.
 */
export const FEWEST_COMPLAINTS = 2;

export type StopReason = 'too-many-bounces' | 'too-many-complaints';

/** Why sending has to stop, or undefined where it may go on. */
export const stopBecause = ({ attempts, bounces, complaints }: Reception): StopReason | undefined => {
  if (attempts < REPRESENTATIVE_VOLUME) return undefined;
  if (bounces * 100 >= attempts * BOUNCES_PER_HUNDRED) return 'too-many-bounces';
  if (complaints >= FEWEST_COMPLAINTS && complaints * 10_000 >= attempts * COMPLAINTS_PER_TEN_THOUSAND)
    return 'too-many-complaints';
  return undefined;
};

const QUARTER_MS = 15 * 60_000;
/** What SES tells of: two weeks (GetSendStatistics). */
export const WINDOW_MS = 14 * 86_400_000;

/**
 * Where the window begins: two weeks ago, or with the first quarter of an hour after a person released sending, since
 * they looked at what came before.
 */
export const windowFrom = (now: number, releasedAt: number | undefined): number =>
  Math.max(now - WINDOW_MS, releasedAt === undefined ? 0 : Math.ceil(releasedAt / QUARTER_MS) * QUARTER_MS);

/** What came back on our letters, as it was recorded: when the letter left, and how it was received. */
export interface Returned {
  letterAt: string;
  how: 'bounced' | 'complained';
}

/**
 * Adds up a window. The service knows of every message of its account, and of a bounce even where its event was lost;
 * what was recorded here is known at once. Of both the greater counts.
 */
export const receptionSince = (
  from: number,
  counts: readonly (Reception & { from: number })[],
  returned: readonly Returned[],
): Reception => {
  const sum = { attempts: 0, bounces: 0, complaints: 0 };
  for (const count of counts) {
    if (count.from < from) continue;
    sum.attempts += count.attempts;
    sum.bounces += count.bounces;
    sum.complaints += count.complaints;
  }
  const own = { bounced: 0, complained: 0 };
  for (const { letterAt, how } of returned) if (Date.parse(letterAt) >= from) own[how] += 1;
  return {
    attempts: sum.attempts,
    bounces: Math.max(sum.bounces, own.bounced),
    complaints: Math.max(sum.complaints, own.complained),
  };
};
