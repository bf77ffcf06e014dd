import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Platform } from '../../../platform/platform.ts';
import { type LambdaHandler, lambdaHandler } from './lambda-handler.ts';
import { type Given, logOf, platformOf } from './platform.ts';
import { toldError } from './told-error.ts';

/** The answer of an HTTP API, as far as it is looked at here. */
interface Answer {
  statusCode: number;
}

/** What answers a request, where `report` takes errors that no page has words for. */
type MakeAnswers = (
  platform: Platform,
  report: (error: unknown) => void,
) => (event: never, context: Context) => unknown;

/**
 * A function behind an HTTP API. Its log says the method, the status, and whether a page or events were asked for: the
 * path itself holds a secret.
 */
export const webHandler = (name: string, given: Given, makeAnswers: MakeAnswers): LambdaHandler => {
  const log = logOf(name);
  const answer = makeAnswers(platformOf(name, log, given), (error) => {
    const { name: what, message, stack } = toldError(error);
    log.line('ERROR', 'no answer', { error: what, reason: message, frames: stack?.split('\n').slice(1, 11) });
  });
  return lambdaHandler(log, async (event: APIGatewayProxyEventV2, context) => {
    const answered = (await answer(event as never, context)) as Answer;
    const events = event.rawPath.startsWith('/events');
    const { statusCode: status } = answered;
    log.line('INFO', 'answered', { method: event.requestContext.http.method, status, of: events ? 'events' : 'page' });
    if (events && status >= 400 && status < 500) log.count('EventsRefused');
    return answered;
  });
};
