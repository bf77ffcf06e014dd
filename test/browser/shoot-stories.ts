import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { STORIES } from './stories/all-stories.ts';
import { tellStory } from './stories/telling.ts';

/** Takes the pictures of the stories: `node test/browser/shoot-stories.ts [FOLDER] [WORD…]`. */
const [folder = join(import.meta.dirname, '../../docs/stories'), ...words] = process.argv.slice(2);
/** More of a page than this is nobody's first look. Pixels. */
const TALLEST = { desk: 980, phone: 1400 };
mkdirSync(folder, { recursive: true });
for (const story of STORIES.filter(({ title }) => words.length === 0 || words.some((word) => title.includes(word)))) {
  console.log(story.title);
  await tellStory(story, async (page, name) => {
    if (name === undefined) return;
    const path = join(folder, `${name}.png`);
    const { width } = page.viewportSize()!;
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({
      path,
      fullPage: true,
      clip: { x: 0, y: 0, width, height: Math.min(height, width < 600 ? TALLEST.phone : TALLEST.desk) },
    });
    console.log(`  ${name}.png: ${Math.round(statSync(path).size / 1024)} KB`);
  });
}
