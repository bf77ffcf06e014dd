import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { WIDTHS } from './support/browser.ts';
import { PAGES, SIGNED_IN_PAGES, signIn } from './support/page-list.ts';
import { visit } from './support/visit.ts';

const at = visit();
let page: Page;

describe.each(WIDTHS)('at a width of %i pixels', (width) => {
  beforeAll(async () => {
    page = await at.browser.newPage({ viewport: { width, height: 900 } });
  });
  afterAll(() => page.close());

  it.each(PAGES)('%s can be used by everybody, and nothing sticks out', async (_name, path) => {
    await page.goto(at.site.address + path);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });

  it('the lists and accounts can be used by everybody, and nothing sticks out', async () => {
    await signIn(page, at.site.address);
    for (const [name, path] of SIGNED_IN_PAGES) {
      const answer = await page.goto(at.site.address + path);
      expect([name, answer?.status(), await axeFindings(page)]).toEqual([name, 200, []]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, Math.max(wide, 0)]).toEqual([name, 0]);
    }
  });

  it('a letter can be read by everybody, in a frame of its own', async () => {
    await page.goto(`${at.site.address}/mailbox`);
    await page.locator('td a').first().click();
    await page.frameLocator('iframe.letter').locator('h1').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});
