import { CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { LedgerBucket } from '../constructs/ledger-bucket.ts';
import { LedgerTable } from '../constructs/ledger-table.ts';
import { Mail } from '../constructs/mail.ts';
import { MailIn } from '../constructs/mail-in.ts';
import { PublicAddress } from '../constructs/public-address.ts';
import { SignIn } from '../constructs/sign-in.ts';
import { TaskFunctions } from '../constructs/task-functions.ts';
import { Workflows } from '../constructs/workflows.ts';
import { type House, KEPT } from '../house.ts';

/**
 * What must survive: facts, files, the identity that mails are sent under, the address that they lead to, and the state
 * machines with the functions that they call, because executions run on for months.
 */
export class CoreStack extends Stack {
  readonly ledger: LedgerTable;
  readonly files: LedgerBucket;
  readonly bus: EventBus;
  readonly mail: Mail;
  readonly address: PublicAddress;
  readonly signIn: SignIn;

  constructor(scope: Construct, house: House) {
    const { settings, names } = house;
    super(scope, `GoodStanding-${settings.stage}-Core`, {
      description: 'Good Standing: what must survive.',
      env: { region: settings.region, ...(settings.account !== undefined && { account: settings.account }) },
      terminationProtection: settings.protected,
    });
    this.ledger = new LedgerTable(this, 'Ledger', house);
    this.files = new LedgerBucket(this, 'Files', house);
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: names.stage,
      description: 'Events of the ledger in, events for the books out.',
    });
    if (settings.retain) this.bus.applyRemovalPolicy(KEPT);
    this.mail = new Mail(this, 'Mail', house);
    const label = settings.mail.answers;
    if (label !== undefined) new MailIn(this, 'MailIn', { house, files: this.files, label });
    this.address = new PublicAddress(this, 'Address', house);
    this.signIn = new SignIn(this, 'SignIn', { house, publicUrl: this.address.url });
    const tasks = new TaskFunctions(this, 'Tasks', {
      house,
      ledger: this.ledger,
      files: this.files,
      mail: this.mail,
      publicUrl: this.address.url,
    });
    new Workflows(this, 'Workflows', house, tasks);

    const tells = (id: string, value: string, description: string): void => {
      new CfnOutput(this, id, { value, description });
    };
    tells('Table', this.ledger.table.tableName, 'The table.');
    tells('Bucket', this.files.bucket.bucketName, 'Drop ledgers and mappings here.');
    tells('EventBus', this.bus.eventBusName, 'Put events of the ledger here; events for the books come out of it.');
    tells('PublicUrl', this.address.url, 'Where the links in mails lead.');
    if (this.signIn.pool !== undefined)
      tells('People', this.signIn.pool.userPoolId, 'Add colleagues here, so that they can sign in.');
    tells('ApiUrl', this.address.api.apiEndpoint, 'POST events here, signed.');
  }
}
