import { describe, expect, test } from 'vitest';
import { textOf } from '../../support/source-files.ts';

describe('the picture of invoice-lifecycle for operators', () => {
  test('it shows every state of the definition, and no other', () => {
    const definition = JSON.parse(textOf('workflows/invoice-lifecycle/definition.asl.json')) as {
      States: Record<string, unknown>;
    };
    const page = textOf('docs/console.md');
    const picture = page.slice(page.indexOf('```mermaid'), page.indexOf('```', page.indexOf('```mermaid') + 3));
    const drawn = [...picture.matchAll(/[a-z]+(?:\[|\{|\(\[)"([^"]+)"/g)].map(([, name]) => name);
    expect([...new Set(drawn)].sort()).toEqual(Object.keys(definition.States).sort());
  });
});
