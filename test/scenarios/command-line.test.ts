import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { office, promised, raised } from '../support/office.ts';
import { issued } from '../support/scenario-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const put = (name: string, content: string | Uint8Array | object): string => {
  const text = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  writeFileSync(at(name), text);
  return at(name);
};

const run = (...args: string[]): Promise<{ code: number | null; out: string; lines: string[] }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['local/rehearse.ts', ...args], { cwd: process.cwd() });
    const texts = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => {
      texts.stdout += data;
    });
    child.stderr.on('data', (data) => {
      texts.stderr += data;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, out: texts.stdout, lines: texts.stderr.split('\n').filter((line) => line !== '') }),
    );
  });

/** Refused: exit code 2, sentences without a stack, and no trace of the folder. */
const refused = async (name: string, ...args: string[]): Promise<string[]> => {
  const result = await run(...args, '--out', at(name));
  expect(result.code).toBe(2);
  expect(result.out).toBe('');
  expect(result.lines.filter((line) => /^\s+at |Error:/.test(line))).toEqual([]);
  expect(readdirSync(folder).filter((entry) => entry.includes(name))).toEqual([]);
  return result.lines;
};

const GOOD = office('2026-03-13T00:00:00Z', [
  issued('I1'),
  raised('2026-03-04T15:00:00Z', { disputedAmount: '60.00' }),
]);
const everything = (out: string): Record<string, string> =>
  Object.fromEntries(
    (readdirSync(out, { recursive: true }) as string[])
      .filter((name) => name.includes('.'))
      .sort()
      .map((name) => [name, readFileSync(join(out, name), 'utf8')]),
  );

describe('the scenario form', () => {
  test('writes the same bytes for the same input, and figures of the clock to stderr only', async () => {
    const file = put('good.json', GOOD);
    const runs = await Promise.all(['one', 'two'].map((name) => run('--scenario', file, '--out', at(name))));
    expect(runs.map(({ code, out }) => [code, out])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const [one, two] = [everything(at('one')), everything(at('two'))];
    expect(Object.keys(one)).toEqual([
      'invoices.json',
      'letters.json',
      'letters/000001.eml',
      'letters/000002.eml',
      'letters/000003.eml',
      'summary.json',
      'timeline.jsonl',
      'work-list.json',
    ]);
    expect(two).toEqual(one);
    expect(JSON.parse(one['letters.json']!)).toHaveLength(1);
    for (const line of one['timeline.jsonl']!.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  test('names each problem on its own line with its path', async () => {
    const file = put('wrong.json', {
      ...GOOD,
      colour: 'red',
      events: [
        { ...issued('I1'), invoice: { ...(issued('I1').invoice as object), amount: '1.005' } },
        promised('2026-03-04', '10.00', '2026-03-06'),
        { at: '2026-03-04T10:00:00Z', type: 'gift.sent' },
      ],
    });
    const lines = await refused('wrong-out', '--scenario', file);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/events\[0\]\.invoice\.amount: "1\.005" is no amount in USD/),
        expect.stringMatching(/events\[1\]\.at: "2026-03-04" is no instant/),
        expect.stringMatching(/events\[2\].*gift\.sent/),
        expect.stringMatching(/colour: is no field that is known here/),
      ]),
    );
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line.startsWith(`${file}: `)).toBe(true);
  });

  test('that is refused while it is played leaves what an earlier one wrote', async () => {
    const done = { at: '2026-03-05T10:00:00Z', type: 'task.done', by: 'sam', taskId: 'nothing' };
    const file = put('late.json', { ...GOOD, events: [issued('I1'), done] });
    mkdirSync(at('kept'));
    writeFileSync(join(at('kept'), 'letters.json'), 'before');
    const result = await run('--scenario', file, '--out', at('kept'));
    expect([result.code, result.lines]).toEqual([2, [`${file}: events[1].taskId: there is no item "nothing"`]]);
    expect(everything(at('kept'))).toEqual({ 'letters.json': 'before' });
    expect(await refused('deep', '--scenario', file)).toHaveLength(1);
    await run('--scenario', file, '--out', join(at('deeper'), 'still', 'out'));
    expect(existsSync(at('deeper'))).toBe(false);
  });

  test('takes control and bidi characters out of texts, says where, and refuses them in an address', async () => {
    const customers = [{ ...(GOOD.customers![0] as object), name: 'Evil\u202e\u0007 Ltd' }];
    const file = put('bidi.json', { ...GOOD, customers });
    const result = await run('--scenario', file, '--out', at('bidi-out'));
    expect(result.code).toBe(0);
    expect(result.lines[0]).toBe(`${file}: customers[0].name: control or bidi characters were taken out`);
    const contacts = [{ name: 'Bill', email: 'b\u202eill@c1.test', roles: ['billing'] }];
    const address = put('address.json', { ...GOOD, customers: [{ ...(GOOD.customers![0] as object), contacts }] });
    expect(await refused('address-out', '--scenario', address)).toEqual([
      expect.stringMatching(/customers\[0\]\.contacts\[0\]\.email: .*control or bidi character/),
    ]);
  });

  test('refuses a file that is missing, cut off, or not UTF-8', async () => {
    expect(await refused('none-out', '--scenario', at('none.json'))).toEqual([
      `${at('none.json')}: cannot be read: give the path of an existing file`,
    ]);
    const cut = put('cut.json', JSON.stringify(GOOD).slice(0, 100));
    expect(await refused('cut-out', '--scenario', cut)).toEqual([expect.stringMatching(/cut\.json: is no JSON: /)]);
    const latin = put('latin.json', Buffer.from('{"start":"\xe4"}', 'latin1'));
    expect(await refused('latin-out', '--scenario', latin)).toEqual([`${latin}: is not UTF-8: save it as UTF-8`]);
    const list = put('list.json', '[]');
    expect(await refused('list-out', '--scenario', list)).toEqual([
      expect.stringMatching(/list\.json: .*expected object/),
    ]);
  });
});

