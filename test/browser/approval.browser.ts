import { describe, expect, it } from 'vitest';
import { approvalLink, approvalPages } from './support/approval-links.ts';
import { axeFindings } from './support/axe.ts';
import { WIDTHS } from './support/browser.ts';
import { visit } from './support/visit.ts';

const CUSTOMER = 'Meridian Cold Storage';
const at = visit();

const openRequests = async (): Promise<string> =>
  /On the work list<\/span><span class="value">(\d+)</.exec(
    await fetch(`${at.site.address}/overview`).then((each) => each.text()),
  )![1]!;

describe.each(WIDTHS)('the pages behind links, at a width of %i pixels', (width) => {
  it('can be used by everybody, and nothing sticks out', async () => {
    const page = await at.freshPage(width);
    for (const [name, path] of await approvalPages(at.site.address)) {
      await page.goto(at.site.address + path);
      expect([name, await axeFindings(page)]).toEqual([name, []]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, Math.max(wide, 0)]).toEqual([name, 0]);
    }
    await page.context().close();
  });
});

describe('an approval by link', () => {
  it('is not made by a scanner that opens the link, follows every link and presses the button', async () => {
    const { link } = await approvalLink(at.site.address, CUSTOMER);
    const before = await openRequests();
    await fetch(at.site.address + link, { method: 'HEAD' });
    const scanner = await at.freshPage();
    await scanner.goto(at.site.address + link);
    for (const anchor of await scanner.locator('a[href]').all()) {
      await anchor.focus();
      await scanner.keyboard.press('Enter');
    }
    await scanner.reload();
    await scanner.getByRole('button').click();
    await scanner.getByText('Choose one').waitFor();
    await scanner.context().close();
    expect(await openRequests()).toBe(before);
    const page = await at.freshPage();
    await page.goto(at.site.address + link);
    expect(await page.getByRole('button').count()).toBe(1);
    await page.context().close();
  });

  it('works when the link is opened from another site, with cookies that other sites do not see', async () => {
    const { link } = await approvalLink(at.site.address, 'Quarry Road Storage');
    const page = await at.freshPage();
    await page.goto(`data:text/html,<a href="${at.site.address}${link}">decide</a>`);
    await page.getByRole('link').click();
    await page.locator('#wait').check();
    expect(await page.locator('#reason').isVisible()).toBe(true);
    await page.getByRole('button').click();
    await page.getByText('Waiting needs a date').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('until');
    expect(await axeFindings(page)).toEqual([]);
    await page.locator('#until').fill('2026-04-30');
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'Put off' }).waitFor();
    await page.context().close();
  });

  it('is made from the mail with the keyboard alone, and moves the case on at once', async () => {
    const { mail } = await approvalLink(at.site.address, CUSTOMER);
    const page = await at.freshPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(at.site.address + mail);
    await page.frameLocator('iframe.letter').getByRole('link', { name: 'See it all and decide' }).click();
    await page.getByRole('heading', { name: `Send ${CUSTOMER} a final notice?` }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Go to the decision');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.locator('#approve').isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Approved' }).waitFor();
    expect(await page.getByText('You decided this').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'Approved' }).waitFor();
    await page.goto(`${at.site.address}/invoices/S-01-1`);
    expect(await page.getByText('Final notice, by Nora Lindqvist').count()).toBe(1);
    await page.context().close();
    await at.site.move({ to: 'day' });
    const letters = await fetch(`${at.site.address}/mailbox?to=customer`).then((answer) => answer.text());
    expect(letters).toContain('Final notice: invoice HL-S-01-1');
  });

  it('cannot be made by a form on another site', async () => {
    const { link } = await approvalLink(at.site.address, 'Brookhaven Town Clerk');
    const page = await at.freshPage();
    await page.goto(at.site.address + link);
    const nonce = await page.locator('input[name=nonce]').getAttribute('value');
    await page.goto(
      `data:text/html,<form method="post" action="${at.site.address}${link}"><input name="nonce" value="${nonce}"><input name="decision" value="approve"><button>Win</button></form>`,
    );
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button').click();
    expect((await answer).status()).toBe(403);
    await page.goto(at.site.address + link);
    expect(await page.locator('#approve').count()).toBe(1);
    await page.context().close();
  });
});
