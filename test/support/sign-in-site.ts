import { webApp } from '../../functions/web/app.ts';
import { type IssuerSettings, SignInIssuer } from '../../functions/web/sign-in/issuer.ts';
import type { FakeIssuer } from './fake-issuer.ts';
import { staffOptionsOf } from './signed-in.ts';
import { World } from './world.ts';

export const OURS = 'https://good-standing.example';
export const STAFF = [
  { id: 'amy', name: 'Amy', email: 'Amy@Company.test', roles: ['specialist'] },
  { id: 'nora', name: 'Nora', email: 'nora@company.test', roles: ['manager'] },
];

/** The pages of a world whose colleagues sign in at an issuer. */
export const signInSite = async (
  issuer: FakeIssuer,
  { settings = {}, publicUrl = OURS }: { settings?: Partial<IssuerSettings>; publicUrl?: string } = {},
) => {
  const world = await World.make({ start: '2026-03-02T09:00:00Z', staff: STAFF });
  const reported: unknown[] = [];
  const known = new SignInIssuer(() => ({ issuer: issuer.address, clientId: 'us', ...settings }));
  const options = staffOptionsOf(world, { report: (error) => reported.push(error) });
  const app = webApp({ ...world.platform, publicUrl }, { ...options, issuer: known });
  return { world, app, reported, publicUrl, issuer };
};
export type SignInSite = Awaited<ReturnType<typeof signInSite>>;

/** A browser in front of it, with its cookies. */
export class Browser {
  readonly #site: SignInSite;
  readonly cookies = new Map<string, string>();

  constructor(of: SignInSite) {
    this.#site = of;
  }

  async open(path: string, init: RequestInit = {}) {
    const { app, publicUrl } = this.#site;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { host: new URL(publicUrl).host, cookie, ...(init.headers as Record<string, string>) };
    const answer = await app.request(publicUrl + path, { ...init, headers });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      if (value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      set: answer.headers.getSetCookie(),
      body: await answer.text(),
      headers: answer.headers,
    };
  }

  /** Signs in as the issuer says, and answers with the page that the issuer leads back to. */
  async signIn(back = '/list') {
    const begun = await this.open(`/sign-in?back=${encodeURIComponent(back)}`);
    const query = this.#site.issuer.confirm(begun.location);
    return { begun, query, ended: await this.open(`/sign-in/callback?${query}`) };
  }

  /** Whether pages are shown: one that is not there shows that nobody asks to sign in. */
  async isIn(): Promise<boolean> {
    const { status } = await this.open('/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.#site.publicUrl },
      body: 'nonce=wrong',
    });
    return status === 403;
  }
}
