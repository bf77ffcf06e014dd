import fc from 'fast-check';
import { expect, it } from 'vitest';
import { badRowText } from '../../../../functions/ledger/import/bad-row.ts';
import type { ImportPlatform } from '../../../../functions/ledger/import/import-platform.ts';
import { BOUNDS } from '../../../../functions/ledger/import/import-state.ts';
import { parseMapping } from '../../../../functions/ledger/import/mapping.contract.ts';
import { eventsOfPart } from '../../../../functions/ledger/import/record-table-part.ts';
import { learnTable, planTable } from '../../../../functions/ledger/import/table-plan.ts';
import { BadInput } from '../../../../functions/platform/errors.ts';
import { MemoryFiles } from '../../../support/memory-files.ts';
import { read } from './read.ts';

/** A table that is recorded part by part says what it says as a whole. */

const MAPPING = {
  customer: {
    id: 'Customer',
    name: 'Name',
    segment: { constant: 'commercial' },
    email: { template: '{Customer}@customers.example' },
    parent: 'Parent',
  },
  invoice: { id: 'Invoice', customerId: 'Owner', issuedOn: 'Issued', dueOn: 'Due', amount: 'Amount' },
  payment: { id: 'Payment', paidOn: 'Paid', amount: 'PaidAmount' },
  issue: { when: { column: 'Disputed', equals: 'Yes' }, category: 'Category' },
};
const HEADER = 'Customer,Name,Parent,Owner,Invoice,Issued,Due,Amount,Payment,Paid,PaidAmount,Disputed,Category';
const CATEGORIES = ['billing', 'other'];

// Few of each, and several that give one id, so that rows meet.
const one = (...of: string[]) => fc.constantFrom(...of);
/** Mostly the first ones. */
const mostly = (last: string, ...of: string[]) => fc.oneof({ weight: 20, arbitrary: one(...of) }, fc.constant(last));
const customer = one('c1', 'c2', 'C 3', 'C-3', 'C/3', 'ü4', 'u4');
const row = fc
  .tuple(
    fc.tuple(
      customer,
      mostly('', 'Ann', 'Bob'),
      fc.oneof({ weight: 4, arbitrary: fc.constant('') }, customer),
      customer,
    ),
    fc.tuple(
      one('1', '2', 'I/3', 'I-3', 'I 3', '4.0', '4', '5', '6', '7', '8', '9'),
      mostly('2/1/2026', '3/14/2026', '2/13/2026'),
    ),
    fc.tuple(mostly('soon', '3/20/2026', '1/15/2026', ''), mostly('0', '10.00', '20.00')),
    fc.tuple(one('', '', 'p1', 'P/2', 'P-2'), one('', '3/25/2026', '3/26/2026'), one('10.00', '30.00')),
    one('Yes,billing', 'Yes,other', 'No,', 'No,price', 'Yes,price'),
  )
  .map(([who, [invoice, issued], [due, amount], [payment, paid, paidAmount], disputed]) =>
    [...who, invoice, issued, due, amount, payment, paid, paidAmount, disputed].join(','),
  );
// Rows that stand twice are repeats.
const rows = fc
  .tuple(fc.array(row, { minLength: 1, maxLength: 14 }), fc.array(fc.nat(20), { maxLength: 4 }))
  .map(([made, again]) => [...made, ...again.flatMap((index) => made[index] ?? [])]);

const inParts = async (text: string, rowsAPart: number) => {
  const files = new MemoryFiles();
  files.pieceBytes = 100_000;
  files.put('a.csv', text);
  const platform = { files } as unknown as ImportPlatform;
  const file = { key: 'a.csv', execution: 'x' };
  const reading = {
    mapping: parseMapping(MAPPING),
    timeZone: 'America/New_York',
    currency: 'USD',
    categories: CATEGORIES,
  };
  const orders = await learnTable(platform, file, reading);
  const { plan, faults } = await planTable(platform, file, reading, orders, { ...BOUNDS, rowsAPart });
  const kept = JSON.parse(JSON.stringify(plan)) as typeof plan;
  const events = [];
  for (let part = 0; part < kept.parts.length; part += 1)
    events.push(...(await eventsOfPart(platform, file, kept, part)).events);
  const { customers, spellings, repeats, firstDate, lastDate, badRows } = plan;
  const counts = { rows: plan.rows, badRows, repeats, firstDate, lastDate, customers, spellings };
  return { events, counts, bad: faults.badRows.map(badRowText), warnings: faults.warnings, parts: kept.parts.length };
};

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

it('all parts together give the same events, counts and bad rows as the whole table', async () => {
  let inSeveral = 0;
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 3, max: 12 }), async (lines, rowsAPart) => {
      const text = `${[HEADER, ...lines].join('\n')}\n`;
      const whole = await read(text, MAPPING, 'America/New_York', CATEGORIES).catch((error: Error) => error);
      const parted = await inParts(text, rowsAPart).catch((error: Error) => error);
      if (whole instanceof Error || parted instanceof Error) {
        // A table without a usable row is refused; so is one in which day and month cannot be told apart.
        expect(parted).toBeInstanceOf(BadInput);
        if (whole instanceof Error) expect((parted as Error).message).toBe(whole.message);
        else expect(whole.customers).toBe(0);
        return;
      }
      const { events, bad, warnings, refusalOf: _, ...counts } = whole;
      expect(parted.counts).toEqual(counts);
      expect([...parted.events].sort(byId)).toEqual([...events].sort(byId));
      expect(parted.bad.sort()).toEqual(bad.sort());
      expect(parted.warnings.sort()).toEqual(warnings.sort());
      if (parted.parts > 1) inSeveral += 1;
    }),
    { numRuns: 800 },
  );
  expect(inSeveral).toBeGreaterThan(100);
});
