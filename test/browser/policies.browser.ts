import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { WIDTHS } from './support/browser.ts';
import { visit } from './support/visit.ts';

const at = visit();

/** What is wrong with a page, with everything unfolded, on a desk and on a telephone. */
const findings = async (page: Page): Promise<unknown[]> => {
  const found: unknown[] = [];
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    found.push(...(await axeFindings(page)), ...(wide > 0 ? [`${page.url()} is ${wide} px too wide at ${width}`] : []));
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
};

/** The page looks again by itself until what it is about is through. */
const through = async (page: Page, running: string): Promise<void> => {
  const progress = page.getByRole('heading', { name: running });
  while ((await progress.count()) > 0) await page.waitForTimeout(100);
};

describe('a policy', () => {
  it('is drafted and rehearsed by a manager, published by an administrator, and running cases are moved', async () => {
    const nora = await at.pageOf('Nora Lindqvist', '/policies');
    expect(await findings(nora)).toEqual([]);
    await nora.getByRole('link', { name: 'Commercial' }).click();
    await nora.getByRole('img', { name: 'The steps of Commercial' }).waitFor();
    expect(await findings(nora)).toEqual([]);
    await nora.getByRole('link', { name: 'Change' }).click();
    const reminder = nora.getByRole('group', { name: 'Reminder 1' }).getByRole('textbox').first();
    await reminder.fill('never');
    await nora.getByRole('button', { name: 'Save the draft' }).first().click();
    await nora.getByText('"never" is no whole number of days').waitFor();
    expect(await findings(nora)).toEqual([]);
    await reminder.fill('9');
    await nora.getByRole('button', { name: 'Save the draft' }).first().click();
    await nora.getByText('It has not been rehearsed.').waitFor();
    expect(await findings(nora)).toEqual([]);

    await nora.getByRole('button', { name: 'Rehearse', exact: true }).click();
    await nora.getByRole('heading', { name: 'Rehearsal of Commercial' }).waitFor();
    await through(nora, 'The rehearsal is running');
    await nora.getByRole('heading', { name: /^With this draft .* letters .* in 30 days/ }).waitFor();
    await nora.getByRole('img', { name: 'Letters per day' }).waitFor();
    expect(await findings(nora)).toEqual([]);
    const loading = nora.waitForEvent('download');
    await nora.getByRole('link', { name: 'Letters per day as CSV' }).click();
    expect((await loading).suggestedFilename()).toBe('commercial-letters-per-day.csv');

    const ada = await at.pageOf('Ada Quist', '/policies/commercial/draft');
    await ada.getByText('It was rehearsed as it stands').waitFor();
    await ada.getByRole('button', { name: 'Publish as version 2' }).click();
    await ada.getByText('Commercial is active in version 2').waitFor();
    await ada.getByText('9 days after the due date', { exact: true }).waitFor();
    await nora.goto(`${at.site.address}/policies/commercial/rehearsal`);
    await nora.getByText('The draft that was rehearsed is gone').waitFor();

    await ada.getByRole('link', { name: 'Running cases' }).click();
    await ada.getByRole('button', { name: 'Look at the running cases' }).click();
    await through(ada, 'The running cases are being looked at');
    await ada.getByRole('heading', { name: /running cases follow an older version/ }).waitFor();
    expect(await findings(ada)).toEqual([]);
    await ada
      .getByRole('checkbox', { name: /^Move invoice/ })
      .first()
      .check();
    await ada.getByRole('button', { name: 'Move the ticked' }).click();
    await ada.getByRole('button', { name: 'Yes, move it' }).click();
    await through(ada, 'The cases are being moved');
    await ada.getByRole('heading', { name: '1 running case now follows version 2.' }).waitFor();
    expect(await findings(ada)).toEqual([]);
  });

  it('is not thrown away by who has not seen what others made of it', async () => {
    const nora = await at.pageOf('Nora Lindqvist', '/policies/residential/draft');
    await nora.getByRole('button', { name: 'Save the draft' }).first().click();
    const reminder = nora.getByRole('group', { name: 'Add a reminder' });
    await nora.locator('summary', { hasText: 'Add a reminder' }).click();
    await reminder.getByLabel('Days').fill('45');
    await reminder.getByLabel('Letter').selectOption('reminder-3');
    await reminder.getByRole('button', { name: 'Add to the draft' }).click();
    await nora.getByRole('group', { name: '7. Reminder 3 2' }).getByRole('textbox').first().press('Enter');
    await nora.getByText('The draft is saved.').waitFor();
    const ada = await at.pageOf('Ada Quist', '/policies/residential/draft');
    await ada.getByRole('button', { name: 'Publish as version 2' }).click();
    await ada.getByText('Residential is active in version 2').waitFor();
    await nora.getByRole('button', { name: 'Throw the draft away' }).click();
    await nora.getByRole('heading', { name: 'Somebody was first' }).waitFor();
    expect(await findings(nora)).toEqual([]);
  });
});
