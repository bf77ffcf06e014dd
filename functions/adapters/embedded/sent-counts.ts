import type { MailStanding } from '../../platform/ports.ts';

const QUARTER_MS = 15 * 60_000;
const TOLD_MS = 14 * 86_400_000;

/**
 * Counts the recipients of what left, by the quarter of an hour, for as long as a mail service would tell of it. What
 * bounced is not known here: it comes in as a fact.
 */
export class SentCounts {
  readonly #attempts = new Map<number, number>();

  /** The instant from which a standing tells. */
  static since(now: number): number {
    return now - TOLD_MS;
  }

  add(at: number, recipients: number): void {
    const from = at - (at % QUARTER_MS);
    this.#attempts.set(from, (this.#attempts.get(from) ?? 0) + recipients);
  }

  standing(now: number): MailStanding {
    const counts: { from: number; attempts: number; bounces: number; complaints: number }[] = [];
    for (const [from, attempts] of this.#attempts)
      if (from < SentCounts.since(now)) this.#attempts.delete(from);
      else counts.push({ from, attempts, bounces: 0, complaints: 0 });
    return { leftToday: Number.POSITIVE_INFINITY, counts };
  }
}
