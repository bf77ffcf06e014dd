import { diedExecution } from '../../functions/adapters/aws/lambda/bus-envelope.ts';
import { settingOf } from '../../functions/adapters/aws/lambda/environment.ts';
import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { givenWorkflows } from '../../functions/adapters/aws/lambda/given-workflows.ts';
import { eventHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/lifecycle/take-over.handler.ts';

const machines = settingOf('GS_MACHINES');

export const handler = eventHandler(
  'take-over',
  { table: givenTable(), workflows: givenWorkflows() },
  async (platform, event: Parameters<typeof diedExecution>[0]) => {
    const died = diedExecution(event, machines);
    return died === undefined ? {} : task.call(platform, died);
  },
);
