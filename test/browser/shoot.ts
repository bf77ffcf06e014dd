import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { approvalPages } from './support/approval-links.ts';
import { axeFindings } from './support/axe.ts';
import { openBrowser, WIDTHS } from './support/browser.ts';
import { PAGES, SIGNED_IN_PAGES, signIn } from './support/page-list.ts';
import { startSite } from './support/site.ts';

/** Takes a picture of every page at every width: `node test/browser/shoot.ts FOLDER [NAME…]`. */
const [folder = 'out/pages', ...names] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const site = await startSite();
const browser = await openBrowser();
try {
  const first = await fetch(`${site.address}/mailbox`).then((answer) => answer.text());
  const letter = /href="(\/mailbox\/[^"]+)"/.exec(first)![1]!;
  const pages = [
    ...PAGES,
    ...SIGNED_IN_PAGES,
    ['message', letter] as const,
    ...(await approvalPages(site.address)),
  ].filter(([name]) => names.length === 0 || names.some((wanted) => name.startsWith(wanted)));
  const moved = ['clock-moved', '/clock'] as const;
  for (const width of WIDTHS) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await signIn(page, site.address);
    for (const [name, path] of [...pages, moved]) {
      if (name === 'clock-moved') await site.move({ to: 'day' });
      await page.goto(site.address + path);
      await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) console.log(`${name} at ${width}: ${wide} px too wide`);
      for (const finding of await axeFindings(page)) console.log(`${name} at ${width}: ${finding}`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await site.stop();
}
