import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the issuer says next; each test changes what it is about. */
export interface Sayings {
  /** Claims that replace or join the ordinary ones of the token; null leaves one out. */
  claims: Record<string, unknown>;
  /** What it tells where it is asked for the person apart from the token. */
  person: Record<string, unknown> | undefined;
  /** Signs with a key that it does not publish. */
  forged: boolean;
  /** The status of the answer at the token's place. */
  tokenStatus: number;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const signed = (claims: object, key: KeyObject): string => {
  const body = `${encoded({ alg: 'ES256', kid: 'k' })}.${encoded(claims)}`;
  return `${body}.${sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};

/** An OpenID Connect issuer that answers as it is told, on this machine. */
export class FakeIssuer {
  readonly says: Sayings = { claims: {}, person: undefined, forged: false, tokenStatus: 200 };
  /** What came to the token's place: the form, and how the client proved itself. */
  readonly asked: { form: Record<string, string>; authorization: string | undefined }[] = [];
  readonly #keys = pair();
  readonly #other = pair();
  /** The challenge and the nonce that a code was given for. */
  readonly #codes = new Map<string, { challenge: string; nonce: string }>();
  #server: Server | undefined;
  #port = 0;

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      void this.#answer(request).then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** What a person's yes leads to: the query of the address that the browser is sent back to. */
  confirm(authorization: string): URLSearchParams {
    const asked = new URL(authorization).searchParams;
    const code = `code-${this.#codes.size + 1}`;
    this.#codes.set(code, { challenge: asked.get('code_challenge')!, nonce: asked.get('nonce')! });
    return new URLSearchParams({ code, state: asked.get('state')!, iss: this.address });
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { pathname } = new URL(request.url!, this.address);
    if (pathname === '/.well-known/openid-configuration') return { status: 200, body: this.#description() };
    if (pathname === '/keys')
      return {
        status: 200,
        body: { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'ES256', use: 'sig' }] },
      };
    if (pathname === '/person') return { status: 200, body: this.says.person ?? {} };
    if (pathname === '/token') return this.#token(request);
    return { status: 404, body: {} };
  }

  #description(): object {
    const at = (path: string): string => `${this.address}/${path}`;
    return {
      issuer: this.address,
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      jwks_uri: at('keys'),
      userinfo_endpoint: at('person'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  async #token(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    this.asked.push({ form, authorization: request.headers.authorization });
    const given = this.#codes.get(form.code ?? '');
    this.#codes.delete(form.code ?? '');
    const { claims, forged, tokenStatus } = this.says;
    if (tokenStatus !== 200) return { status: tokenStatus, body: { error: 'server_error' } };
    const challenge = createHash('sha256')
      .update(form.code_verifier ?? '')
      .digest('base64url');
    if (given?.challenge !== challenge) return { status: 400, body: { error: 'invalid_grant' } };
    const now = Math.floor(Date.now() / 1000);
    const ordinary = { iss: this.address, aud: 'us', sub: 'person-1', iat: now, exp: now + 60, nonce: given.nonce };
    const all = { ...ordinary, email: 'amy@company.test', email_verified: true, ...claims };
    const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
    const { privateKey } = forged ? this.#other : this.#keys;
    return { status: 200, body: { access_token: 'a', token_type: 'Bearer', id_token: signed(kept, privateKey) } };
  }
}
