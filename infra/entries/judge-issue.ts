import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenMailer } from '../../functions/adapters/aws/lambda/given-mailer.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/issues/judge-issue.handler.ts';

export const handler = taskHandler('judge-issue', task, {
  table: givenTable(),
  mailer: givenMailer(),
  publicUrl: settingOf('GS_PUBLIC_URL'),
});