describe('the arguments', () => {
  test.each<[string, string[], RegExp]>([
    ['no form', [], /give either --scenario FILE, or --ledger CSV with --mapping MAP/],
    ['both forms', ['--scenario', 'a', '--ledger', 'b', '--mapping', 'c'], /give either/],
    ['an unknown option', ['--colour', 'red'], /--colour/],
    ['a word too much', ['word'], /word/],
    ['an option without its value', ['--scenario'], /--scenario/],
    ['a table without its mapping', ['--ledger', 'a.csv'], /--mapping: is missing/],
    ['an option of the other form', ['--scenario', 'a', '--strict'], /--strict: belongs to --ledger/],
  ])('with %s are refused with how it is done', async (_what, args, sentence) => {
    const lines = await refused('arguments-out', ...args);
    expect(lines[0]).toMatch(sentence);
  });

  test('without a folder, or with a file in its place, are refused', async () => {
    const none = await run('--scenario', 'a');
    expect([none.code, none.lines[0]]).toEqual([2, '--out: is missing: give the folder for the results']);
    const good = put('good.json', GOOD);
    const taken = await run('--scenario', good, '--out', put('taken', 'mine'));
    expect([taken.code, taken.lines]).toEqual([2, [`--out: ${at('taken')} is no folder: give the path of a folder`]]);
    expect(readFileSync(at('taken'), 'utf8')).toBe('mine');
  });
});

describe('the table form', () => {
  const MAPPING = {
    customer: {
      id: 'who',
      name: 'who',
      segment: { constant: 'commercial' },
      email: { template: '{who}@customers.test' },
    },
    invoice: { id: 'number', issuedOn: 'issued', dueOn: 'due', amount: 'amount', currency: { constant: 'USD' } },
    payment: { paidOn: 'paid', amount: 'amount' },
  };
  const ROWS = [
    'who,number,issued,due,amount,paid',
    'c1,n1,2026-01-05,2026-02-04,100.00,2026-02-20',
    'c2,n2,2026-01-13,2026-02-12,50.00,',
  ];
  beforeAll(() => {
    put('map.json', MAPPING);
    put('good.csv', `${ROWS.join('\n')}\n`);
    put('bad.csv', `${[...ROWS, 'c3,n3,2026-01-13,2026-02-12,lots,'].join('\n')}\n`);
  });
  const table = (name: string, ...more: string[]) => ['--ledger', at(name), '--mapping', at('map.json'), ...more];

  test('leaves a bad row out and says line, column, value and what would be right', async () => {
    const result = await run(...table('bad.csv'), '--out', at('table-out'));
    expect(result.code).toBe(0);
    expect(result.lines[0]).toMatch(/line 4.*amount.*"lots"/);
    expect(JSON.parse(readFileSync(join(at('table-out'), 'invoices.json'), 'utf8'))).toHaveLength(2);
    const strict = await refused('strict-out', ...table('bad.csv', '--strict'));
    expect(strict).toEqual([expect.stringMatching(/line 4.*amount.*"lots"/)]);
  });

  test('begins and ends with the days it is given, both included', async () => {
    const result = await run(
      ...table('good.csv', '--from', '2026-02-09', '--to', '2026-02-17'),
      '--out',
      at('days-out'),
    );
    expect(result.code).toBe(0);
    const letters = JSON.parse(readFileSync(join(at('days-out'), 'letters.json'), 'utf8')) as { at: string }[];
    // n1 was due on 02-04, its first reminder three days later is sent on the first day; n2's on 02-16.
    expect(letters.map((letter) => letter.at.slice(0, 10))).toEqual(['2026-02-09', '2026-02-16']);
    const rows = JSON.parse(readFileSync(join(at('days-out'), 'invoices.json'), 'utf8')) as { balance: string }[];
    expect(rows.map(({ balance }) => balance)).toEqual(['100.00', '50.00']);
  });

  test('refuses wrong dates, files and mappings', async () => {
    expect(await refused('d1', ...table('good.csv', '--from', '2026-02-30'))).toEqual([
      '--from: "2026-02-30" is no date: YYYY-MM-DD',
    ]);
    expect((await refused('d2', ...table('good.csv', '--from', '2026-03-01', '--to', '2026-02-01')))[0]).toMatch(
      /^--to: 2026-02-01 is before the first day, 2026-03-01/,
    );
    expect(await refused('d3', ...table('none.csv'))).toEqual([
      `${at('none.csv')}: cannot be read: give the path of an existing file`,
    ]);
    put('wrong-map.json', { ...MAPPING, invoice: { ...MAPPING.invoice, amount: 'price' }, colour: 'red' });
    const mapping = await refused('d4', '--ledger', at('good.csv'), '--mapping', at('wrong-map.json'));
    expect(mapping).toEqual([expect.stringMatching(/wrong-map\.json: colour: is no field that is known here/)]);
    put('far-map.json', { ...MAPPING, invoice: { ...MAPPING.invoice, amount: 'price' } });
    const column = await refused('d5', '--ledger', at('good.csv'), '--mapping', at('far-map.json'));
    expect(column).toEqual([expect.stringMatching(/good\.csv: line 1: there is no column "price"/)]);
    const settings = put('settings.json', { settings: { timeZone: 'Mars' } });
    expect(await refused('d6', ...table('good.csv', '--settings', settings))).toEqual([
      expect.stringMatching(/settings\.json: settings\.timeZone: "Mars" is no time zone/),
    ]);
  });
});
