import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { openBrowser, WIDTHS } from './support/browser.ts';
import { type Site, startSite } from './support/site.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

/** A colleague's own browser, signed in, at a page. */
const pageOf = async (name: string, path: string, width = 1280): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
  await page.goto(site.address + path);
  await page.getByRole('button', { name }).click();
  await page.waitForURL(site.address + path);
  return page;
};

const findings = async (page: Page): Promise<unknown[]> => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [...(await axeFindings(page)), ...(wide > 0 ? [`${page.url()} is ${wide} px too wide`] : [])];
};

describe('the figures', () => {
  it.each(WIDTHS)('can be read by everybody at a width of %i pixels', async (width) => {
    const page = await pageOf('Omar Whitfield', '/figures', width);
    await page.getByRole('img', { name: 'Ageing by month' }).waitFor();
    for (const numbers of await page.getByText('The numbers').all()) await numbers.click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Without disputed amounts' }).click();
    const loading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Letters and their effect as CSV' }).click();
    expect((await loading).suggestedFilename()).toMatch(/^letters-\d{4}-\d{2}\.csv$/);
    await page.context().close();
  });
});
