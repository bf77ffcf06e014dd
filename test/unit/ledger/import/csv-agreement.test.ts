import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTable } from '../../../../functions/ledger/import/csv-table.ts';

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const field = fc.stringMatching(/^[a-zäß€0-9 ,"\n.-]{0,12}$/);
const table = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 12 });

/** The table in blocks of a few bytes, as a slow disk would give it. */
async function* inBlocks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

it('reads every good table as csv-parse does, in blocks of any size', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), fc.constantFrom('\n', '\r\n'), async (rows, size, end) => {
      const text = [['a', 'b', 'c'], ...rows].map((row) => row.map(quoted).join(',')).join(end) + end;
      const read: string[][] = [];
      await readTable(inBlocks(text, size), ['a'], {
        header: () => undefined,
        row: (fields) => read.push([...fields]),
        badRow: (problem) => expect.fail(`${problem.line}: ${problem.wrong}`),
      });
      const wanted = (parse(text, { relax_column_count: true }) as string[][]).slice(1);
      // Rows of nothing but separators are rows; wholly empty lines are passed over by both.
      expect(read).toEqual(wanted);
    }),
    { numRuns: 300 },
  );
});
