import { givenTable } from '../../functions/adapters/aws/lambda/given-table.ts';
import { eventHandler } from '../../functions/adapters/aws/lambda/task-handler.ts';
import { feedbackOf, type SesEvent } from '../../functions/adapters/aws/mail-feedback.ts';
import task from '../../functions/correspondence/feedback.handler.ts';

/** What became of a message, from SES over the event bus. */
export const handler = eventHandler('feedback', { table: givenTable() }, async (platform, event: SesEvent) => {
  const feedback = feedbackOf(event);
  return feedback === undefined ? {} : task.call(platform, feedback);
});
