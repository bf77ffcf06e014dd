import { describe, expect, it, test } from 'vitest';
import { kindOf, mappingKeys } from '../../../../functions/ledger/import/file-kind.ts';

describe('what a dropped file is', () => {
  test.each([
    ['open-items.csv', 'table'],
    ['march/LEDGER.CSV', 'table'],
    ['acts.JsonL', 'events'],
    ['settings/company.json', 'company'],
    ['reports/LEDGER.CSV.report.json', 'other'],
    ['work/x/plan.csv', 'other'],
    ['ledger.csv.zip', 'other'],
  ])('%s: %s', (key, kind) => {
    expect(kindOf(key)).toBe(kind);
  });

  it('finds its mapping under its own name, however its ending is written', () => {
    expect(mappingKeys('march/LEDGER.CSV')).toEqual(['march/LEDGER.mapping.json', 'march/mapping.json']);
  });
});
