import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { complaintsOf, visit } from './support/visit.ts';

/** The work list under the hands of a clerk: the way back, undo, and an empty list with the keyboard alone. */

const at = visit();
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  page = await at.browser.newPage({ viewport: { width: 1280, height: 900 } });
  // A page that shows a refused form says so to the browser, which notes it.
  complaints = complaintsOf(page, '422');
  await page.goto(`${at.site.address}/sign-in?back=/list`);
  await page.getByRole('button', { name: 'Amy Okafor' }).click();
  await page.waitForURL(`${at.site.address}/list`);
});

const firstWith = (act: string) => page.locator('.item', { has: page.locator('a', { hasText: act }) }).first();

describe('a clerk who goes back', () => {
  it('after a form that was refused and corrected sees the page as it stands, and nothing is sent again', async () => {
    await firstWith('Promise to pay').getByRole('link', { name: 'Promise to pay' }).click();
    const form = page.locator('#act-promise form');
    await form.getByLabel('Amount').fill('999999999');
    await form.getByLabel('They pay on').fill('2099-01-01');
    await form.getByRole('button').click();
    await page.waitForURL(/refused=1/);
    expect(await page.locator('#act-promise .error').count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    await page.goBack();
    await page.locator('#act-promise form').waitFor();
    expect(page.url()).not.toContain('refused');
    await page.goForward();
    await page.locator('#act-promise form').waitFor();
    expect(await page.locator('#act-promise .error').count()).toBe(0);
    await page
      .locator('#act-promise')
      .getByLabel('They pay on')
      .fill(await dayAhead());
    await page.locator('#act-promise').getByRole('button').click();
    await page.waitForURL(`${at.site.address}/list#content`);
    await page.getByRole('status').getByText('A promise of').waitFor();
    await page.goBack();
    await page.getByText('Amy Okafor closed this').waitFor();
    await page.goForward();
    await page.waitForURL(`${at.site.address}/list#content`);
  });

  it('takes a promise back with one press', async () => {
    const before = await page.locator('.item').count();
    await firstWith('Promise to pay').getByRole('link', { name: 'Promise to pay' }).click();
    await page
      .locator('#act-promise')
      .getByLabel('They pay on')
      .fill(await dayAhead());
    await page.locator('#act-promise').getByRole('button').click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The promise is withdrawn.').waitFor();
    await page.goto(`${at.site.address}/list`);
    expect(await page.locator('.item').count()).toBe(before);
  });
});

/** The day after tomorrow by the company's clock, as a date field takes it. */
const dayAhead = async (): Promise<string> =>
  (await page.locator('#act-promise input[name=promisedOn]').getAttribute('min'))!.replace(/\d\d$/, (day) =>
    `${Math.min(Number(day) + 1, 28)}`.padStart(2, '0'),
  );

const press = async (key: string, times = 1): Promise<void> => {
  for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
};

let before = Number.POSITIVE_INFINITY;

describe('a clerk with a keyboard', () => {
  it('empties the list: each item is done with a word on what came of it', async () => {
    for (;;) {
      await page.goto(`${at.site.address}/list`);
      const left = await page.locator('.item').count();
      if (left === 0) break;
      expect(left).toBeLessThan(before);
      before = left;
      await page.locator('.item h2 a').first().focus();
      await press('Enter');
      await page.locator('details.act').first().waitFor();
      const panel = page.locator('details.act[open]').first();
      await panel.locator('button').waitFor();
      const done = page.locator('#act-done');
      if ((await done.count()) === 0) {
        await page.locator('#act-wait summary, #act-hand-on summary').first().focus();
        await press('Enter');
        const reason = page.locator('#act-wait input[name=reason]');
        if ((await reason.count()) === 0) {
          await page.locator('#act-hand-on select').selectOption({ index: 1 });
          await page.locator('#act-hand-on button').focus();
        } else {
          await reason.fill('They call back');
          await page.locator('#act-wait button').focus();
        }
      } else {
        if ((await done.getAttribute('open')) === null) {
          await done.locator('summary').focus();
          await press('Enter');
        }
        await done.locator('textarea').focus();
        await page.keyboard.type('Spoke with them');
        await press('Tab');
      }
      await press('Enter');
      await page.waitForURL(/\/list#content$/);
    }
    await page.getByRole('heading', { name: 'Your own list is done' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
