import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { taskHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import task from '../../functions/policy-change/work-through-part.handler.ts';
import { replay } from '../../local/rehearse/replay.ts';

/** Open invoices in a part: few enough for the function's time and memory, many enough for few transitions. */
const PART_INVOICES = 4_000;

/** A part of a change. It is rehearsed in the embedded runtime, in this function's memory. */
export const handler = taskHandler('work-through-part', task, {
  table: givenTable(),
  replay,
  partInvoices: PART_INVOICES,
});
