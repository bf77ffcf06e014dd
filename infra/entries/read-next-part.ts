import { givenFiles } from '../../functions/adapters/aws/lambda/given-files.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/ledger/read-next-part.handler.ts';

export const handler = taskHandler('read-next-part', task, { table: givenTable(), files: givenFiles() });
