import { Hono } from 'hono';
import type { Platform } from '../platform/platform.ts';
import { approvalsRoute, fail } from './approvals-route.ts';
import { customerRoute } from './customer-route.ts';
import { HEADERS } from './page.ts';
import { staffRoute } from './staff-route.ts';
import type { WebOptions } from './web-options.ts';

type EventsRoute = typeof import('./events-route.ts');

/** Events in. The schemas of all of them are loaded with the first call: whoever opens a page needs none. */
const eventsAt = (path: string, platform: Platform): Hono => {
  const app = new Hono();
  let loading: Promise<EventsRoute> | undefined;
  let route: Hono | undefined;
  app.all('*', async ({ req }) => {
    loading ??= import('./events-route.ts');
    const { eventsRoute } = await loading;
    route ??= new Hono().route(path, eventsRoute(platform)).onError((error) => {
      throw error;
    });
    return route.fetch(req.raw);
  });
  return app;
};

/**
 * Everything that is answered over HTTP: the pages behind links, those for colleagues, and events for whoever the gateway
 * lets through.
 */
export const webApp = (platform: Platform, options: WebOptions): Hono => {
  const app = new Hono();
  app.route('/approvals', approvalsRoute(platform, options));
  app.route('/c', customerRoute(platform, options));
  // Another route of the gateway must never lead here: its path may become ours when its dots are resolved.
  app.use('/events/*', (context, next) =>
    options.isSigned === undefined || options.isSigned(context)
      ? next()
      : Promise.resolve(context.json({ problems: ['POST /events needs a signature'] }, 403)),
  );
  app.route('/events', eventsAt('/events', platform));
  app.route('/', staffRoute(platform, options));
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
