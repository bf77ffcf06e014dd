import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badRowText } from '../../../../functions/ledger/import/bad-row.ts';
import type { ByteSource } from '../../../../functions/ledger/import/byte-blocks.ts';
import { readTable } from '../../../../functions/ledger/import/csv-table.ts';
import { BadInput } from '../../../../functions/platform/errors.ts';

const readCsv = async (source: string | ByteSource, wanted: string[] = []) => {
  const rows: string[][] = [];
  const lines: number[] = [];
  const bad: string[] = [];
  await readTable(typeof source === 'string' ? Buffer.from(source) : source, wanted, {
    header: () => undefined,
    row: (fields, line) => {
      rows.push([...fields]);
      lines.push(line);
    },
    badRow: (problem) => bad.push(badRowText(problem)),
  });
  return { rows, lines, bad };
};

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('a table', () => {
  it.each([',', ';', '\t', '|'])('is parted at %j when its header is', async (mark) => {
    const { rows } = await readCsv(['a', 'b;,|\t'.replace(mark, ''), 'c'].join(mark).concat(`\n1${mark}2${mark}3\n`));
    expect(rows).toEqual([['1', '2', '3']]);
  });

  it('is parted where the mapped columns are found', async () => {
    expect((await readCsv('a;b,c,d,e\n1;2,3\n', ['a', 'b,c,d,e'])).rows).toEqual([['1', '2,3']]);
  });

  it('keeps quotes, separators and line breaks inside a quoted field', async () => {
    const { rows, lines } = await readCsv('a,b\r\n"x, ""y""\nz",""\r\n"",5" pipe\r\n');
    expect(rows).toEqual([
      ['x, "y"\nz', ''],
      ['', '5" pipe'],
    ]);
    expect(lines).toEqual([2, 4]);
  });

  it('may begin with a byte order mark, have a column without a name, empty lines and no last line end', async () => {
    expect(await readCsv('\ufeff,a\n0,1\n\n   \n2,3', ['a'])).toMatchObject({
      rows: [
        ['0', '1'],
        ['2', '3'],
      ],
      lines: [2, 5],
    });
  });

  it('may end its lines with a carriage return alone', async () => {
    expect((await readCsv('a,b\r1,2\r3,4')).rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('is refused without a wanted column, naming those that are there', async () => {
    await expect(readCsv('Kunde;Betrag\n1;2', ['Customer', 'Betrag'])).rejects.toThrow(
      'line 1: there is no column "Customer": the columns are "Kunde", "Betrag"',
    );
    await expect(readCsv('a,b,a\n1,2,3', ['a'])).rejects.toThrow('line 1: the column "a" is there twice');
  });

  it.each([
    ['is empty', ''],
    ['is only a mark', '\ufeff'],
  ])('is refused where it %s', async (_, text) => {
    await expect(readCsv(text)).rejects.toThrow('the table is empty');
  });

  it('is refused in UTF-16 and with a header that is not UTF-8', async () => {
    await expect(readCsv(Buffer.from('\ufeffa,b', 'utf16le'))).rejects.toThrow('UTF-16');
    await expect(readCsv(Buffer.from('Größe,b\n1,2', 'latin1'))).rejects.toThrow(BadInput);
  });
});

describe('one bad row, and no other, is', () => {
  const around = async (row: string | Buffer) => {
    const found = await readCsv(Buffer.concat([Buffer.from('a,b\n1,2\n'), Buffer.from(row), Buffer.from('\n3,4\n')]));
    expect(found.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(found.bad).toHaveLength(1);
    return found.bad[0];
  };

  it('one of another length', async () => {
    expect(await around('1,2,3')).toBe('line 3: has 3 fields: expected 2, as in the header');
    expect(await around('1')).toBe('line 3: has 1 fields: expected 2, as in the header');
  });

  it('one that is not UTF-8', async () => {
    expect(await around(Buffer.from('1,Bäcker', 'latin1'))).toBe(
      'line 3, column "b": "B\ufffdcker" is not UTF-8: expected text in UTF-8',
    );
  });

  it('one with a field of a megabyte, quoted or not', async () => {
    const long = 'x'.repeat(1_000_000);
    for (const row of [`1,${long}`, `1,"${long}"`])
      expect(await around(row)).toMatch(
        /^line 3, column "b": "1,"?.*…" is a field that is too long: expected at most 64 KiB$/,
      );
  });

  it('one with a quote that nobody closes', async () => {
    expect(await around('1,"x')).toContain('line 3, column "b": "1,\\"x" begins a quoted field that is never closed');
  });

  it('one with text after a closing quote', async () => {
    expect(await around('"x"y,2')).toContain('line 3, column "a": "\\"x\\"y,2" has text after a closing quote');
  });
});

describe('a table in pieces', () => {
  it('reads as it does at once, however large the pieces are', async () => {
    const long = 'y'.repeat(70_000);
    const rows = Array.from({ length: 3000 }, (_, n) => `${n},"é ""${n}""\r\n,${'z'.repeat(n % 50)}"`);
    rows.splice(1500, 0, `1,${long}`, '1,"open', `"${long}",2`);
    const bytes = Buffer.from(`\ufeffa,b\r\n${rows.join('\r\n')}`);
    const whole = await readCsv(bytes);
    expect(whole.rows).toHaveLength(3000);
    expect(whole.bad).toHaveLength(3);
    for (const size of [997, 65_536, 65_537, 200_001]) expect(await readCsv(inPieces(bytes, size))).toEqual(whole);
  });

  it('reads back any fields that were written with quotes', async () => {
    const fields = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', 'é', ' ') }), {
      minLength: 2,
      maxLength: 2,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fields, { maxLength: 8 }), async (rows) => {
        const written = rows.map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(','));
        const { rows: found, bad } = await readCsv(['a,b', ...written].join('\r\n'));
        expect(bad).toEqual([]);
        expect(found).toEqual(rows);
      }),
    );
  });
});
