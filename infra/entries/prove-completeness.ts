import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/reports/prove-completeness.handler.ts';

export const handler = taskHandler('prove-completeness', task, { table: givenTable() });
