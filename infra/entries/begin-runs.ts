import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { givenWorkflows } from '../../functions/adapters/aws/lambda/given-workflows.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/lifecycle/begin-runs.handler.ts';

export const handler = taskHandler('begin-runs', task, { table: givenTable(), workflows: givenWorkflows() });
