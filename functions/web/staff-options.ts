import type { SessionPlace } from './session.ts';
import type { Place } from './shell.ts';

/** What pages for colleagues need beyond the platform. */
export interface StaffOptions {
  sessions: SessionPlace;
  /** Told of an error that no page has words for. */
  report(error: unknown): void;
  /** Awaited once an act was recorded: at home what follows from it happens here; on AWS the table's stream tells. */
  recorded?(): Promise<void>;
  /** Pages that this place has beside ours, for the navigation. */
  alsoHere?: readonly Place[];
}
