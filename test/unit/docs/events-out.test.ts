import { expect, test } from 'vitest';
import { outEvent } from '../../../functions/ledger/out/contract.ts';
import { textOf } from '../../support/source-files.ts';

const PAGE = textOf('docs/events-out.md');
const EXAMPLES = [...PAGE.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
  ([, json]) => JSON.parse(json!) as { type: string },
);
const TYPES = outEvent.options.map((option) => option.shape.type.value);

test('every example is as the schema has it', () => {
  expect(EXAMPLES.length).toBeGreaterThan(6);
  for (const example of EXAMPLES) expect(outEvent.parse(example)).toEqual(example);
});

test('every type stands on the page, and each shape has an example', () => {
  expect(TYPES.filter((type) => !PAGE.includes(`\`${type}\``) && !PAGE.includes(`"${type}"`))).toEqual([]);
  const shapes = new Set(outEvent.options.map((option) => Object.keys(option.shape).join()));
  const shown = new Set(
    EXAMPLES.map(({ type }) =>
      Object.keys(outEvent.options.find((option) => option.shape.type.value === type)!.shape).join(),
    ),
  );
  expect(shown).toEqual(shapes);
});

test('a field that is not documented, or a name of somebody, is refused', () => {
  expect(outEvent.safeParse({ ...EXAMPLES[0], name: 'Jane Roe' }).success).toBe(false);
});
