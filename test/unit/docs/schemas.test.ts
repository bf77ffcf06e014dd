import { expect, test } from 'vitest';
import { generateSchemas, staleSchemas } from '../../../docs/generate-schemas.ts';

interface Union {
  oneOf: { required: string[] }[];
}

const schemaOf = <T>(file: string): T => JSON.parse(generateSchemas().get(file)!) as T;
const requiring = ({ oneOf }: Union, ...fields: string[]): number =>
  oneOf.filter(({ required }) => fields.some((field) => required.includes(field))).length;

test('the schemas in docs/schemas are what the contracts say now', () => {
  expect(staleSchemas()).toEqual([]);
});

test('an event of the ledger needs id and source, one of a scenario neither', () => {
  const ledger = schemaOf<Union>('event.schema.json');
  const scenario = schemaOf<{ properties: { events: { items: Union } } }>('scenario.schema.json').properties.events;
  expect(ledger.oneOf.length).toBeGreaterThan(20);
  expect(requiring(ledger, 'id')).toBe(ledger.oneOf.length);
  expect(requiring(ledger, 'source')).toBe(ledger.oneOf.length);
  expect(scenario.items.oneOf.length).toBe(ledger.oneOf.length);
  expect(requiring(scenario.items, 'id', 'source')).toBe(0);
});
