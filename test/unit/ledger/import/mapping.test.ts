import { describe, expect, it } from 'vitest';
import { parseMapping } from '../../../../functions/ledger/import/mapping.contract.ts';
import { BadInput } from '../../../../functions/platform/errors.ts';
import { MAPPING } from './read.ts';

const problemsOf = (json: unknown): readonly string[] => {
  try {
    parseMapping(json);
  } catch (error) {
    if (error instanceof BadInput) return error.problems;
  }
  return [];
};

describe('a mapping', () => {
  it('takes a column, a column with a format, a constant and a template', () => {
    const { customer, invoice } = parseMapping({
      ...MAPPING,
      invoice: { ...MAPPING.invoice, issuedOn: { column: 'Issued', format: 'M/D/YYYY' } },
    });
    expect(customer.id).toEqual({ column: 'Customer' });
    expect(customer.email).toEqual({ template: '{Customer}@customers.example' });
    expect(invoice.issuedOn).toEqual({ column: 'Issued', format: 'M/D/YYYY' });
    expect(invoice.currency).toEqual({ constant: 'USD' });
  });

  it('names each field that is missing', () => {
    expect(problemsOf({ customer: {}, invoice: { id: 'Invoice', issuedOn: 'Issued', amount: 'Amount' } })).toEqual([
      'customer.id: is missing',
      'customer.name: is missing',
      'customer.segment: is missing',
    ]);
  });

  it('refuses what it does not know, with the path', () => {
    expect(problemsOf({ ...MAPPING, invoice: { ...MAPPING.invoice, dueDate: 'Due' }, credit: {} })).toEqual([
      'invoice.dueDate: is no field that is known here',
      'credit: is no field that is known here',
    ]);
    expect(problemsOf({ ...MAPPING, customer: { ...MAPPING.customer, name: { colum: 'Name' } } })[0]).toContain(
      'customer.name: {"colum":"Name"} is no source: expected a column name',
    );
  });

  it.each([
    ['currency', { constant: 'XYZ' }, 'invoice.currency.constant: "XYZ" is no currency'],
    ['issuedOn', { constant: '2026-02-30' }, 'invoice.issuedOn.constant: "2026-02-30" is no date of the calendar'],
    ['issuedOn', { column: 'Issued', format: 'DD.MM' }, 'invoice.issuedOn.format: "DD.MM" is no date format'],
    ['amount', { column: 'Amount', format: '#.##' }, 'invoice.amount.format: "#.##" is no number format'],
    ['site', { column: 'Site', format: 'M/D/YYYY' }, 'invoice.site.format: "M/D/YYYY" is for dates and amounts only'],
    ['site', { template: 'Hall' }, 'invoice.site.template: "Hall" names no column'],
    ['site', 7, 'invoice.site: 7 is no source'],
  ])('refuses a wrong %s at once: %j', (field, source, problem) => {
    const [first] = problemsOf({ ...MAPPING, invoice: { ...MAPPING.invoice, [field]: source } });
    expect(first).toContain(problem);
  });
});
