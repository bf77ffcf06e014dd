import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formNonce } from '../../../functions/web/session-cookie.ts';
import { FakeIssuer } from '../../support/fake-issuer.ts';
import { Browser, type SignInSite, signInSite } from '../../support/sign-in-site.ts';

let issuer: FakeIssuer;
beforeEach(async () => {
  issuer = await new FakeIssuer().start();
});
afterEach(() => issuer.stop());

const site = (of: Parameters<typeof signInSite>[1] = {}) => signInSite(issuer, of);

describe('signing out', () => {
  const signOut = (of: SignInSite, browser: Browser) =>
    browser.open('/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: of.publicUrl },
      body: new URLSearchParams({ nonce: formNonce(browser.cookies.get('__Host-session')!) }).toString(),
    });

  test('ends the session of this browser for good, and of no other', async () => {
    const of = await site();
    const [here, there] = [new Browser(of), new Browser(of)];
    await here.signIn();
    await there.signIn();
    const token = here.cookies.get('__Host-session')!;
    const out = await signOut(of, here);
    expect([out.status, out.location]).toEqual([303, '/sign-in/over']);
    expect(here.cookies.size).toBe(0);
    here.cookies.set('__Host-session', token);
    expect(await here.isIn()).toBe(false);
    expect(await there.isIn()).toBe(true);
    const page = await here.open('/sign-in/over');
    expect(page.body).toContain('You are signed out');
    const again = await here.open('/sign-in?anew=1');
    expect(new URL(again.location).searchParams.get('prompt')).toBe('login');
  });

  test('signing in again ends the session that this browser had', async () => {
    const of = await site();
    const browser = new Browser(of);
    await browser.signIn();
    const token = browser.cookies.get('__Host-session')!;
    await browser.signIn();
    expect(browser.cookies.get('__Host-session')).not.toBe(token);
    browser.cookies.set('__Host-session', token);
    expect(await browser.isIn()).toBe(false);
  });
});

test('the company’s own address leads to one’s list', async () => {
  const { status, location } = await new Browser(await site()).open('/');
  expect([status, location]).toEqual([302, '/list']);
});

describe('on one’s own machine', () => {
  const HERE = 'http://127.0.0.1:3000';

  test('cookies have plain names, for there is no HTTPS', async () => {
    const { begun, ended } = await new Browser(await site({ publicUrl: HERE })).signIn();
    expect(begun.set[0]).toMatch(/^sign-in-[\w-]{10}=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(ended.set.at(-1)).toMatch(/^session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('who comes under another name of it goes on under the one that cookies belong to', async () => {
    const { app } = await site({ publicUrl: HERE });
    const answer = await app.request('http://localhost:3000/sign-in?back=/list', {
      headers: { host: 'localhost:3000' },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${HERE}/sign-in?back=/list`]);
  });
});
