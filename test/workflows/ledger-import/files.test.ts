import { describe, expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../functions/platform/errors.ts';
import { dropping, HEADER, MAPPING, ROWS } from './dropping.ts';

/** Files that are dropped: what is recorded, what is refused, and what happens on bad days. */

const TABLE = `${HEADER}${ROWS}`;
const withTable = async (...of: Parameters<typeof dropping>) => {
  const made = await dropping(...of);
  made.files.put('in/mapping.json', MAPPING);
  return made;
};
const event = (id: string, more: object = {}): string =>
  JSON.stringify({
    ...{ id: `e-${id}`, source: 'erp', at: '2026-03-01T00:00:00Z', type: 'invoice.issued' },
    invoice: { id, customerId: 'c1', issuedOn: '2026-03-01', dueOn: '2026-03-20', amount: '10.00', currency: 'USD' },
    ...more,
  });
const promise = (id: string, invoiceId: string): string =>
  event(id, {
    ...{ at: '2026-03-01T01:00:00Z', type: 'promise.made', by: 'customer', invoice: undefined },
    ...{ promiseId: id, invoiceId, amount: '10.00', promisedOn: '2026-03-30' },
  });

describe('a table', () => {
  test('is recorded with the mapping of its folder or one of its own, and its cases begin', async () => {
    const { files, drop, report, world, items } = await withTable();
    files.put('in/march.mapping.json', { ...MAPPING, payment: undefined });
    expect(await drop('in/february.csv', TABLE)).toEqual([
      ...['Read the next part', 'More?', 'Read the next part', 'More?', 'Read the next part', 'More?', 'Recorded'],
    ]);
    expect(report('in/february.csv')).toMatchObject({
      state: 'recorded',
      counts: { rows: 2, badRows: 0, recorded: 5, repeated: 0, refused: 0, customers: 2 },
      badRows: [],
    });
    expect((await world.invoice('i7')).standing).toBe('next-step');
    expect((await world.invoice('i8')).standing).toBe('settled');
    await drop('in/march.csv', `${HEADER}c9,Nine,i9,2026-02-01,2026-02-10,10.00,2026-02-09\n`);
    expect((await world.invoice('i9')).balance).toBe('10.00');
    expect(items()).toEqual([]);
  });

  test('leaves a bad row out, reports where and what would be right, and asks somebody to look', async () => {
    const { drop, report, items, isKnown, world } = await withTable();
    await drop('in/a.csv', `${TABLE}c9,Nine,i9,2026-02-01,2026-02-10,12.5x,\n`);
    expect(report('in/a.csv').badRows).toEqual([
      {
        ...{ line: 4, column: 'Amount', value: '12.5x', wrong: 'is no amount', right: 'digits with a decimal point' },
        text: 'line 4, column "Amount": "12.5x" is no amount: expected digits with a decimal point',
      },
    ]);
    expect([await isKnown('i7'), await isKnown('i9')]).toEqual([true, false]);
    expect(items()).toMatchObject([
      { kind: 'task', department: 'finance', title: expect.stringContaining('in/a.csv') },
    ]);
    const [told] = world.timeline.filter(({ what }) => what === 'ledger-file-recorded');
    expect(told!.why.facts).toMatchObject({ execution: 'import-1', badRows: 1, recorded: 5 });
    // A better file of the same name is all that was asked for.
    await drop('in/a.csv', `${TABLE}c9,Nine,i9,2026-02-01,2026-02-10,12.50,\n`);
    expect(items()).toEqual([]);
  });

  test('dropped twice is repeats, for which nothing is written', async () => {
    const { drop, report, world } = await withTable();
    await drop('in/a.csv', TABLE);
    world.hooks.before(
      () => true,
      () => expect.fail('something was written'),
    );
    await drop('in/b.csv', TABLE);
    expect(report('in/b.csv').counts).toMatchObject({ recorded: 0, repeated: 5, refused: 0 });
  });

  test('dropped twice at once is recorded once', async () => {
    const { files, start, statesOf, world, report } = await withTable();
    const version = files.put('in/a.csv', TABLE);
    const names = [await start('in/a.csv', version), await start('in/a.csv', version)];
    await world.runtime.settle();
    expect(names.map((name) => statesOf(name).at(-1))).toEqual(['Recorded', 'Recorded']);
    const { recorded, repeated } = report('in/a.csv').counts;
    expect(recorded! + repeated!).toBe(5);
    expect((await world.invoice('i8')).balance).toBe('0.00');
  });

  test('that tells otherwise of a known invoice is refused in that row only', async () => {
    const { drop, report, items, isKnown } = await withTable();
    await drop('in/a.csv', TABLE);
    await drop(
      'in/b.csv',
      `${HEADER}c7,Seven,i7,2026-02-01,2026-02-10,11.00,\nc9,Nine,i9,2026-02-01,2026-02-10,1.00,\n`,
    );
    expect(report('in/b.csv')).toMatchObject({
      counts: { refused: 1 },
      refused: [expect.stringMatching(/^line 2, column ".*": "i7" was issued before/)],
    });
    expect(await isKnown('i9')).toBe(true);
    expect(items()).toHaveLength(1);
  });

  test('is read as it was dropped, also where another version comes meanwhile', async () => {
    const { files, start, world, isKnown } = await withTable();
    const version = files.put('in/a.csv', TABLE);
    await start('in/a.csv', version);
    files.put('in/a.csv', `${HEADER}c9,Nine,i9,2026-02-01,2026-02-10,1.00,\n`);
    await world.runtime.settle();
    expect([await isKnown('i7'), await isKnown('i9')]).toEqual([true, false]);
  });

  test('goes on in parts, each of which may be done again', async () => {
    const bounds = { rowsAPart: 3, payersAtOnce: 1, budgetMs: 0 };
    const { files, start, statesOf, report, world } = await withTable(bounds);
    const rows = Array.from({ length: 12 }, (_, index) => `k${index % 5},Kay,n${index},2026-02-01,2026-02-10,1.00,`);
    // The third and the sixth event meet a table that does not answer: the part is tried again from its beginning.
    for (const nth of [3, 6])
      world.hooks.before(
        (write) => 'put' in write && write.put.sk === 'EVENT',
        () => Promise.reject(new ServiceUnavailable('no answer')),
        nth,
      );
    const name = await start('in/a.csv', files.put('in/a.csv', `${HEADER}${rows.join('\n')}\n`));
    await world.runtime.settle();
    await world.to('2026-03-02T06:30:00Z');
    expect(world.hooks.waiting).toBe(0);
    expect(statesOf(name).at(-1)).toBe('Recorded');
    expect(statesOf(name).filter((state) => state === 'Read the next part').length).toBeGreaterThan(6);
    expect(report('in/a.csv').counts).toMatchObject({ rows: 12, customers: 5, refused: 0 });
    expect([...world.table.scan('INVOICE#')].filter(({ sk }) => sk.endsWith('#FACTS'))).toHaveLength(12);
  });
});

describe('a file that is wrong as a whole is refused, and nothing of it is recorded', () => {
  const rows = Array.from({ length: 30 }, (_, index) => `c${index},Name,i${index},2026-02-01,2026-02-10,10.00,`);
  test.each<[string, string, string | Uint8Array, RegExp]>([
    ['empty', 'in/a.csv', '', /is empty/],
    [
      'cut off in the middle of a row',
      'in/a.csv',
      `${HEADER}${rows.join('\n')}\nc99,Nine`,
      /middle of line 32: .*deliver the whole/,
    ],
    ['cut off in a quoted field', 'in/a.csv', `${HEADER}${rows.join('\n')}\nc99,"Ni`, /middle of line 32/],
    ['no table of these columns', 'in/a.csv', 'a,b\n1,2\n', /there is no column "Customer"/],
    ['a picture', 'in/a.csv', Uint8Array.from({ length: 999 }, (_, at) => (at * 37) % 256), /line 1/],
    ['UTF-16', 'in/a.csv', Buffer.from(`\ufeff${TABLE}`, 'utf16le'), /UTF-16/],
    ['without a row', 'in/a.csv', HEADER, /no usable row: it has no row/],
    ['with bad rows only', 'in/a.csv', `${HEADER}c7,Seven,i7,soon,,x,\n`, /no usable row: 1 rows, and each is bad/],
    ['of dates that can be read in two ways', 'in/a.csv', TABLE.replace(/2026-02-01/g, '1/2/2026'), /could be/],
    [
      'without a mapping',
      'elsewhere/a.csv',
      TABLE,
      /no mapping: expected elsewhere\/a.mapping.json or elsewhere\/mapping.json/,
    ],
    ['without an event', 'in/a.jsonl', 'Dear Sir\nor Madam\n', /none of the 2 lines is an event/],
    [
      'of events and cut off',
      'in/a.jsonl',
      `${event('a')}\n${event('b')}\n${event('c').slice(0, 90)}`,
      /middle of line 3/,
    ],
    ['no settings', 'settings/company.json', '{"settings":{"timeZone":"Mars"}}', /timeZone: "Mars" is no time zone/],
    ['no JSON', 'settings/company.json', '{', /no JSON/],
  ])('%s', async (_what, key, content, sentence) => {
    const { drop, report, items, world } = await withTable();
    const before = [...world.table.scan('')].filter(({ sk }) => sk === 'EVENT' || sk === 'SETTINGS');
    expect((await drop(key, content)).at(-1)).toBe('Refused');
    expect(report(key)).toMatchObject({
      state: 'refused',
      problems: expect.arrayContaining([expect.stringMatching(sentence)]),
    });
    expect([...world.table.scan('')].filter(({ sk }) => sk === 'EVENT' || sk === 'SETTINGS')).toEqual(before);
    expect(items()).toMatchObject([{ title: `A file of the ledger was refused: see reports/${key}.report.json` }]);
    expect(world.timeline.filter(({ what }) => what === 'ledger-file-refused')).toHaveLength(1);
  });

  test('a wrong mapping, each problem with the path in it', async () => {
    const { files, drop, report } = await dropping();
    files.put('in/a.mapping.json', { ...MAPPING, invoice: { ...MAPPING.invoice, amount: { columm: 'Amount' } }, x: 1 });
    await drop('in/a.csv', TABLE);
    expect(report('in/a.csv').problems).toEqual([
      expect.stringMatching(/^in\/a\.mapping\.json: invoice\.amount: /),
      expect.stringMatching(/^in\/a\.mapping\.json: x: is no field/),
    ]);
  });

  test('one that is gone, and one that is nothing for the import', async () => {
    const { drop, report, files } = await dropping();
    expect((await drop('in/gone.csv')).at(-1)).toBe('Refused');
    expect(report('in/gone.csv').problems).toEqual(['the file is gone: drop it once more']);
    for (const key of ['in/a.mapping.json', 'reports/a.csv', 'work/x/a.jsonl', 'readme.txt'])
      expect((await drop(key, TABLE)).at(-1)).toBe('Not for the import');
    expect(files.keys().filter((key) => key.startsWith('reports/'))).toEqual([
      'reports/a.csv',
      'reports/in/gone.csv.report.json',
    ]);
  });
});

describe('a file of events', () => {
  test('is recorded in its order, acts included; a bad line and a refused event are left out', async () => {
    const { drop, report, world } = await dropping();
    const lines = [event('a'), promise('p1', 'a'), '{"id":1}', promise('p2', 'nobody'), event('b'), ''];
    expect((await drop('in/a.jsonl', lines.join('\n'))).at(-1)).toBe('Recorded');
    expect(report('in/a.jsonl')).toMatchObject({
      counts: { rows: 5, badRows: 1, recorded: 3, refused: 1 },
      refused: ['event e-p2, invoiceId: there is no invoice "nobody"'],
    });
    expect(report('in/a.jsonl').badRows.every(({ line }) => line === 3)).toBe(true);
    expect((await world.invoice('a')).standing).toBe('waiting-on-customer');
  });

  test('goes on behind the last line that was recorded, with a byte order mark and lines of any length', async () => {
    const { drop, report, isKnown } = await dropping({ eventsAtOnce: 2, budgetMs: 0 });
    const lines = Array.from({ length: 9 }, (_, index) => event(`n${index}`) + ' '.repeat(index * 7));
    lines.splice(4, 0, 'no event', '');
    const states = await drop('in/a.jsonl', `\ufeff${lines.join('\r\n')}`);
    expect(states.filter((state) => state === 'Read the next part')).toHaveLength(6);
    expect(report('in/a.jsonl')).toMatchObject({
      counts: { rows: 10, badRows: 1, recorded: 9 },
      badRows: [{ line: 5 }],
    });
    expect(await isKnown('n8')).toBe(true);
  });
});
