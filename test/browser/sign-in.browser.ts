import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { approvalLink } from './support/approval-links.ts';
import { axeFindings } from './support/axe.ts';
import { WIDTHS } from './support/browser.ts';
import { visit } from './support/visit.ts';

const at = visit();

const signIn = async (page: Page, name: string, path: string): Promise<void> => {
  await page.goto(at.site.address + path);
  await page.getByRole('button', { name }).click();
  await page.waitForURL(at.site.address + path);
};

describe('the way in and out', () => {
  it.each(WIDTHS)('can be used by everybody at a width of %i pixels', async (width) => {
    const page = await at.freshPage(width);
    const looksGood = async (): Promise<void> => {
      expect([page.url(), await axeFindings(page)]).toEqual([page.url(), []]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([page.url(), Math.max(wide, 0)]).toEqual([page.url(), 0]);
    };
    await page.goto(`${at.site.address}/list?of=everybody`);
    await page.getByRole('heading', { name: 'Who would you like to be?' }).waitFor();
    await looksGood();
    await page.getByRole('button', { name: 'Amy Okafor' }).click();
    await page.waitForURL(`${at.site.address}/list?of=everybody`);
    await page.goto(`${at.site.address}/figures`);
    await page.getByText('managers, finance, administrators').waitFor();
    await looksGood();
    await page.goto(`${at.site.address}/requests/nothing`);
    await looksGood();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await looksGood();
    await page.goto(`${at.site.address}/sign-in/callback?state=x`);
    await looksGood();
    await page.context().close();
  });

  it('is a key of its own for each browser, which nobody can take from a page', async () => {
    const [amy, ben] = [await at.freshPage(), await at.freshPage()];
    await signIn(amy, 'Amy Okafor', '/list');
    await signIn(ben, 'Ben Castellan', '/list');
    const keyOf = async (page: Page) => (await page.context().cookies()).find(({ name }) => name === 'session')!;
    const key = await keyOf(amy);
    expect(key).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(key.value).not.toBe((await keyOf(ben)).value);
    await amy.getByRole('button', { name: 'Sign out' }).click();
    await amy.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await ben.reload();
    await ben.getByText('Ben Castellan').first().waitFor();
    // The key that was given back opens nothing, wherever it is tried.
    await ben.context().addCookies([key]);
    await ben.goto(`${at.site.address}/list`);
    await ben.getByRole('heading', { name: 'Who would you like to be?' }).waitFor();
    for (const page of [amy, ben]) await page.context().close();
  });

  it('leads to another colleague at once, and works by keyboard alone', async () => {
    const page = await at.freshPage();
    await signIn(page, 'Amy Okafor', '/list');
    await page.goto(`${at.site.address}/sign-in?anew=1&back=/list`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${at.site.address}/list`);
    await page.getByText('Ben Castellan').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Go to the content');
    await page.context().close();
  });

  it('is not given back by a form that somebody else wrote', async () => {
    const page = await at.freshPage();
    await signIn(page, 'Amy Okafor', '/list');
    await page.setContent(`<form method="post" action="${at.site.address}/sign-out"><button>Win</button></form>`);
    await page.getByRole('button', { name: 'Win' }).click();
    await page.waitForURL(`${at.site.address}/sign-out`);
    await page.goto(`${at.site.address}/list`);
    await page.getByText('Amy Okafor').first().waitFor();
    await page.context().close();
  });
});

it('a decision that needs two people is made by the one who is asked, signed in', async () => {
  const { link } = await approvalLink(at.site.address, 'Stonebridge Hotel');
  const page = await at.freshPage();
  await page.goto(at.site.address + link);
  const asked = /A decision for (.+)/.exec((await page.textContent('main'))!)![1]!.trim();
  await page.getByRole('link', { name: 'Sign in to decide' }).click();
  const another = asked === 'Amy Okafor' ? 'Ben Castellan' : 'Amy Okafor';
  await page.getByRole('button', { name: another }).click();
  await page.getByText(`You are signed in as ${another}; this was asked of ${asked}.`).waitFor();
  await page.getByRole('link', { name: 'Sign in as somebody else' }).click();
  await page.getByRole('button', { name: asked }).click();
  await page.getByLabel('Approve').check();
  await page.getByRole('button', { name: 'Send this decision' }).click();
  await page.getByRole('heading', { name: 'Approved' }).waitFor();
  await page.context().close();
});
