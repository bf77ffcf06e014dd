import type { AlarmPlan } from './alarm-plan.ts';
import { QUEUE_ALARMS } from './queue-alarms.ts';
import { TABLE_ALARMS } from './table-alarms.ts';

/**
 * The alarms of a stage, in one list: `docs/operations.md` has a heading for each, and a test compares the two. What
 * runs out by design (the timer of a parked case) is no failure and is in none of them; an execution that somebody stops
 * by hand is taken over and counted, but whoever stopped it knows.
 */
export const ALARMS: readonly AlarmPlan[] = [
  {
    name: 'case-died',
    means: 'The execution of an invoice failed. The next one takes over at once; no step is done twice.',
    remedy: 'Read its last event in the Step Functions console: it names the state and the error.',
    watch: { of: 'executions', workflow: 'invoice-lifecycle', ended: 'Failed' },
    at: 1,
    minutes: 5,
  },
  {
    name: 'issue-died',
    means: 'The execution of an issue failed. The next one takes over at once; its item stays on the list.',
    remedy: 'Read its last event in the Step Functions console: it names the state and the error.',
    watch: { of: 'executions', workflow: 'issue-resolution', ended: 'Failed' },
    at: 1,
    minutes: 5,
  },
  {
    name: 'request-died',
    means: 'The execution of a request for a decision failed. The next one takes over what was answered so far.',
    remedy: 'Read its last event in the Step Functions console: it names the state and the error.',
    watch: { of: 'executions', workflow: 'escalation', ended: 'Failed' },
    at: 1,
    minutes: 5,
  },
  {
    name: 'sending-run-died',
    means: 'A sending run ended before it was through. The next one goes on; no letter goes twice.',
    remedy: 'Read the last event of the execution; look at the alarms of mail and table beside it.',
    watch: { of: 'executions', workflow: 'correspondence', ended: 'Failed' },
    at: 1,
    minutes: 15,
  },
  {
    name: 'nightly-review-died',
    means: 'The review of a date ended before it was through: completeness is not proven for that date.',
    remedy: 'Read the last event of the execution, mend the cause, and redrive it from the console.',
    watch: { of: 'executions', workflow: 'nightly-review', ended: 'Failed' },
    at: 1,
    minutes: 15,
  },
  {
    name: 'import-died',
    means: 'The import of a file ended before it was through. What was recorded of it stays.',
    remedy: 'Read the last event of the execution, mend the cause, and drop the file again: repeats are recognised.',
    watch: { of: 'executions', workflow: 'ledger-import', ended: 'Failed' },
    at: 1,
    minutes: 5,
  },
  {
    name: 'policy-change-died',
    means: 'A rehearsal, a preview or a move of running cases ended before it was through. What was moved stays moved.',
    remedy:
      'Read the last event of the execution, mend the cause, and ask for it again on the page: repeats do no harm.',
    watch: { of: 'executions', workflow: 'policy-change', ended: 'Failed' },
    at: 1,
    minutes: 5,
  },
  {
    name: 'no-sending-run',
    means: 'No sending run has come to its end for an hour: letters wait.',
    remedy: 'Look at the schedule correspondence, the log of begin-runs, and whether a run has been going on for long.',
    watch: { of: 'executions', workflow: 'correspondence', ended: 'Succeeded' },
    at: 1,
    below: true,
    minutes: 60,
    byTheClock: true,
  },
  {
    name: 'no-nightly-review',
    means: 'No nightly review has come to its end for 26 hours: what falls due may not have begun.',
    remedy: 'Look at the schedule nightly-review, the log of begin-runs, and the last execution of nightly-review.',
    watch: { of: 'executions', workflow: 'nightly-review', ended: 'Succeeded' },
    at: 1,
    below: true,
    minutes: 60,
    inARow: 26,
    byTheClock: true,
  },
  {
    name: 'wake-behind',
    means: 'Changes of the table wait longer than ten minutes for the function that wakes executions.',
    remedy:
      'A big import explains it for a while. Otherwise look for one record that fails again and again in its log.',
    watch: { of: 'stream', reader: 'wake' },
    at: 600_000,
    minutes: 5,
    inARow: 3,
  },
  {
    name: 'books-behind',
    means: 'The books hear of changes more than an hour late.',
    remedy: 'Look at the log of tell-the-books for a record that fails, and at the bus for throttling.',
    watch: { of: 'stream', reader: 'tell-the-books' },
    at: 3_600_000,
    minutes: 15,
  },
  {
    name: 'sweep-failing',
    means: 'The function that wakes executions fails often: marks stay on the agenda.',
    remedy: 'The log names the errors. Marks are tried again at each sweep; what stays stuck goes onto the work list.',
    watch: { of: 'function', name: 'wake', metric: 'Errors' },
    at: 5,
    minutes: 15,
    inARow: 2,
  },
  {
    name: 'letters-unknown',
    means: 'It is open whether letters left: the function died between the call to SES and its answer.',
    remedy: 'Nothing is repeated by itself. The work list has an item for each: look the letter up and decide.',
    watch: { of: 'counts', metric: 'LettersUnknown' },
    at: 1,
    minutes: 15,
  },
  {
    name: 'letters-failed',
    means: 'SES has refused letters for two hours. They stay planned and go again; a bad hour calls nobody.',
    remedy: 'The log of send-batch names the reason: a throttle passes by itself, a paused account does not.',
    watch: { of: 'counts', metric: 'LettersFailed' },
    // A sending run ends after ten refusals in a row: two hours of them are eighty.
    at: 70,
    minutes: 120,
  },
  {
    name: 'sending-held-back',
    means: 'Sending has stopped by itself or by a switch: letters wait.',
    remedy: 'The item on the work list says why. Correct addresses first; closing the item opens sending again.',
    watch: { of: 'counts', metric: 'SendingHeldBack' },
    at: 1,
    minutes: 60,
  },
  {
    name: 'bounces',
    means: 'Three of a hundred letters bounce. We stop by ourselves at four, AWS looks at the account from five.',
    remedy: 'Look whether one import brought old addresses; the work list has an item for each address.',
    watch: { of: 'mail', metric: 'Reputation.BounceRate' },
    at: 0.03,
    minutes: 60,
  },
  {
    name: 'complaints',
    means: 'Six of ten thousand letters are called unwanted. We stop by ourselves at eight, AWS looks from ten.',
    remedy: 'Read the letters that were complained about, and hold the accounts that do not expect them.',
    watch: { of: 'mail', metric: 'Reputation.ComplaintRate' },
    at: 0.0006,
    minutes: 60,
  },
  {
    name: 'orphans',
    means:
      'The nightly proof found open invoices that nothing would have moved, or that should be on the work list while no open item puts them before anybody. It woke them.',
    remedy:
      'Read orphan-found in the log of prove-completeness: more than a few, or the same again, is a fault of ours.',
    watch: { of: 'counts', metric: 'Orphans' },
    at: 1,
    minutes: 60,
  },
  {
    name: 'restarts',
    means: 'Cases went on in a new execution more often than an old one grows too long.',
    remedy: 'Look at case-died for the cause; a case that keeps dying is on the work list.',
    watch: { of: 'counts', metric: 'Restarts' },
    at: 10,
    minutes: 60,
  },
  {
    name: 'records-stuck',
    means: 'An account cannot be decided: its records break the rule again and again. It is on the work list.',
    remedy: 'Open the item; record-stuck in the log names the error. The other accounts go on.',
    watch: { of: 'counts', metric: 'RecordsStuck' },
    at: 1,
    minutes: 60,
  },
  {
    name: 'events-refused',
    means: 'Events came in that are not as agreed, and were not recorded.',
    remedy: 'The log of web or receive-events names each problem with its path: tell the sender.',
    watch: { of: 'counts', metric: 'EventsRefused' },
    at: 1,
    minutes: 15,
  },
  {
    name: 'web-failing',
    means: 'Pages or calls end in an error of ours. Whoever followed a link sees that nothing was decided.',
    remedy: 'Read the log of the function behind the route; a link keeps working until it is used or expires.',
    watch: { of: 'http', metric: '5xx' },
    at: 3,
    minutes: 5,
  },
  {
    name: 'functions-throttled',
    means: 'Functions are kept waiting because the account runs as many of them as it may.',
    remedy: 'Ask for a higher limit of concurrent executions, or find what else in the account uses it up.',
    watch: { of: 'functions', metric: 'Throttles' },
    // Lambda and the state machines try again by themselves; one that waited once is nothing.
    at: 10,
    minutes: 15,
  },
  ...TABLE_ALARMS,
  {
    name: 'starts-throttled',
    means: 'Step Functions refuses starts: more cases begin at once than the account may start.',
    remedy: 'What was not started stays on the agenda and follows by itself. If it recurs, ask for a higher rate.',
    watch: { of: 'starts' },
    at: 100,
    minutes: 15,
  },
  ...QUEUE_ALARMS,
];

/** Where operators read on; the heading is the alarm's name. */
export const runbookOf = (alarm: AlarmPlan): string => `docs/operations.md#${alarm.name}`;
