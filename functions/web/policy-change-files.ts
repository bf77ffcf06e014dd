import { formatMoney } from '../platform/money.ts';
import type { MovableCase, OtherDay, WrittenTo } from '../policy-change/entities.ts';
import { csvOf } from './figures-csv.ts';
import type { Cell, CellKind } from './figures-tables.ts';
import { FILES } from './policy-change-parts.ts';
import type { ReadChange } from './policy-change-read.ts';
import { daysOf } from './policy-rehearsal-view.ts';
import type { Reader } from './reader.ts';
import { accountWords } from './words/account-words.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** The lists of a rehearsal as files for a spreadsheet, by RFC 4180, their cells as `csvOf` says. */

type Column = { title: string; kind: CellKind };
const NO_CURRENCY = 'USD';

const writtenTo = (reader: Reader, list: readonly WrittenTo[]): string => {
  const words = policyChangeWords(reader);
  const [name, letters, first, invoices] = words.writtenTo;
  const columns: Column[] = [
    { title: words.cases.head[0]!, kind: 'text' },
    { title: name, kind: 'text' },
    { title: first, kind: 'date' },
    { title: letters, kind: 'number' },
    { title: invoices, kind: 'number' },
  ];
  const rows = list.map((row): Cell[] => [row.customerId, row.name, row.first, row.letters, row.invoices]);
  return csvOf({ columns, rows }, NO_CURRENCY);
};

const otherDays = (reader: Reader, list: readonly OtherDay[]): string => {
  const words = policyChangeWords(reader);
  const [name, before, after, invoices] = words.otherDay.columns;
  const columns: Column[] = [
    { title: words.cases.head[0]!, kind: 'text' },
    { title: name, kind: 'text' },
    { title: before, kind: 'date' },
    { title: after, kind: 'date' },
    { title: invoices, kind: 'number' },
  ];
  const rows = list.map((row): Cell[] => [row.customerId, row.name, row.before, row.after, row.invoices]);
  return csvOf({ columns, rows }, NO_CURRENCY);
};

const casesFile = (reader: Reader, list: readonly MovableCase[]): string => {
  const words = policyChangeWords(reader).cases;
  const { standings } = accountWords(reader);
  const titles = [...words.head, ...words.stepHead(words.columns[3]), ...words.stepHead(words.columns[4])];
  const columns = titles.map((title): Column => ({ title, kind: 'text' }));
  const rows = list.map(({ customerId, name, number, amount, currency, fromVersion, before, after }): Cell[] => [
    ...[customerId, name, number, formatMoney(amount, currency), currency, fromVersion],
    ...[before, after].flatMap(({ step, on, standing }): Cell[] => [step, on, standings[standing]]),
  ]);
  return csvOf({ columns, rows }, NO_CURRENCY);
};

const perDay = (reader: Reader, { change }: ReadChange): string => {
  const [day, active, draft] = policyChangeWords(reader).perDay.columns;
  const columns: Column[] = [
    { title: day, kind: 'date' },
    { title: active, kind: 'number' },
    { title: draft, kind: 'number' },
  ];
  return csvOf({ columns, rows: daysOf(change) }, NO_CURRENCY);
};

/** One of the lists as a file, of the parts that were read; undefined where there is no such file. */
export const fileOf = (reader: Reader, name: string, read: ReadChange): string | undefined => {
  const { parts } = read;
  if (name === FILES.newly)
    return writtenTo(
      reader,
      parts.flatMap(({ newly }) => newly),
    );
  if (name === FILES.noLonger)
    return writtenTo(
      reader,
      parts.flatMap(({ noLonger }) => noLonger),
    );
  if (name === FILES.otherDay)
    return otherDays(
      reader,
      parts.flatMap(({ otherDay }) => otherDay ?? []),
    );
  if (name === FILES.cases)
    return casesFile(
      reader,
      parts.flatMap(({ cases }) => cases),
    );
  return name === FILES.perDay ? perDay(reader, read) : undefined;
};
