import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/issues/park-issue.handler.ts';

export const handler = taskHandler('park-issue', task, { table: givenTable() });
