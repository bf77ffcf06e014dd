import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/lifecycle/choose-next-step.handler.ts';

export const handler = taskHandler('choose-next-step', task, { table: givenTable() });
