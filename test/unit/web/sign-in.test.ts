import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Throttled } from '../../../functions/platform/errors.ts';
import { webApp } from '../../../functions/web/app.ts';
import { FakeIssuer } from '../../support/fake-issuer.ts';
import { Browser, OURS, STAFF, signInSite } from '../../support/sign-in-site.ts';
import { staffOptionsOf } from '../../support/signed-in.ts';
import { World } from '../../support/world.ts';

let issuer: FakeIssuer;
beforeEach(async () => {
  issuer = await new FakeIssuer().start();
});
afterEach(() => issuer.stop());

const site = (of: Parameters<typeof signInSite>[1] = {}) => signInSite(issuer, of);

describe('signing in', () => {
  test('leads to the issuer with state, nonce and a challenge, and keeps their secret in a cookie for ten minutes', async () => {
    const { begun } = await new Browser(await site()).signIn();
    expect(begun.status).toBe(302);
    const asked = new URL(begun.location);
    expect(asked.origin + asked.pathname).toBe(`${issuer.address}/authorize`);
    const of = Object.fromEntries(asked.searchParams);
    expect(of).toMatchObject({
      response_type: 'code',
      client_id: 'us',
      redirect_uri: `${OURS}/sign-in/callback`,
      scope: 'openid email',
      code_challenge_method: 'S256',
    });
    for (const secret of [of.state, of.nonce, of.code_challenge]) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(begun.set).toHaveLength(1);
    expect(begun.set[0]).toMatch(
      /^__Host-sign-in-[\w-]{10}=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test('comes back to the page that was asked for, with a session that no script and no other host can read', async () => {
    const of = await site();
    const browser = new Browser(of);
    const { ended } = await browser.signIn('/list?of=department:care');
    expect([ended.status, ended.location]).toEqual([303, '/list?of=department:care']);
    expect(ended.set.find((each) => each.startsWith('__Host-session'))).toMatch(
      /^__Host-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect([...browser.cookies.keys()]).toEqual(['__Host-session']);
    expect(await browser.isIn()).toBe(true);
    expect(issuer.asked[0]!.authorization).toBeUndefined();
  });

  test('keeps the session’s token in no place but the browser', async () => {
    const of = await site();
    const browser = new Browser(of);
    await browser.signIn();
    const token = browser.cookies.get('__Host-session')!;
    const kept = await of.world.table.get({ pk: `N#${token}`, sk: 'SESSION' });
    expect(kept).toBeUndefined();
  });

  test('takes the address from where the issuer tells it apart from the token', async () => {
    issuer.says.claims = { email: null, email_verified: null };
    issuer.says.person = { sub: 'person-1', email: 'nora@company.test', email_verified: 'true' };
    const { ended } = await new Browser(await site()).signIn();
    expect(ended.status).toBe(303);
  });

  test('proves itself with a secret where it was given one', async () => {
    const { ended } = await new Browser(await site({ settings: { clientSecret: 'hush' } })).signIn();
    expect(ended.status).toBe(303);
    expect(issuer.asked[0]!.authorization).toBe(`Basic ${Buffer.from('us:hush').toString('base64')}`);
  });

  test('writes nothing before the issuer has vouched for one of the staff', async () => {
    const of = await site();
    of.world.hooks.before(
      () => true,
      async () => {},
    );
    const browser = new Browser(of);
    issuer.says.claims = { email: 'eve@elsewhere.test' };
    await browser.signIn();
    expect(of.world.hooks.waiting).toBe(1);
    issuer.says.claims = {};
    await browser.signIn();
    expect(of.world.hooks.waiting).toBe(0);
  });

  test('two windows of one browser sign in side by side', async () => {
    const browser = new Browser(await site());
    const first = await browser.open('/sign-in?back=/list');
    const second = await browser.open('/sign-in?back=/search');
    const answers = [];
    for (const each of [first, second])
      answers.push((await browser.open(`/sign-in/callback?${issuer.confirm(each.location)}`)).location);
    expect(answers).toEqual(['/list', '/search']);
  });
});

describe('nobody is signed in', () => {
  test.each([
    ['whose address is nobody’s of the staff', { email: 'eve@elsewhere.test' }, 'not among the staff'],
    ['whose address the issuer does not vouch for', { email_verified: false }, 'not confirmed'],
    ['of whose address the issuer says nothing', { email_verified: null }, 'not confirmed'],
    ['with another sign-in’s nonce', { nonce: 'n'.repeat(43) }, 'not signed in'],
    ['without a nonce', { nonce: null }, 'not signed in'],
    ['with a token for somebody else', { aud: 'them' }, 'not signed in'],
    ['with a token of another issuer', { iss: 'https://elsewhere.example' }, 'not signed in'],
    ['with a token that is over', { iat: 1_700_000_000, exp: 1_700_000_060 }, 'not signed in'],
  ])('%s', async (_what, claims, sentence) => {
    issuer.says.claims = claims;
    const browser = new Browser(await site());
    const { ended } = await browser.signIn();
    expect(ended.status).toBe(403);
    expect(ended.body).toContain(sentence);
    expect(ended.body).not.toContain('eve@');
    expect(browser.cookies.size).toBe(0);
  });

  test('with a token that another key signed', async () => {
    issuer.says.forged = true;
    const browser = new Browser(await site());
    expect((await browser.signIn()).ended.status).toBe(403);
    expect(browser.cookies.size).toBe(0);
  });

  test('who stopped at the issuer', async () => {
    const browser = new Browser(await site());
    const state = new URL((await browser.open('/sign-in')).location).searchParams.get('state')!;
    const query = new URLSearchParams({ error: 'access_denied', state, iss: issuer.address });
    expect((await browser.open(`/sign-in/callback?${query}`)).status).toBe(403);
  });

  test('by an address that was used before, or that was begun in another browser', async () => {
    const of = await site();
    const browser = new Browser(of);
    const { query } = await browser.signIn();
    const again = await browser.open(`/sign-in/callback?${query}`);
    expect(again.status).toBe(400);
    expect(again.body).toContain('This sign-in is over');
    const begun = await browser.open('/sign-in');
    const elsewhere = new Browser(of);
    expect((await elsewhere.open(`/sign-in/callback?${issuer.confirm(begun.location)}`)).status).toBe(400);
    expect(elsewhere.cookies.size).toBe(0);
  });

  test('by a state that was made up, even with a cookie of its name', async () => {
    const browser = new Browser(await site());
    const state = 's'.repeat(43);
    browser.cookies.set(`__Host-sign-in-${state.slice(0, 10)}`, `${'x'.repeat(43)}.`);
    expect((await browser.open(`/sign-in/callback?code=c&state=${state}`)).status).toBe(400);
    expect((await browser.open('/sign-in/callback?code=c&state=%00')).status).toBe(400);
    expect((await browser.open('/sign-in/callback')).status).toBe(400);
  });

  test('while the issuer is down; once it is up again, the next one is', async () => {
    const of = await site();
    const browser = new Browser(of);
    await issuer.stop();
    const down = await browser.open('/sign-in');
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '60']);
    expect(down.body).toContain('cannot reach');
    await issuer.start();
    expect((await browser.signIn()).ended.status).toBe(303);
    const begun = await browser.open('/sign-in');
    await issuer.stop();
    expect((await browser.open(`/sign-in/callback?${issuer.confirm(begun.location)}`)).status).toBe(503);
    await issuer.start();
    issuer.says.tokenStatus = 500;
    expect((await browser.signIn()).ended.status).toBe(503);
    expect(of.reported.map((error) => (error as Error).name)).toEqual(Array(3).fill('IssuerUnreachable'));
  });

  test('while the table cannot be written to', async () => {
    const of = await site();
    of.world.hooks.before(
      () => true,
      () => Promise.reject(new Throttled('slow down')),
    );
    const { ended } = await new Browser(of).signIn();
    expect(ended.status).toBe(503);
    expect(ended.body).toContain('We cannot sign you in at the moment');
    expect(of.reported).toHaveLength(1);
  });

  test('where no issuer is set up', async () => {
    const world = await World.make({ start: '2026-03-02T09:00:00Z', staff: STAFF });
    const app = webApp({ ...world.platform, publicUrl: OURS }, staffOptionsOf(world));
    expect((await app.request(`${OURS}/sign-in`)).status).toBe(503);
    expect((await app.request(`${OURS}/sign-in/callback?state=x`)).status).toBe(503);
  });
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/%0d%0aset-cookie:x=1/\r\nlocation: //evil.example',
  'javascript:alert(1)',
  'list',
  '',
])('nobody is led elsewhere by %j', async (back) => {
  const { ended } = await new Browser(await site()).signIn(back);
  expect([ended.status, ended.location]).toEqual([303, '/list']);
});
