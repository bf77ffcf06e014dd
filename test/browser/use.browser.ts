import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { complaintsOf, visit } from './support/visit.ts';

const at = visit();
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  page = await at.browser.newPage({ viewport: { width: 1280, height: 900 } });
  complaints = complaintsOf(page);
});

const tabTo = async (name: string): Promise<void> => {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim())) === name) return;
  }
  throw new Error(`"${name}" cannot be reached with the tab key`);
};

describe('a clerk', () => {
  it('skips to the content with the first key, and sees where the focus is', async () => {
    await page.goto(`${at.site.address}/overview`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
  });

  it('goes from the overview to the why of an invoice and its execution', async () => {
    await page.goto(`${at.site.address}/overview`);
    await page.getByRole('link', { name: 'On the work list' }).first().click();
    await page.getByRole('button', { name: 'Amy Okafor' }).click();
    await page.waitForURL(`${at.site.address}/list?of=everybody`);
    await page.goto(`${at.site.address}/invoices?standing=on-list`);
    await page.getByRole('link', { name: 'HL-S-02-1' }).click();
    await page.getByRole('heading', { name: 'Why it stands here' }).waitFor();
    await page.getByRole('link', { name: 'S-02-1-c1-r0' }).click();
    expect(await page.locator('.state.present text').first().textContent()).toBe('Escalation');
    await page.locator('.events summary').first().click();
    expect(await page.locator('.events pre').first().isVisible()).toBe(true);
  });

  it('searches for a customer where there is nothing else', async () => {
    await page.goto(`${at.site.address}/nothing/here`);
    await page.getByRole('searchbox').fill('seeblick');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Seeblick Hotel GmbH' }).click();
    await page.getByRole('heading', { name: 'Seeblick Hotel GmbH' }).waitFor();
  });

  it('reads a letter as its reader would, and finds nothing running in it', async () => {
    await page.goto(`${at.site.address}/mailbox`);
    await page.locator('td a').first().click();
    const frame = page.frameLocator('iframe.letter');
    expect(await frame.locator('body').textContent()).toContain('Harbor Light Security');
  });

  it('moves the clock with the keyboard alone, and sees what came of it', async () => {
    await page.goto(`${at.site.address}/clock`);
    const before = await page.locator('.now').textContent();
    await tabTo('Next working morning');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The last move' }).waitFor({ timeout: 30_000 });
    expect(await page.locator('.now').textContent()).not.toBe(before);
    expect(await page.locator('h2:has-text("Letters that left")').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('sees a long move on its way, and stops it', async () => {
    await page.goto(`${at.site.address}/clock`);
    await page.getByLabel('Date').fill('2027-03-01');
    await page.getByRole('button', { name: 'Go there' }).click();
    await page.getByRole('progressbar').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop here' }).click();
    await page.getByText('stopped before its end').waitFor();
  });

  it('is told what is wrong with a date', async () => {
    await page.goto(`${at.site.address}/clock`);
    await page.evaluate(() => {
      for (const form of document.forms) form.noValidate = true;
    });
    await page.getByLabel('Date').fill('2026-01-01');
    await page.getByRole('button', { name: 'Go there' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('does not go back');
  });

  it('meets no complaint of the browser about the pages', () => {
    expect(complaints.filter((text) => !/status of (404|422)/.test(text))).toEqual([]);
  });
});
