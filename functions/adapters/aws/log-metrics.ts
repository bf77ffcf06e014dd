import type { TimelineEntry } from '../../platform/timeline.ts';

/** What is counted for alarms and the dashboard: CloudWatch reads it out of the log lines, without a call. */

export const NAMESPACE = 'GoodStanding';

/** Each metric is a count per call; its only dimension is the stage, so that it costs once (0.30 USD a month each). */
export const METRICS = [
  'LettersSent',
  'LettersFailed',
  'LettersUnknown',
  'SendingHeldBack',
  'LettersBounced',
  'LettersComplained',
  'StaffMailFailed',
  'ItemsRaised',
  'Restarts',
  'ExecutionsDied',
  'RecordsStuck',
  'Orphans',
  'EventsRefused',
  'FilesRefused',
  'Wakes',
  'WakesFailed',
] as const;

export type Metric = (typeof METRICS)[number];

/** The words of the timeline that are counted. */
const OF_WORD: Readonly<Record<string, Metric>> = {
  'letter-sent': 'LettersSent',
  'letter-failed': 'LettersFailed',
  'letter-rejected': 'LettersFailed',
  'letter-unknown': 'LettersUnknown',
  'letters-held-back': 'SendingHeldBack',
  'letter-bounced': 'LettersBounced',
  'letter-complained': 'LettersComplained',
  'staff-mail-failed': 'StaffMailFailed',
  'item-raised': 'ItemsRaised',
  'execution-died': 'ExecutionsDied',
  'record-stuck': 'RecordsStuck',
  'orphan-found': 'Orphans',
  'ledger-file-refused': 'FilesRefused',
};

/** What an entry of the timeline counts as, or undefined. */
export const metricOf = ({ what, why }: TimelineEntry): Metric | undefined =>
  what === 'case-started' && why.rule === 'restarted' ? 'Restarts' : OF_WORD[what];

/** What an entry is about where several tell of one: a letter has an entry for each invoice in it. */
export const countedOnce = ({ what, why }: TimelineEntry): string | undefined =>
  why.facts.letter === undefined ? undefined : `${what} ${why.facts.letter}`;

/**
 * The counts of a call as a line in CloudWatch's embedded metric format; `at` in ms since 1970.
 * Source: CloudWatch User Guide, "Specification: Embedded metric format".
 */
export const metricLine = (
  stage: string,
  at: number,
  counts: ReadonlyMap<Metric, number>,
): Record<string, unknown> => ({
  _aws: {
    Timestamp: at,
    CloudWatchMetrics: [
      {
        Namespace: NAMESPACE,
        Dimensions: [['Stage']],
        Metrics: [...counts.keys()].map((Name) => ({ Name, Unit: 'Count' })),
      },
    ],
  },
  Stage: stage,
  ...Object.fromEntries(counts),
});
