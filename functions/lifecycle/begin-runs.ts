import { companyOf } from '../platform/company.ts';
import { AlreadyStarted } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Json } from '../platform/ports.ts';
import { localDate } from '../platform/zone.ts';

type Run = 'correspondence' | 'nightly-review';

export interface Scheduled {
  what: Run;
  /** The instant for which the run was scheduled, ISO 8601; not the one at which this is called. */
  scheduledTime: string;
  /** Whether the night's review proves completeness; left out: it does. */
  prove?: boolean | undefined;
}

const runOf = async (platform: Platform, { what, scheduledTime, prove }: Scheduled): Promise<[string, Json]> => {
  const at = Date.parse(scheduledTime);
  if (what === 'correspondence') return [`run-${new Date(at).toISOString().slice(0, 16).replace(':', '')}`, {}];
  const { settings } = await companyOf(platform.table, platform.clock.now());
  const date = localDate(at, settings.timeZone);
  return [`night-${date}`, { date, ...(prove === undefined ? {} : { prove }) }];
};

/**
 * Starts a run under a name made of the time for which it was scheduled: an event that comes twice starts it once. The
 * review's schedule comes every hour and names the company's local date, so that daylight saving and a change of the
 * company's zone cost at most an hour: the first event of a date starts its review, the others find it started.
 */
export const beginRuns = async (platform: Platform, scheduled: Scheduled): Promise<{ started: boolean }> => {
  const [name, input] = await runOf(platform, scheduled);
  try {
    await platform.workflows.start(scheduled.what, name, input);
    return { started: true };
  } catch (error) {
    if (!(error instanceof AlreadyStarted)) throw error;
    return { started: false };
  }
};
