import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EdgeFunction } from '../constructs/edge-function.ts';
import { EventRules } from '../constructs/event-rules.ts';
import { seconds } from '../constructs/house-function.ts';
import { Monitoring } from '../constructs/monitoring.ts';
import { Schedules } from '../constructs/schedules.ts';
import { StreamReader } from '../constructs/table-stream.ts';
import { WebEntrance } from '../constructs/web-entrance.ts';
import { webFunctions } from '../constructs/web-functions.ts';
import type { House } from '../house.ts';
import type { CoreStack } from './core-stack.ts';

/** What can be taken down and put up again: the ways in and out, what runs by the clock, and what watches. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, house: House, core: CoreStack) {
    const { settings } = house;
    super(scope, `GoodStanding-${settings.stage}-Edge`, {
      description: 'Good Standing: what can be recreated.',
      env: { region: settings.region, ...(settings.account !== undefined && { account: settings.account }) },
    });
    // Executions are started by name: the machines have to be there first.
    this.addStackDependency(core);
    const { table } = core.ledger;
    const edge = (name: string, description: string, timeout: Duration, memory = 256): EdgeFunction =>
      new EdgeFunction(this, name, { house, name, description, timeout, memory });

    const wake = edge('wake', 'Wakes executions for which facts have changed; the only one that may.', seconds(900));
    wake.house.readsAndWritesTable(table).starts('invoice-lifecycle', 'issue-resolution', 'escalation').signals();
    new StreamReader(this, 'Wakes', {
      house,
      table,
      reader: wake,
      pattern: { dynamodb: { NewImage: { agenda: { S: [{ prefix: 'wake#' }] } } } },
      batchSize: 10,
      // The sweep takes what is left.
      tries: 4,
      givenUpAfter: Duration.minutes(30),
      atOnce: 1,
    });

    const tellTheBooks = edge('tell-the-books', 'Tells other systems what came of an invoice.', seconds(60));
    tellTheBooks.house.emitsTo(core.bus);
    new StreamReader(this, 'Tidings', {
      house,
      table,
      reader: tellTheBooks,
      pattern: { dynamodb: { Keys: { sk: { S: [{ prefix: 'INVOICE#' }, { prefix: 'LETTER#' }] } } } },
      batchSize: 100,
      // As long as the stream keeps a record: nothing else tells the books.
      tries: 20,
      givenUpAfter: Duration.hours(23),
      atOnce: 1,
    });

    const beginRuns = edge('begin-runs', 'Begins what runs by the clock, under the name of its time.', seconds(30));
    beginRuns.house.readsTable(table).starts('correspondence', 'nightly-review');
    const sendDigests = edge('send-digests', 'Mails to colleagues in the morning what waits for them.', seconds(300));
    core.mail.letsSend(sendDigests.house.readsAndWritesTable(table)).linksTo(core.address.url);
    new Schedules(this, 'Schedules', {
      house,
      beginRuns: beginRuns.house,
      wake: wake.house,
      sendDigests: sendDigests.house,
    });

    const feedback = edge('feedback', 'Records what became of a letter.', seconds(60));
    feedback.house.readsAndWritesTable(table);
    const takeOver = edge('take-over', 'Begins the next execution where one ended without a word.', seconds(60));
    takeOver.house.readsAndWritesTable(table).starts('invoice-lifecycle', 'issue-resolution', 'escalation');
    const receiveEvents = edge('receive-events', 'Records events that came over the bus.', seconds(120));
    receiveEvents.keepsWhatItRefuses().house.readsAndWritesTable(table);
    const receiveReply = edge('receive-reply', 'Puts what a customer answered onto the list.', seconds(120), 512);
    core.files.letsReadMail(receiveReply.house.readsAndWritesTable(table));
    new EventRules(this, 'Rules', {
      house,
      bus: core.bus,
      files: core.files.bucket,
      configurationSet: core.mail.configurationSet.configurationSetName,
      feedback,
      takeOver,
      receiveEvents,
      receiveReply,
    });

    const functions = webFunctions(this, {
      ...{ house, table, publicUrl: core.address.url, signIn: core.signIn, files: core.files },
    });
    new WebEntrance(this, 'Web', { api: core.address.api, functions });

    new Monitoring(this, 'Monitoring', { house, apiId: core.address.api.apiId });
  }
}
