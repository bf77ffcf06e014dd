import { Hono } from 'hono';
import type { Platform } from '../platform/platform.ts';
import { approvalsRoute, fail, type WebOptions } from './approvals-route.ts';
import { eventsRoute } from './events-route.ts';
import { HEADERS } from './page.ts';

/** Everything that is answered over HTTP: the pages behind links, and events for whoever the gateway lets through. */
export const webApp = (platform: Platform, options: WebOptions): Hono => {
  const app = new Hono();
  app.route('/approvals', approvalsRoute(platform, options));
  app.route('/events', eventsRoute(platform));
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
