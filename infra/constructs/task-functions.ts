import { Construct } from 'constructs';
import type { House } from '../house.ts';
import { HouseFunction, seconds } from './house-function.ts';
import type { LedgerBucket } from './ledger-bucket.ts';
import type { LedgerTable } from './ledger-table.ts';
import type { Mail } from './mail.ts';

export interface TaskFunctionsProps {
  house: House;
  ledger: LedgerTable;
  files: LedgerBucket;
  mail: Mail;
  /** Where the links in mails lead. */
  publicUrl: string;
}

/** A decision reads a few items: ten times what it needs on a bad day. */
const DECIDES = seconds(30);
/** Below the ten minutes that the definition allows, so that a call has ended before the next one begins. */
const WHOLE_BATCH = seconds(590);
/** Nearly as long as Lambda lets a call run: the import's definition allows the quarter of an hour whole. */
const LONG = seconds(890);

/** MB; a whole processor comes with it. Of that, 4,000 open invoices over 90 days need 36 s, and 500 MB. */
const REHEARSES_WITH = 1_769;
/** Where a change of a policy may write: what is its own, and where a case is moved, the customer and the event's mark. */
const CHANGES = ['CHANGE#*', 'C#*', 'E#*'];

/**
 * The functions that the state machines call. They live beside the machines: an execution that began months ago calls
 * today's function of the same name. None of them may answer a waiting task.
 */
export class TaskFunctions extends Construct {
  readonly chooseNextStep: HouseFunction;
  readonly carryOutStep: HouseFunction;
  readonly startNextRestart: HouseFunction;
  readonly sendBatch: HouseFunction;
  readonly judgeIssue: HouseFunction;
  readonly parkIssue: HouseFunction;
  readonly judgeEscalation: HouseFunction;
  readonly parkEscalation: HouseFunction;
  readonly carryOutAction: HouseFunction;
  readonly admitDue: HouseFunction;
  readonly proveCompleteness: HouseFunction;
  readonly readNextPart: HouseFunction;
  readonly workThroughPart: HouseFunction;

  constructor(scope: Construct, id: string, { house, ledger, files, mail, publicUrl }: TaskFunctionsProps) {
    super(scope, id);
    const task = (name: string, description: string, timeout = DECIDES, memory = 256): HouseFunction =>
      new HouseFunction(this, name, { house, name, description, timeout, memory }).readsAndWritesTable(ledger.table);

    this.chooseNextStep = task('choose-next-step', 'Decides what an invoice needs next, by one rule over its facts.');
    this.carryOutStep = task(
      'carry-out-step',
      'Carries a decision out, each part once, and parks the case until the next date that matters.',
    ).starts('escalation');
    this.startNextRestart = task(
      'start-next-restart',
      'Hands a case that has run for long over to its next execution.',
    ).starts('invoice-lifecycle');

    this.sendBatch = mail
      .letsSend(
        task(
          'send-batch',
          'Writes to the payers for whom something is due: one letter each, sent at most once.',
          WHOLE_BATCH,
          512,
        ),
      )
      .linksTo(publicUrl);

    this.judgeIssue = mail
      .letsSend(task('judge-issue', 'Says where an issue stands, and hands it to the manager when its time is over.'))
      .linksTo(publicUrl);
    this.parkIssue = task('park-issue', 'Keeps the waiting task of an issue until a fact about it comes in.');

    this.judgeEscalation = mail
      .letsSend(task('judge-escalation', 'Asks for an approval once, and hands it on when nobody answers.'))
      .linksTo(publicUrl);
    this.parkEscalation = task('park-escalation', 'Keeps the waiting task of a request until it is answered.');
    this.carryOutAction = task('carry-out-action', 'Does what was approved, if what it was approved on still holds.');

    // A case takes some 4 ms of a processor, so 256 MB would begin 30 a second; this begins nearly as many as the share
    // of the quota of starts allows (150), for the same money.
    this.admitDue = task('admit-due', 'Begins the cases whose first step comes within 36 hours.', LONG, 1024).starts(
      'invoice-lifecycle',
      'issue-resolution',
      'escalation',
    );
    this.proveCompleteness = task(
      'prove-completeness',
      'Proves that every open invoice stands in one place, with something that will move it.',
      LONG,
    );

    this.readNextPart = files.letsImport(
      // A table of 200 MB needs 405 MB (npm run bench -- dropped-file).
      task('read-next-part', 'Reads the next part of a ledger that was dropped.', LONG, 1024),
    );

    this.workThroughPart = new HouseFunction(this, 'work-through-part', {
      house,
      name: 'work-through-part',
      description: 'Rehearses, previews or makes a change of a policy for the next part of the customers.',
      timeout: LONG,
      memory: REHEARSES_WITH,
    }).readsTableAndWrites(ledger.table, CHANGES);
  }
}
