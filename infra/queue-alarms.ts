import type { AlarmPlan } from './alarm-plan.ts';

/** The queues for what could not be taken, by whose they are. */
export const QUEUES = [
  'wake',
  'tell-the-books',
  'begin-runs',
  'send-digests',
  'feedback',
  'take-over',
  'receive-events',
  'receive-reply',
  'schedules',
  'ledger-import',
] as const;

const DEAD_LETTERS: Readonly<Record<(typeof QUEUES)[number], { means: string; remedy: string }>> = {
  wake: {
    means: 'A change of the table, or a sweep, could not be worked off after all tries.',
    remedy:
      'Nothing is lost while the mark is on the agenda: find the error in the log of wake; the next sweep tries again.',
  },
  'tell-the-books': {
    means: 'A change of the table could not be told to the books.',
    remedy:
      'Find the error in the log, mend it, and within 24 hours let the reader begin anew: repeats carry the same id.',
  },
  'begin-runs': {
    means: 'A sending run or a nightly review was not begun.',
    remedy: 'The next call does the work of this one; find the error in the log of begin-runs if there are several.',
  },
  'send-digests': {
    means: 'Colleagues were not told in the morning what waits for them.',
    remedy:
      'Their lists are whole; find the error in the log of send-digests. Until noon, the next call writes to the rest.',
  },
  feedback: {
    means: 'What became of a letter was not recorded: a bounce may be unknown to us.',
    remedy: 'Mend the cause, then send the letters of the queue to the function again: twice does no harm.',
  },
  'take-over': {
    means: 'An execution died and nothing took its place at once.',
    remedy: 'The sweep takes it up within a day; find the error in the log of take-over.',
  },
  'receive-events': {
    means: 'Another system sent events that we refused, or could not record.',
    remedy: 'The log names each problem with its path: have the sender correct it and send it again under the same id.',
  },
  'receive-reply': {
    means: 'A customer answered, and nobody sees it on a list.',
    remedy: 'Mend the cause, then send the letters of the queue to the function again: twice does no harm.',
  },
  schedules: {
    means: 'EventBridge Scheduler could not call a function.',
    remedy: 'Look whether the function exists and the role of the schedules may call it; the next call does the work.',
  },
  'ledger-import': {
    means: 'A file was dropped and its import was not started.',
    remedy: 'Drop the file again, or start ledger-import with what the letter says: the same file twice does no harm.',
  },
};

/** Each queue has an alarm, at its first letter. */
export const QUEUE_ALARMS: readonly AlarmPlan[] = QUEUES.map((queue) => ({
  name: `dead-letters-${queue}`,
  ...DEAD_LETTERS[queue],
  watch: { of: 'dead-letters', queue },
  at: 1,
  minutes: 5,
}));
