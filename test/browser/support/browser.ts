import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** A browser from npm alone, without a screen. */
export const openBrowser = async (): Promise<Browser> =>
  // The package's own arguments are for Lambda: with a single process, closing a page ends the browser.
  playwright.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox'], headless: true });

/** A desk and a telephone. */
export const WIDTHS = [1280, 390] as const;
