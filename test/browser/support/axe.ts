import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page, one sentence each. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  // Playwright's own world is not bound by the page's policy, which allows no script.
  const results = (await page.evaluate(
    `(() => { ${AXE}; return axe.run(document, { iframes: false }); })()`,
  )) as AxeResults;
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 120)}`),
  );
};
