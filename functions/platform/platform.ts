import type { Ports } from './ports.ts';
import type { TimelineEntry } from './timeline.ts';

/** What every function works with: the ports, and where it tells what happened. */
export interface Platform extends Ports {
  /** Where our pages are reached, like `https://app.company.example`, without a slash at the end: links begin with it. */
  readonly publicUrl: string;
  /** Whether customers are entered where a search finds them. A rehearsal, in which nobody searches, leaves it. */
  readonly findable?: boolean;
  /** Keeps what happened or was held back, and why: a log line on AWS, a page at home, a file in a rehearsal. */
  tell(entry: TimelineEntry): void;
}
