import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { PAGES } from '../../functions/web/app.ts';
import type { SessionPlace } from '../../functions/web/session.ts';
import { formNonce } from '../../functions/web/session-cookie.ts';
import { SignInIssuer } from '../../functions/web/sign-in/issuer.ts';
import { whoAsks } from '../../functions/web/who.ts';
import { clock } from '../pages/clock.ts';
import { eventsOut } from '../pages/events-out.ts';
import { execution } from '../pages/execution.ts';
import { executions } from '../pages/executions.ts';
import { failure, notFound } from '../pages/failures.ts';
import { invoice } from '../pages/invoice.ts';
import { invoices } from '../pages/invoices.ts';
import { mailbox } from '../pages/mailbox.ts';
import { MOST_ANSWER, message } from '../pages/message.ts';
import { overview } from '../pages/overview.ts';
import type { Html } from '../pages/parts.ts';
import { HERE } from '../pages/places.ts';
import { answerTo } from './answer-as-customer.ts';
import { guard, LETTER_POLICY } from './guard.ts';
import { Inbox } from './inbox.ts';
import { HomeIssuer } from './issuer.ts';
import { type Look, lookAt } from './look.ts';
import { readMessage } from './mime.ts';
import type { Mover } from './mover.ts';
import { sessionsBeside } from './sessions.ts';
import { withOwnLinks } from './staff-link.ts';
import { targetOf } from './targets.ts';
import type { World } from './world.ts';

/** The longest form here is a letter's answer: 2,000 characters, each of them up to nine bytes. */
const MOST_FORM_BYTES = 24_576;
/** A short move is shown with its outcome at once; a longer one with its progress. */
const PATIENCE_MS = 1500;

const STYLE = ['base', 'tables', 'pieces', 'pictures', 'narrow']
  .map((name) => readFileSync(new URL(`../pages/style/${name}.css`, import.meta.url), 'utf8'))
  .join('\n');
const ICON = readFileSync(new URL('../pages/icon.svg', import.meta.url), 'utf8');

const download = (content: Uint8Array, type: string, name: string): Response =>
  new Response(new Uint8Array(content), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });

/** The web pages of a world; they can move its clock, and decide what a colleague is asked by mail. */
export const appOf = (
  world: World,
  mover: Mover,
  sessions: SessionPlace = sessionsBeside(),
  inbox: Inbox = new Inbox(world, mover),
): Hono => {
  const app = new Hono();
  const issuer = new HomeIssuer(world);
  app.route('/', issuer.tokens());
  app.use(guard);
  app.route('/', issuer.pages());
  const { messages } = inbox;
  const options = {
    ...(messages === undefined ? {} : { messages }),
    sessions,
    issuer: new SignInIssuer(() => issuer.settings),
    report: console.error,
    recorded: () => mover.follow(),
    alsoHere: HERE,
  };
  for (const pages of PAGES) app.route('/', pages(world.runtime.platform, options));
  app.use(bodyLimit({ maxSize: MOST_FORM_BYTES }));

  const look = async (context: Context): Promise<Look> => {
    const asker = await whoAsks(world.runtime.platform, options, context);
    return lookAt(world, mover, asker && { member: asker.member, nonce: formNonce(asker.token) });
  };
  const missing = async (context: Context): Promise<Response> => context.html(notFound(await look(context)), 404);
  const page = (make: (look: Look, context: Context) => Html | undefined | Promise<Html | undefined>) => {
    return async (context: Context): Promise<Response> => {
      const made = await make(await look(context), context);
      return made === undefined ? missing(context) : context.html(made);
    };
  };
  const id = (context: Context): string => context.req.param('id') ?? '';

  app.get('/style.css', (context) => context.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/icon.svg', (context) => context.body(ICON, 200, { 'content-type': 'image/svg+xml' }));
  app.get(
    '/overview',
    page((look) => overview(look)),
  );
  app.get(
    '/invoices',
    page((look, context) => invoices(look, context.req.query())),
  );
  app.get(
    '/invoices/:id',
    page((look, context) => invoice(look, id(context), context.req.query())),
  );
  app.get(
    '/executions',
    page((look, context) => executions(look, context.req.query())),
  );
  app.get(
    '/executions/:workflow/:id',
    page((look, context) => execution(look, context.req.param('workflow') ?? '', id(context), context.req.query())),
  );

  app.get(
    '/mailbox',
    page((look, context) => mailbox(look, context.req.query())),
  );
  app.get(
    '/mailbox/:id',
    page((look, context) => message(look, id(context))),
  );
  app.get(
    '/events-out',
    page((look, context) => eventsOut(look, context.req.query())),
  );
  app.get('/mailbox/:id/html', (context) => {
    const found = world.mailbox.message(id(context));
    if (found === undefined) return missing(context);
    const { html } = readMessage(found.raw);
    return context.html(withOwnLinks(html), 200, { 'content-security-policy': LETTER_POLICY });
  });
  app.get('/mailbox/:id/message.eml', (context) => {
    const found = world.mailbox.message(id(context));
    return found === undefined ? missing(context) : download(found.raw, 'message/rfc822', `${found.messageId}.eml`);
  });
  app.get('/mailbox/:id/attachments/:index', (context) => {
    const found = world.mailbox.message(id(context));
    const attachment = found && readMessage(found.raw).attachments[Number(context.req.param('index'))];
    return attachment === undefined ? missing(context) : download(attachment.content, attachment.type, attachment.name);
  });

  app.post('/mailbox/:id/answer', async (context) => {
    const found = world.mailbox.message(id(context));
    if (found === undefined || found.audience !== 'customer') return missing(context);
    const { text } = await context.req.parseBody();
    if (typeof text === 'string' && text.trim() !== '')
      await inbox.take(await answerTo(found, text.slice(0, MOST_ANSWER), world.clock.now()));
    return context.redirect(`/mailbox/${encodeURIComponent(found.messageId)}#answer`, 303);
  });

  app.get('/clock', async (context) => {
    return context.html(clock(await look(context)), 200, mover.isMoving ? { refresh: '1' } : {});
  });
  app.post('/clock', async (context) => {
    const form = await context.req.parseBody();
    const word = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
    const fields = { to: word('to'), date: word('date'), time: word('time') };
    const looked = await look(context);
    const target = targetOf(looked.company, world.clock.now(), fields);
    if (typeof target === 'string') return context.html(clock(looked, target), 422);
    // What follows from an act, or a rehearsal, comes to its end first.
    await mover.settled(PATIENCE_MS);
    mover.begin(target);
    await mover.settled(PATIENCE_MS);
    return context.redirect('/clock', 303);
  });
  app.post('/clock/stop', async (context) => {
    mover.stop();
    await mover.settled(PATIENCE_MS);
    return context.redirect('/clock', 303);
  });

  app.notFound(missing);
  app.onError(async (error, context) => {
    console.error(error);
    return context.html(failure(await look(context)), 500);
  });
  return app;
};
