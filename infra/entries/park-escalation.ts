import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/escalation/park-escalation.handler.ts';

export const handler = taskHandler('park-escalation', task, { table: givenTable() });
