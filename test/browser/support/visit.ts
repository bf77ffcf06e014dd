import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Site, startSite } from './site.ts';

/** The running sample company and a browser. */
export interface Visit {
  readonly site: Site;
  readonly browser: Browser;
  /** A page of a browser of its own, without any cookie; `width` in pixels. */
  freshPage(width?: number): Promise<Page>;
  /** A colleague's own browser, signed in by name, at a page. */
  pageOf(name: string, path: string, width?: number): Promise<Page>;
}

/** Opens the sample company and a browser before the tests of a file, and closes both behind them. */
export const visit = (): Visit => {
  let site: Site | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  const freshPage: Visit['freshPage'] = async (width = 1280) =>
    (await browser!.newContext({ viewport: { width, height: 900 } })).newPage();
  return {
    get site() {
      return site!;
    },
    get browser() {
      return browser!;
    },
    freshPage,
    async pageOf(name, path, width) {
      const page = await freshPage(width);
      await page.goto(site!.address + path);
      await page.getByRole('button', { name }).click();
      await page.waitForURL(site!.address + path);
      return page;
    },
  };
};

/** What a page complains of from now on, but for what is expected of it. */
export const complaintsOf = (page: Page, expected?: string): readonly string[] => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && (expected === undefined || !text.includes(expected))) complaints.push(text);
  });
  return complaints;
};
