/** What a dropped file is, by its key. */
export type FileKind = 'table' | 'events' | 'company' | 'other';

export const COMPANY_FILE = 'settings/company.json';
/** Where the import writes: nothing there is read as a ledger. */
const OWN = /^(reports|work)\//;

export const kindOf = (key: string): FileKind => {
  if (OWN.test(key)) return 'other';
  if (key === COMPANY_FILE) return 'company';
  // As the rule that starts imports: what Windows exports may end in capitals.
  const name = key.toLowerCase();
  if (name.endsWith('.csv')) return 'table';
  return name.endsWith('.jsonl') ? 'events' : 'other';
};

/** Where the mapping of a table may stand: beside it under its own name, else one for the whole folder. */
export const mappingKeys = (key: string): [own: string, folder: string] => [
  key.replace(/\.csv$/i, '.mapping.json'),
  `${key.slice(0, key.lastIndexOf('/') + 1)}mapping.json`,
];

export const reportKey = (key: string): string => `reports/${key}.report.json`;
/** What an import keeps between two parts; each execution its own, so that two of one file never meet. */
export const workKey = (execution: string, name: string): string => `work/${execution}/${name}.json`;
