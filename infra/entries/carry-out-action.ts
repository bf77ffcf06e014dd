import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/escalation/carry-out-action.handler.ts';

export const handler = taskHandler('carry-out-action', task, { table: givenTable() });
