import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A browser from npm alone, without a screen. */
export const openBrowser = async (): Promise<Browser> =>
  // The package's own arguments are for Lambda: with a single process, closing a page ends the browser.
  // Without a locale of its own it would name every file with an umlaut "download".
  playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox'],
    headless: true,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });

/** A desk and a telephone. */
export const WIDTHS = [1280, 390] as const;
