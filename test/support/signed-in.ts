import type { Hono } from 'hono';
import { beginSession, type SessionPlace } from '../../functions/web/session.ts';
import { formNonce } from '../../functions/web/session-cookie.ts';
import type { WebOptions } from '../../functions/web/web-options.ts';
import type { World } from './world.ts';

export const HOST = 'https://good-standing.example';

/** What pages for colleagues need, over a world: sessions stand in its table, and by its clock. */
export const staffOptionsOf = (world: World, more: Partial<WebOptions> = {}): WebOptions => ({
  sessions: world.platform,
  report: (error) => {
    throw error;
  },
  recorded: () => world.runtime.settle(),
  ...more,
});

/** A colleague's browser over an application: signed in without an issuer, keeping what the pages leave with it. */
export class Colleague {
  readonly #app: Hono;
  readonly cookies = new Map<string, string>();
  readonly token: string;

  private constructor(app: Hono, token: string) {
    this.#app = app;
    this.token = token;
    this.cookies.set('__Host-session', token);
  }

  static async signIn(app: Hono, sessions: SessionPlace, member: { id: string; email: string }): Promise<Colleague> {
    const { id, email } = member;
    const token = await beginSession(sessions, { id, email, name: id, roles: [] });
    return new Colleague(app, token);
  }

  async ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: string; headers: Headers }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, ...(init.headers as Record<string, string>) };
    const answer = await this.#app.request(HOST + path, { ...init, headers });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  }

  /**
   * Sends a form as one of our pages would; a header that is empty is left out. A form that is refused leads back to its
   * page, which a browser then asks for.
   */
  async send(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const all = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: HOST,
      'sec-fetch-site': 'same-origin',
      ...headers,
    };
    const answer = await this.ask(path, {
      method: 'POST',
      headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
      body: new URLSearchParams({ nonce: formNonce(this.token), ...fields }).toString(),
    });
    const to = answer.headers.get('location') ?? '';
    return answer.status === 303 && /[?&]refused=1/.test(to) ? this.ask(to.replace(/#.*/, '')) : answer;
  }
}
