import { Hono } from 'hono';
import type { Platform } from '../platform/platform.ts';
import { fail } from './failure.ts';
import { HEADERS } from './page.ts';
import type { WebOptions } from './web-options.ts';

/** Some of what is answered over HTTP, by its whole paths. */
export type Group = (platform: Platform, options: WebOptions) => Hono;

/** Groups as one application, with an answer where none of them has one and where one of them throws. */
export const served = (platform: Platform, options: WebOptions, groups: readonly Group[]): Hono => {
  const app = new Hono();
  for (const group of groups) app.route('/', group(platform, options));
  app.notFound(async (context) => {
    const answer = await fail(context, 'missing');
    for (const [name, value] of Object.entries(HEADERS)) answer.headers.set(name, value);
    return answer;
  });
  app.onError((error, context) => {
    options.report(error);
    return context.json({ problems: ['something went wrong on our side: send it again later'] }, 500);
  });
  return app;
};
