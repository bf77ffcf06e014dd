import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { STORIES } from './all-stories.ts';
import { tellStory } from './telling.ts';

/** What a story shows can be used by everybody, and nothing sticks out. */
const lookAt = async (page: Page): Promise<void> => {
  // A letter may run nothing, not even what would look at it.
  const isLetter = page.url().endsWith('/html');
  expect([page.url(), isLetter ? [] : await axeFindings(page)]).toEqual([page.url(), []]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect([page.url(), Math.max(wide, 0)]).toEqual([page.url(), 0]);
};

describe('a story in a browser', () => {
  for (const story of STORIES)
    it(`${story.rules}: ${story.title}`, { timeout: 120_000 }, async () => {
      await tellStory(story, lookAt);
    });
});
