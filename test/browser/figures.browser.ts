import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { WIDTHS } from './support/browser.ts';
import { visit } from './support/visit.ts';

const at = visit();

const findings = async (page: Page): Promise<unknown[]> => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [...(await axeFindings(page)), ...(wide > 0 ? [`${page.url()} is ${wide} px too wide`] : [])];
};

describe('the figures', () => {
  it.each(WIDTHS)('can be read by everybody at a width of %i pixels', async (width) => {
    const page = await at.pageOf('Omar Whitfield', '/figures', width);
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
