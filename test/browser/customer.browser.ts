import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { WIDTHS } from './support/browser.ts';
import { visit } from './support/visit.ts';

const at = visit();

/** From the newest letter in the mailbox to its customer's page, as somebody who looks around would. */
const openFromLetter = async (page: Page): Promise<void> => {
  await page.goto(`${at.site.address}/mailbox`);
  await page.locator('main a[href^="/mailbox/"]').first().click();
  await page.getByRole('link', { name: 'Answer as the customer' }).click();
};

describe("the customer's page in a browser", () => {
  it.each(WIDTHS)('has no findings of axe and no sideways scrolling at %i pixels, every form open', async (width) => {
    const page = await at.browser.newPage({ viewport: { width, height: 900 } });
    await openFromLetter(page);
    for (const summary of await page.locator('details.act > summary').all()) await summary.click();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.close();
  });

  it('takes a problem by keyboard alone, says what is missing first, and thanks for it', async () => {
    const page = await at.browser.newPage();
    await openFromLetter(page);
    await page.getByText('There is a problem').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Tell us about it' }).press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('what it is about');
    const invoice = page.locator('select#problem-invoice');
    if ((await invoice.count()) > 0) await invoice.selectOption({ index: 1 });
    await page.getByLabel('It is about').selectOption('service-fault');
    await page.getByLabel('What is wrong, in your words?').fill('The alarm is silent.');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Tell us about it' }).press('Enter');
    expect(await page.getByRole('status').textContent()).toContain('Thank you for telling us');
    expect(await page.locator('body').textContent()).toContain('under review');
    await page.close();
  });
});
