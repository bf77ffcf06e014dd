import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Log } from '../log.ts';
import { toldError } from './told-error.ts';

/** What Lambda calls. */
export type LambdaHandler = (event: unknown, context: Context) => Promise<unknown>;

/** One line a call: what became of it and in how many milliseconds. An error leaves with what may be seen of it. */
const oneLineACall = (log: Log): middy.MiddlewareObj<unknown, unknown> => {
  let began = 0;
  const ms = (): number => Math.round(performance.now() - began);
  return {
    before: ({ context }) => {
      began = performance.now();
      log.begin(context.awsRequestId);
    },
    after: () => {
      log.line('INFO', 'done', { ms: ms() });
      log.end();
    },
    onError: (request) => {
      const told = toldError(request.error);
      log.line('ERROR', 'failed', { error: told.name, reason: told.message, ms: ms() });
      log.end();
      // Replaced, not thrown: middy would hang the first error, with all it holds, onto one that is thrown here.
      request.error = told;
    },
  };
};

/** The handler of a function around its work. An environment has one call at a time, so one log serves them all. */
export const lambdaHandler = <E>(log: Log, work: (event: E, context: Context) => Promise<unknown>): LambdaHandler =>
  // A call that runs out of time ends with its environment: one that middy ended earlier would go on with the next call,
  // and a letter would leave long after its claim.
  middy<E, unknown>({ timeoutEarlyInMillis: 0 }).use(oneLineACall(log)).handler(work) as unknown as LambdaHandler;
