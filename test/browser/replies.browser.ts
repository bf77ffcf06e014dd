import { readFile } from 'node:fs/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './support/axe.ts';
import { WIDTHS } from './support/browser.ts';
import { signIn } from './support/page-list.ts';
import { visit } from './support/visit.ts';

const at = visit();
let page: Page;

const SLIP = Buffer.from('%PDF-1.7 \u0000\u00ff paid');
const SCRIPT = '<script>document.title = "run"</script>';

beforeAll(async () => {
  page = await (await at.browser.newContext()).newPage();
  await signIn(page, at.site.address);
});

/** A message of somebody whom nobody knows, once it stands on the list of what nobody has. */
const strayMessage = async (subject: string): Promise<void> => {
  const raw = await new MailComposer({
    ...{ from: 'dana.private@mail.example', to: 'answers@harborlight.example', subject },
    text: 'We paid last Friday, please see the slip.',
    attachments: [
      { filename: 'slip März.pdf', content: SLIP },
      { filename: 'page.html', content: SCRIPT, contentType: 'text/html' },
    ],
  })
    .compile()
    .build();
  at.site.receive(raw);
  const link = page.getByRole('link', { name: `Find out whose this reply is: ${subject}` });
  await expect
    .poll(
      async () => {
        await page.goto(`${at.site.address}/list?of=department:everybody`);
        return link.count();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBeGreaterThan(0);
  await link.first().click();
};

const checkedAtEveryWidth = async (): Promise<void> => {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
};

describe('a message of nobody known', () => {
  it('is given to its customer by keyboard alone, and taken back', async () => {
    await strayMessage('Proof of payment');
    await checkedAtEveryWidth();
    await page.getByRole('link', { name: 'Whose is it?' }).press('Enter');
    expect(await page.locator('main').textContent()).toContain('Nobody is known by that');
    // The field has the focus already: what it holds is written over.
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('whitcombe');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Give it to Northgate Properties' }).waitFor();
    await checkedAtEveryWidth();
    await page.getByRole('button', { name: 'Give it to Northgate Properties' }).press('Enter');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain("Answer the customer's reply");
    await checkedAtEveryWidth();
    const account = await page.context().newPage();
    await account.goto(`${at.site.address}/accounts/G-00`);
    expect(await account.locator('main').textContent()).toContain('They wrote: Proof of payment');
    await account.close();
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await page.getByText('stands where it stood before').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Find out whose this reply is');
  });

  it('hands over what is attached as files, and runs nothing of it', async () => {
    await strayMessage('Two files');
    const saved = async (name: string): Promise<Buffer> => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
      expect(download.suggestedFilename()).toBe(name);
      return readFile(await download.path());
    };
    expect(await saved('slip März.pdf')).toEqual(SLIP);
    expect((await saved('page.html')).toString()).toBe(SCRIPT);
    // Opened as a page by whoever types its address, it is still a file.
    const address = await page.getByRole('link', { name: 'page.html' }).getAttribute('href');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.goto(at.site.address + address!).catch(() => undefined),
    ]);
    expect(download.suggestedFilename()).toBe('page.html');
    expect(await page.title()).not.toBe('run');
  });
});

describe('a letter on an account', () => {
  it('opens with what it said', async () => {
    await page.goto(`${at.site.address}/accounts/G-00`);
    await checkedAtEveryWidth();
    await page
      .getByRole('link', { name: /invoices are still open/ })
      .first()
      .press('Enter');
    expect(await page.locator('main').textContent()).toContain('Hello Dana Whitcombe,');
    await checkedAtEveryWidth();
  });
});
