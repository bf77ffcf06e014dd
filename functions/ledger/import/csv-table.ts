import { isUtf8 } from 'node:buffer';
import { BadInput } from '../../platform/errors.ts';
import { type BadRow, cut } from './bad-row.ts';
import { type ByteSource, byteBlocks } from './byte-blocks.ts';
import { type Broken, LONGEST_FIELD, LONGEST_RECORD, recordSplitter } from './csv-records.ts';

/** Reads a table: a CSV file with a header, UTF-8, parted by commas, semicolons, tabs or bars. */

const SEPARATORS = [',', ';', '\t', '|'];
const UNQUOTED = 'a field in double quotes, with every quote inside it doubled';
const RIGHT: Readonly<Record<Broken, { wrong: string; right: string }>> = {
  'field too long': { wrong: 'is a field that is too long', right: `at most ${LONGEST_FIELD / 1024} KiB` },
  'record too long': { wrong: 'is a row that is too long', right: `at most ${LONGEST_RECORD / 1024} KiB` },
  'text after a quote': { wrong: 'has text after a closing quote', right: UNQUOTED },
  'quote not closed': { wrong: 'begins a quoted field that is never closed', right: UNQUOTED },
};

/** The fields of a record; a quoted one without its quotes. */
const splitFields = (record: string, separator: string, hasQuotes: boolean): string[] => {
  if (!hasQuotes) return record.split(separator);
  const fields: string[] = [];
  let at = 0;
  while (at <= record.length) {
    let end: number;
    if (record.charAt(at) === '"') {
      end = at + 1;
      while (end < record.length && (record.charAt(end) !== '"' || record.charAt(end + 1) === '"'))
        end += record.charAt(end) === '"' ? 2 : 1;
      fields.push(record.slice(at + 1, end).replaceAll('""', '"'));
      end += 1;
    } else {
      end = record.indexOf(separator, at);
      if (end < 0) end = record.length;
      fields.push(record.slice(at, end));
    }
    at = end + 1;
  }
  return fields;
};

interface Header {
  separator: string;
  names: string[];
}

/** The separator under which most of the wanted columns, then most columns at all, are found. */
const readHeader = (text: string, hasQuotes: boolean, wanted: readonly string[]): Header => {
  let best: Header = { separator: ',', names: [] };
  let bestScore = -1;
  for (const separator of SEPARATORS) {
    const names = splitFields(text, separator, hasQuotes).map((name) => name.trim());
    const found = new Set(names);
    const score = wanted.filter((name) => found.has(name)).length * 10_000 + names.length;
    if (score > bestScore) {
      bestScore = score;
      best = { separator, names };
    }
  }
  return best;
};

const checkHeader = (names: readonly string[], wanted: readonly string[]): void => {
  const there = names.map((name) => `"${cut(name)}"`).join(', ');
  const problems = wanted.flatMap((name) => {
    if (!names.includes(name)) return [`line 1: there is no column "${name}": the columns are ${there}`];
    return names.indexOf(name) === names.lastIndexOf(name) ? [] : [`line 1: the column "${name}" is there twice`];
  });
  if (problems.length > 0) throw new BadInput(problems);
};

export interface TableListener {
  /** Once, before the rows. */
  header(names: readonly string[]): void;
  row(fields: readonly string[], line: number): void;
  badRow(problem: BadRow): void;
}

/** The field that is not UTF-8. In Latin-1 every byte is a character, so the fields can be parted first. */
const notUtf8 = (bytes: Buffer, header: Header, hasQuotes: boolean): { column: string; value: string } => {
  const fields = splitFields(bytes.toString('latin1'), header.separator, hasQuotes);
  const index = fields.findIndex((field) => !isUtf8(Buffer.from(field, 'latin1')));
  const value = Buffer.from(fields[index] ?? '', 'latin1').toString('utf8');
  return { column: header.names[index] ?? '', value: cut(value) };
};

/**
 * Reads a table row by row; empty lines are passed over. A row that cannot be read, is not UTF-8 or has another number
 * of fields than the header is a bad row. Throws `BadInput` where there is no header, or one without a wanted column.
 */
export const readTable = async (
  source: ByteSource,
  wanted: readonly string[],
  listener: TableListener,
): Promise<void> => {
  let header: Header | undefined;
  const separators = { bytes: SEPARATORS.map((separator) => separator.charCodeAt(0)) };

  const begin = (bytes: Buffer, hasQuotes: boolean): Header => {
    if (!isUtf8(bytes)) throw new BadInput(['line 1: the header is not UTF-8: expected a table in UTF-8']);
    const found = readHeader(bytes.toString('utf8'), hasQuotes, wanted);
    checkHeader(found.names, wanted);
    separators.bytes = [found.separator.charCodeAt(0)];
    listener.header(found.names);
    return found;
  };

  const splitter = recordSplitter(
    {
      record(bytes, line, hasQuotes, isAscii) {
        if (header === undefined) {
          header = begin(bytes, hasQuotes);
          return;
        }
        if (!isAscii && !isUtf8(bytes)) {
          const found = notUtf8(bytes, header, hasQuotes);
          listener.badRow({ line, ...found, wrong: 'is not UTF-8', right: 'text in UTF-8' });
          return;
        }
        const text = bytes.toString(isAscii ? 'latin1' : 'utf8');
        const fields = splitFields(text, header.separator, hasQuotes);
        if (fields.length === header.names.length) listener.row(fields, line);
        else if (text.trim() !== '') {
          const right = `${header.names.length}, as in the header`;
          listener.badRow({ line, column: '', value: '', wrong: `has ${fields.length} fields`, right });
        }
      },
      broken(problem, bytes, line, field) {
        if (header === undefined) throw new BadInput([`line ${line}: the header ${RIGHT[problem].wrong}`]);
        const value = cut(bytes.subarray(0, 400).toString('utf8').trimEnd());
        listener.badRow({ line, column: header.names[field] ?? '', value, ...RIGHT[problem] });
      },
    },
    separators,
  );
  for await (const block of byteBlocks(source)) splitter.push(block);
  splitter.finish();
  if (header === undefined)
    throw new BadInput(['line 1: the table is empty: expected a header that names its columns']);
};
