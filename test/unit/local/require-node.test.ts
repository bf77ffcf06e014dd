import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  scripts: Record<string, string>;
};

const asksFirst = (command: string): boolean => {
  if (/^node --import \.\/local\/require-node\.mjs |^node local\/require-node\.mjs && /.test(command)) return true;
  const config = command.match(/^vitest run(?: --config (\S+))?$/);
  if (config === null) return false;
  return readFileSync(new URL(config[1] ?? 'vitest.config.ts', root), 'utf8').startsWith(
    "import './local/require-node.mjs';",
  );
};

test.each(Object.entries(scripts))('npm run %s asks for the right Node before anything else', (_name, command) => {
  expect(asksFirst(command), command).toBe(true);
});
