import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsStatement, statementCsv, statementName } from '../../../functions/correspondence/statement.ts';
import { letter, line, manyLines } from './sample-letter.ts';

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

describe('the statement', () => {
  it('goes with more than fifty invoices, more than one site, or more than one customer', () => {
    expect(needsStatement(letter())).toBe(false);
    expect(needsStatement(letter({ lines: manyLines(50) }))).toBe(false);
    expect(needsStatement(letter({ lines: manyLines(51) }))).toBe(true);
    expect(needsStatement(letter({ lines: [line({ site: 'A' }), line({ site: 'B' })] }))).toBe(true);
    expect(needsStatement(letter({ lines: [line(), line({ customerId: 'north' })] }))).toBe(true);
    expect(needsStatement(letter({ lines: [] }))).toBe(false);
  });

  it('has a row for each of 2,500 invoices', () => {
    const rows = rowsOf(statementCsv(letter({ lines: manyLines(2_500) })));
    expect(rows).toHaveLength(2_500);
    expect(new Set(rows.map((row) => row['Invoice id'])).size).toBe(2_500);
  });

  it('is ordered by customer and site, with the amounts as numbers', () => {
    const rows = rowsOf(
      statementCsv(
        letter({
          lines: [
            line({ invoiceId: 'c', customerId: 'north', customerName: 'Acme North', site: 'Pier' }),
            line({ invoiceId: 'b', site: 'West' }),
            line({ invoiceId: 'a', site: 'East', amount: 11_000, underReview: 4_000, purchaseOrder: 'PO-1' }),
          ],
        }),
      ),
    );
    expect(rows.map((row) => row['Invoice id'])).toEqual(['a', 'b', 'c']);
    expect(rows[0]).toEqual({
      'Invoice id': 'a',
      'Customer id': 'acme',
      Customer: 'Acme Logistics',
      Site: 'East',
      'Invoice number': '00123',
      'Purchase order': 'PO-1',
      Issued: '2026-02-02',
      Due: '2026-03-04',
      'Days overdue': '31',
      Currency: 'USD',
      Amount: '110.00',
      'Under review': '40.00',
    });
  });

  it.each([
    ['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
    ['+1 555', `'+1 555`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'=1`],
    ['\r=1', `'=1`],
    ['\u202e=1', `'=1`],
    ['plain, "quoted"', 'plain, "quoted"'],
  ])('opens safely in a spreadsheet: %j', (site, cell) => {
    expect(rowsOf(statementCsv(letter({ lines: [line({ site })] })))[0]?.Site).toBe(cell);
  });

  it('any text makes exactly one cell of one row, and never a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (site) => {
        const rows = rowsOf(statementCsv(letter({ lines: [line({ site }), line({ invoiceId: 'next' })] })));
        expect(rows).toHaveLength(2);
        for (const row of rows) expect(Object.values(row).some((cell) => /^[=+\-@\t\r]/.test(cell))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('has a name and columns in the language of the letter', () => {
    const german = letter({ language: 'de' });
    expect(statementName(german)).toBe('aufstellung-acme-2026-04-04.csv');
    expect(statementName(letter())).toBe('statement-acme-2026-04-04.csv');
    expect(statementCsv(german)).toMatch(/^Rechnungs-ID,Kunden-ID,Kunde,Standort,/);
  });
});
