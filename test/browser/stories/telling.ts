import type { Browser, Page } from 'playwright-core';
import type { LedgerEvent } from '../../../functions/ledger/event.ts';
import { openBrowser } from '../support/browser.ts';
import { type Site, startSite } from '../support/site.ts';
import { makeStory } from './ledger.ts';

/** What is done with a page that a story shows: it is looked at, or, where it has a name, photographed. */
export type Show = (page: Page, name?: string) => Promise<void>;

/** A story of people at their desks and telephones; it fails where a page is not what they expect. */
export interface Story {
  title: string;
  /** The domain rules that it passes through. */
  rules: string;
  events: readonly LedgerEvent[];
  tell(telling: Telling): Promise<void>;
}

const DESK = { width: 1040, height: 760 };
const PHONE = { width: 390, height: 760 };

/** A company in virtual time, with a browser for everybody in it. */
export class Telling {
  readonly #site: Site;
  readonly #browser: Browser;
  readonly #show: Show;

  constructor(site: Site, browser: Browser, show: Show) {
    this.#site = site;
    this.#browser = browser;
    this.#show = show;
  }

  async #page(viewport: { width: number; height: number }): Promise<Page> {
    const page = await (await this.#browser.newContext({ viewport, baseURL: this.#site.address })).newPage();
    page.setDefaultTimeout(15_000);
    return page;
  }

  /** A telephone that knows nobody. */
  phone(): Promise<Page> {
    return this.#page(PHONE);
  }

  /** A desk that knows nobody. */
  desk(): Promise<Page> {
    return this.#page(DESK);
  }

  /** The desk of a colleague who has signed in and looks at a page. */
  async deskOf(name: string, path = '/list'): Promise<Page> {
    const page = await this.desk();
    await page.goto(`/sign-in?back=${encodeURIComponent(path)}`);
    await page.getByRole('button', { name }).click();
    await page.waitForURL(path);
    return page;
  }

  show(page: Page, name?: string): Promise<void> {
    return this.#show(page, name);
  }

  async until(date: string, time = '12:00'): Promise<void> {
    await this.#site.move({ to: 'date', date, time });
  }

  /** The page of the newest mail with such a subject. */
  async mail(audience: 'customer' | 'staff', subject: RegExp): Promise<string> {
    const list = await (await fetch(`${this.#site.address}/mailbox?to=${audience}`)).text();
    for (const [, path, text] of list.matchAll(/href="(\/mailbox\/[^"]+)"[^>]*>([^<]*)</g))
      if (subject.test(text!)) return path!;
    throw new Error(`no mail to the ${audience} has a subject like ${subject}`);
  }

  /** Opens the link of the newest mail with such a subject. */
  async followLink(page: Page, audience: 'customer' | 'staff', subject: RegExp): Promise<void> {
    await page.goto(await this.mail(audience, subject));
    const name = audience === 'customer' ? 'Answer as the customer' : 'Decide';
    await page.getByRole('link', { name, exact: true }).click();
    await page.waitForURL(audience === 'customer' ? '**/c/**' : '**/approvals/**');
  }
}

/** Tells a story from its beginning, on a ledger of its own. */
export const tellStory = async ({ events, tell }: Story, show: Show): Promise<void> => {
  const [site, browser] = await Promise.all([startSite([], makeStory(events)), openBrowser()]);
  try {
    await tell(new Telling(site, browser, show));
  } finally {
    await browser.close();
    await site.stop();
  }
};
