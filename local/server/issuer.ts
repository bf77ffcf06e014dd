import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Configuration } from 'oidc-provider';
import { companyOf } from '../../functions/platform/company.ts';
import { withStaffHeaders } from '../../functions/web/shell.ts';
import type { IssuerSettings } from '../../functions/web/sign-in/issuer.ts';
import { pickPage } from '../pages/pick.ts';
import { issuerConfiguration } from './issuer-configuration.ts';
import type { World } from './world.ts';

/**
 * The issuer that comes along at home, for trying out: whoever can open these pages signs in as the colleague of their
 * choice. It is a whole one all the same, so that the way in is the one that leads in everywhere.
 */

const PREFIX = '/issuer';
const CLIENT = 'good-standing';
const LIVES_S = { Interaction: 600, Session: 60, Grant: 60, AuthorizationCode: 60, AccessToken: 60, IdToken: 60 };

interface Env {
  Bindings: HttpBindings;
}

const configuration = (address: string, world: World): Configuration => {
  return {
    ...issuerConfiguration(CLIENT, `${address}/sign-in/callback`),
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { url: (_context, { uid }) => `${PREFIX}/pick/${uid}` },
    ttl: LIVES_S,
    async findAccount(_context, id) {
      const { staff } = await companyOf(world.runtime.platform.table, world.clock.now());
      const member = staff.find((each) => each.id === id);
      return member && { accountId: id, claims: () => ({ sub: id, email: member.email, email_verified: true }) };
    },
  };
};

const load = async (address: string, world: World) => {
  const { default: Provider } = await import('oidc-provider');
  return new Provider(address + PREFIX, configuration(address, world));
};

export class HomeIssuer {
  readonly #world: World;
  #known: { address: string; provider: ReturnType<typeof load> } | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  get settings(): IssuerSettings {
    return { issuer: this.#world.runtime.platform.publicUrl + PREFIX, clientId: CLIENT };
  }

  /** Made when it is first asked for: only then the address is known. */
  #provider(): ReturnType<typeof load> {
    const address = this.#world.runtime.platform.publicUrl;
    if (this.#known?.address !== address) this.#known = { address, provider: load(address, this.#world) };
    return this.#known.provider;
  }

  readonly #protocol = async ({ env }: Context<Env>): Promise<Response> => {
    const { incoming, outgoing } = env;
    const answer = (await this.#provider()).callback();
    // Nothing is remembered from one sign-in to the next: whoever comes is asked who they would like to be.
    if (incoming.url!.startsWith(`${PREFIX}/auth?`)) delete incoming.headers.cookie;
    // As a server does under which it is mounted: the path without the prefix, and the prefix beside it.
    Object.assign(incoming, { url: incoming.url!.slice(PREFIX.length), baseUrl: PREFIX });
    await answer(incoming as Parameters<typeof answer>[0], outgoing as Parameters<typeof answer>[1]);
    return RESPONSE_ALREADY_SENT;
  };

  /** Where our own server asks for tokens: it is no page, and names no origin. */
  tokens(): Hono<Env> {
    return new Hono<Env>().post(`${PREFIX}/token`, this.#protocol);
  }

  /** Everything else: what browsers come to. */
  pages(): Hono<Env> {
    const app = new Hono<Env>();
    app.use(`${PREFIX}/pick/*`, async (context, next) => {
      await next();
      withStaffHeaders(context);
    });
    const over = (context: Context<Env>) => context.redirect('/sign-in?anew=1', 303);
    app.get(`${PREFIX}/pick/:uid`, async (context) => {
      const { incoming, outgoing } = context.env;
      const found = await (await this.#provider()).interactionDetails(incoming, outgoing).catch(() => undefined);
      if (found === undefined) return over(context);
      const { runtime, clock, notes } = this.#world;
      const isSample = notes.read<{ kind: string }>('ledger')?.kind === 'sample';
      return context.html(pickPage(await companyOf(runtime.platform.table, clock.now()), isSample));
    });
    app.post(`${PREFIX}/pick/:uid`, async (context) => {
      const { incoming, outgoing } = context.env;
      const { staff } = await context.req.parseBody();
      if (typeof staff !== 'string') return over(context);
      const provider = await this.#provider();
      const picked = { login: { accountId: staff, remember: false } };
      const next = await provider
        .interactionResult(incoming, outgoing, picked, { mergeWithLastSubmission: false })
        .catch(() => undefined);
      return next === undefined ? over(context) : context.redirect(next, 303);
    });
    app.all(`${PREFIX}/*`, this.#protocol);
    return app;
  }
}
