import { badRowText } from '../../../../functions/ledger/import/bad-row.ts';
import type { ByteSource } from '../../../../functions/ledger/import/byte-blocks.ts';
import { parseMapping } from '../../../../functions/ledger/import/mapping.contract.ts';
import { readLedgerTable, type TableLedger } from '../../../../functions/ledger/import/table-to-events.ts';

/** The mapping that the tests begin with; each names what it changes. */
export const MAPPING = {
  customer: {
    id: 'Customer',
    name: 'Name',
    segment: { constant: 'commercial' },
    email: { template: '{Customer}@customers.example' },
  },
  invoice: { id: 'Invoice', issuedOn: 'Issued', dueOn: 'Due', amount: 'Amount', currency: { constant: 'USD' } },
};

export interface Read extends TableLedger {
  bad: string[];
  warnings: string[];
}

/** Reads a table and gathers its reports. */
export const read = async (
  source: string | ByteSource,
  mapping: unknown = MAPPING,
  zone = 'UTC',
  categories?: string[],
): Promise<Read> => {
  const bad: string[] = [];
  const warnings: string[] = [];
  const ledger = await readLedgerTable(
    typeof source === 'string' ? Buffer.from(source) : source,
    parseMapping(mapping, categories),
    {
      timeZone: zone,
      currency: 'USD',
      categories,
      onBadRow: (problem) => bad.push(badRowText(problem)),
      onWarning: (text) => warnings.push(text),
    },
  );
  return { ...ledger, bad, warnings };
};

export const HEADER = 'Customer,Name,Invoice,Issued,Due,Amount';
/** A table of the columns that the mapping names. */
export const table = (...rows: string[]): string => [HEADER, ...rows].join('\n');
