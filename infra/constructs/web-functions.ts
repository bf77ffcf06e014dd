import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { House } from '../house.ts';
import { HouseFunction, seconds } from './house-function.ts';
import type { LedgerBucket } from './ledger-bucket.ts';
import type { SignIn } from './sign-in.ts';
import type { WebFunctionName } from './web-entrance.ts';

export interface WebFunctionsProps {
  house: House;
  table: TableV2;
  /** Where the pages are reached. */
  publicUrl: string;
  signIn: SignIn;
  files: LedgerBucket;
}

/** The partitions of sessions, and of nothing else. */
const SESSIONS = ['N#*'];

/** Lets a function read the ledger and write nothing but sessions. */
const keepsSessions = (of: HouseFunction, table: TableV2, ...writes: readonly string[]): HouseFunction =>
  of.readsTableAndWrites(
    table,
    SESSIONS,
    writes.map((write) => `dynamodb:${write}`),
  );

/** The functions behind the HTTP API. They stand beside it, under the names that their alarms and logs have. */
export const webFunctions = (
  scope: Construct,
  { house, table, publicUrl, signIn, files }: WebFunctionsProps,
): Readonly<Record<WebFunctionName, HouseFunction>> => {
  const behind = (name: WebFunctionName, description: string): HouseFunction =>
    new HouseFunction(scope, name, {
      house,
      name,
      description,
      // The HTTP API itself answers after 30 seconds.
      timeout: seconds(29),
      memory: 512,
    }).linksTo(publicUrl);
  return {
    web: behind('web', 'Pages of customers behind the links in letters, and events in.').readsAndWritesTable(table),
    approvals: behind('approvals', 'Requests for approvals, by mailed link or signed in.').readsAndWritesTable(table),
    // It alone speaks with the issuer.
    'sign-in': signIn.tells(
      keepsSessions(behind('sign-in', 'The way in and out.'), table, 'PutItem', 'UpdateItem', 'DeleteItem'),
    ),
    // A session that is used goes on.
    desk: keepsSessions(behind('desk', 'What colleagues look at: it changes nothing.'), table, 'UpdateItem'),
    // It alone reads the messages as they came.
    attachments: files.letsReadMail(
      keepsSessions(
        behind('attachments', 'What customers attached to their messages, to be saved.'),
        table,
        'UpdateItem',
      ),
    ),
    acts: behind('acts', 'What the forms on items and accounts lead to.').readsAndWritesTable(table),
    policies: behind('policies', 'The policies, their drafts, and what a change of one would mean.')
      .readsAndWritesTable(table)
      .starts('policy-change'),
  };
};
