import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenMailer } from '../../functions/adapters/aws/lambda/given-mailer.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/correspondence/send-digests.handler.ts';

export const handler = taskHandler('send-digests', task, {
  table: givenTable(),
  mailer: givenMailer(),
  publicUrl: settingOf('GS_PUBLIC_URL'),
});
