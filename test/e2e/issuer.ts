import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import Provider, { type Configuration } from 'oidc-provider';
import { issuerConfiguration } from '../../local/server/issuer-configuration.ts';
import { freePort } from './emulator.ts';
import { expect } from './storyteller.ts';

/**
 * An OpenID Connect issuer beside the emulator, whose own user pool AWS alone could answer for. It is a whole one, of the
 * library that issuers are made of; only its page is none: whoever says who they are is believed.
 */

export const CLIENT = 'pages';
const PICK = '/pick/';

const configuration = (returnTo: string): Configuration => {
  return {
    ...issuerConfiguration(CLIENT, returnTo),
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `${PICK}${uid}` },
    ttl: { Interaction: 60, Session: 60, Grant: 60, AuthorizationCode: 60, AccessToken: 60, IdToken: 60 },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, email: id, email_verified: true }) }),
  };
};

/** The cookies that a browser would bring back. */
const cookiesOf = (answer: Response, before = ''): string => {
  const set = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  return [...before.split('; ').filter((cookie) => cookie !== ''), ...set].join('; ');
};

export class Issuer {
  readonly address: string;
  readonly #server: Server;
  #provider: Provider | undefined;

  private constructor(address: string, server: Server) {
    this.address = address;
    this.#server = server;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<Issuer> {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new Issuer(`http://127.0.0.1:${port}`, server);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Knows the pages from now on: whoever signed in is sent to `returnTo` and to no other address. */
  knows(returnTo: string): void {
    this.#provider = new Provider(this.address, configuration(returnTo));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const provider = this.#provider!;
    if (!request.url!.startsWith(PICK)) return provider.callback()(request, response);
    const picked = { login: { accountId: await text(request), remember: false } };
    const next = await provider.interactionResult(request, response, picked);
    response.writeHead(303, { location: next }).end();
  }

  /** What a person does whom `authorization` led here: says who they are, and is sent back. Gives the way back. */
  async confirm(authorization: string, address: string): Promise<URL> {
    const asked = await fetch(authorization, { redirect: 'manual' });
    const to = (answer: Response): URL => new URL(answer.headers.get('location') ?? 'none:', this.address);
    expect(to(asked).pathname.startsWith(PICK), 'The issuer asks who it is', {
      status: asked.status,
      at: `${to(asked)}`,
    });
    const cookie = cookiesOf(asked);
    const said = await fetch(to(asked), { method: 'POST', body: address, redirect: 'manual', headers: { cookie } });
    const back = await fetch(to(said), { redirect: 'manual', headers: { cookie: cookiesOf(said, cookie) } });
    return to(back);
  }
}
