import { beforeAll, describe, expect, test } from 'vitest';
import { keepCounted } from '../../../functions/reports/kept-figures.ts';
import {
  emptyTally,
  entryOf,
  type LetterTally,
  monthIn,
  monthsUntil,
  tallyBooks,
} from '../../../functions/reports/tally.ts';
import { webApp } from '../../../functions/web/app.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { START, World } from '../../support/world.ts';
import { invoiceOf } from '../reports/any-books.ts';

const STAFF = [
  { id: 'nora', name: 'Nora', email: 'nora@company.test', department: 'care', roles: ['manager'] },
  { id: 'amy', name: 'Amy', email: 'amy@company.test', department: 'care', roles: ['specialist'] },
];
const EVIL = [
  '=cmd|"/c calc"!A1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '<script>alert(1)</script>',
  'a,"b"',
  '\u202egpj.exe',
];

const site = async () => {
  const world = await World.make({ start: START, staff: STAFF });
  const platform = { ...world.platform, publicUrl: HOST };
  const app = webApp(platform, staffOptionsOf(world));
  const signIn = (index: number) => Colleague.signIn(app as never, world.platform, STAFF[index]!);
  return { world, nora: await signIn(0), amy: await signIn(1) };
};

/** Figures of two months, with a root cause for each bad text. */
const keep = async ({ platform }: World): Promise<void> => {
  const asOf = '2026-02-14';
  const tally = emptyTally();
  const invoices = [
    invoiceOf({ disputed: [{ from: '2026-02-10', amount: 4_000 }] }),
    invoiceOf({ invoiceId: 'INV-2', issuedOn: '2026-02-01', dueOn: '2026-03-01', amount: 123_456 }),
  ];
  const issues = EVIL.map((rootCause, index) => ({
    ...{ issueId: `s${index}`, invoiceId: 'INV-1', category: 'other', amount: 100, raisedOn: '2026-02-01' },
    resolved: { on: '2026-02-03', rootCause },
  }));
  tallyBooks(tally, { currency: 'USD', invoices, promises: [], issues }, monthsUntil(asOf));
  const letters: LetterTally = { sent: 2, bounced: 0, invoices: 2, asked: 20_000, settled: 5_000, settledWhole: 0 };
  entryOf(monthIn(tally, '2026-02').letters, 'reminder-1', () => letters);
  await keepCounted(platform, { date: '2026-02-15', asOf, currency: 'USD', began: null, next: null, tally });
};

let pages: Awaited<ReturnType<typeof site>>;
beforeAll(async () => {
  pages = await site();
  await keep(pages.world);
});

describe('the page with the figures', () => {
  test('says what to wait for before the first night', async () => {
    const { nora } = await site();
    const { status, body } = await nora.ask('/figures');
    expect(status).toBe(200);
    expect(body).toContain('There are no figures yet');
  });

  test('is not for everybody, nor are its files', async () => {
    for (const path of ['/figures', '/figures/ageing.csv']) expect((await pages.amy.ask(path)).status, path).toBe(403);
  });

  test('shows each figure with and without disputed amounts', async () => {
    const { body } = await pages.nora.ask('/figures');
    expect(body).toContain('<b>$1,334.56</b><small>$1,294.56 without disputed</small>');
    const { body: undisputed } = await pages.nora.ask('/figures?of=undisputed');
    expect(undisputed).toContain('<b>$1,294.56</b>');
  });

  test('shows an earlier month as it ended, and the newest where there is no such month', async () => {
    const { body } = await pages.nora.ask('/figures?month=2026-01');
    expect(body).toContain('Up to the end of January 31, 2026');
    for (const month of ['2020-01', '2026-02-31', '%3Cb%3E'])
      expect((await pages.nora.ask(`/figures?month=${month}`)).body).toContain('Up to the end of February 14, 2026');
  });

  test('names every picture and says what it shows; its numbers stand beside it', async () => {
    const { body } = await pages.nora.ask('/figures');
    const pictures = [...body.matchAll(/<svg class="chart"[^>]*aria-labelledby="([^"]+)"/g)];
    expect(pictures.length).toBeGreaterThan(4);
    for (const [, ids] of pictures) for (const id of ids!.split(' ')) expect(body).toContain(`id="${id}"`);
    expect(body).not.toMatch(/NaN|Infinity|undefined/);
  });

  test('shows markup and direction characters as text, and no style or script', async () => {
    const { body } = await pages.nora.ask('/figures');
    expect(body).toContain('&lt;script&gt;alert(1)');
    expect(body).not.toMatch(/<script|<style| style=/);
  });

  test('is small, and asks the table twice: for the session and for the figures', async () => {
    await pages.nora.ask('/figures');
    const before = pages.world.table.usage().requests;
    const { body } = await pages.nora.ask('/figures');
    expect(pages.world.table.usage().requests - before).toBeLessThanOrEqual(2);
    expect(body.length).toBeLessThan(100_000);
  });
});

describe('a figure as a file', () => {
  test('has the same numbers, plain, with the currency named', async () => {
    const { status, body, headers } = await pages.nora.ask('/figures/ageing.csv?month=2026-01');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="ageing-2026-01.csv"');
    expect(body.replace('\ufeff', '').split('\r\n').slice(0, 3)).toEqual([
      'Days overdue,Open (USD),Share',
      'Not overdue,100.00,1',
      '1–30,0.00,0',
    ]);
  });

  test('runs no formula in a spreadsheet and hides no direction', async () => {
    const { body } = await pages.nora.ask('/figures/root-causes.csv');
    const rows = body.replace('\ufeff', '').trimEnd().split('\r\n').slice(1);
    expect(rows).toHaveLength(EVIL.length);
    for (const row of rows) expect(row).not.toMatch(/^"?[=+\-@\t\r]/);
    expect(body).toContain(`"'=cmd|""/c calc""!A1"`);
    expect(body).not.toContain('\u202e');
  });

  test('is there for every table, and for nothing else', async () => {
    const { body } = await pages.nora.ask('/figures');
    const files = [...body.matchAll(/href="(\/figures\/[^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
    expect(files).toHaveLength(9);
    for (const file of files) expect((await pages.nora.ask(file)).status, file).toBe(200);
    for (const file of ['constructor.csv', 'ageing', '__proto__.csv', '..%2Fsettings.csv'])
      expect((await pages.nora.ask(`/figures/${file}`)).status, file).toBe(404);
  });
});
