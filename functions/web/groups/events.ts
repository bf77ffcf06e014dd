import { Hono } from 'hono';
import type { Group } from '../served.ts';

type EventsRoute = typeof import('../events-route.ts');

/** Events, for whoever the gateway lets through. Their schemas are loaded with the first call: a page needs none. */
export const events: Group = (platform, options) => {
  const app = new Hono();
  let loading: Promise<EventsRoute> | undefined;
  let route: Hono | undefined;
  // Another route of the gateway must never lead here: its path may become ours when its dots are resolved.
  app.use('/events/*', (context, next) =>
    options.isSigned === undefined || options.isSigned(context)
      ? next()
      : Promise.resolve(context.json({ problems: ['POST /events needs a signature'] }, 403)),
  );
  app.all('/events/*', async ({ req }) => {
    loading ??= import('../events-route.ts');
    const { eventsRoute } = await loading;
    route ??= new Hono().route('/events', eventsRoute(platform)).onError((error) => {
      throw error;
    });
    return route.fetch(req.raw);
  });
  return app;
};
