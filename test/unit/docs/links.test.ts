import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { filesEnding, textOf } from '../../support/source-files.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGES = ['README.md', 'CHANGELOG.md', ...filesEnding('.md')];
const out = mkdtempSync(join(tmpdir(), 'good-standing-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const fenced = /^```[\s\S]*?^```/gm;

test('every link of a page leads somewhere', () => {
  const broken = PAGES.flatMap((page) =>
    [
      ...textOf(page)
        .replace(fenced, '')
        .matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g),
    ]
      .map(([, target]) => target!)
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every file and folder of the project that a page names is there', () => {
  const path = /`((?:functions|workflows|local|test|docs|infra|\.ci)\/[\w./-]+)`/g;
  const broken = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(path)]
      .map(([, named]) => named!)
      .filter((named) => !existsSync(join(ROOT, named)))
      .map((named) => `${page}: ${named}`),
  );
  expect(broken).toEqual([]);
});

const REHEARSALS = textOf('README.md')
  .split('\n')
  .filter((line) => line.startsWith('npm run -s rehearse -- '));

test('the page shows how to rehearse', () => {
  expect(REHEARSALS).toHaveLength(2);
});

test.each(REHEARSALS)('the example works as it stands: %s', (line) => {
  const args = line.slice('npm run -s rehearse -- '.length).split(' ');
  args[args.indexOf('--out') + 1] = out;
  execFileSync(process.execPath, ['local/rehearse.ts', ...args], { cwd: ROOT, stdio: 'pipe' });
  const { letters, orphans } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  expect(letters).toBeGreaterThan(5);
  expect(orphans).toBe(0);
});
