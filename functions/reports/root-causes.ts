import { toDay } from '../platform/civil-date.ts';
import type { IssueHistory } from './books.ts';
import { isWithin, type Period } from './period.ts';

/** What one root cause did. */
export interface RootCause {
  rootCause: string;
  /** How many issues it explains. */
  number: number;
  /** What was disputed in them, in minor units. */
  amount: number;
  /** The calendar days from raising to solving each, added up. */
  daysOfDelay: number;
}

/**
 * The root causes of the issues solved in a period, the greatest amount first, then by number, then by name. An open
 * issue has no root cause yet. There is no undisputed view: every amount here is a disputed one.
 */
export const rootCauses = (issues: readonly IssueHistory[], period: Period): RootCause[] => {
  const causes = new Map<string, RootCause>();
  for (const issue of issues) {
    if (issue.resolved === undefined || !isWithin(period, issue.resolved.on)) continue;
    const { rootCause, on } = issue.resolved;
    let cause = causes.get(rootCause);
    if (cause === undefined) {
      cause = { rootCause, number: 0, amount: 0, daysOfDelay: 0 };
      causes.set(rootCause, cause);
    }
    cause.number += 1;
    cause.amount += issue.amount;
    cause.daysOfDelay += toDay(on) - toDay(issue.raisedOn);
  }
  return [...causes.values()].sort(
    (a, b) => b.amount - a.amount || b.number - a.number || (a.rootCause < b.rootCause ? -1 : 1),
  );
};
