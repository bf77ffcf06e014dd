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
    invoiceOf({ number: 'N <1>', customerId: 'c1', disputed: [{ from: '2026-02-10', amount: 4_000 }] }),
    invoiceOf({ invoiceId: 'INV-2', issuedOn: '2026-02-01', dueOn: '2026-03-01', amount: 123_456 }),
  ];
  const issues = EVIL.map((rootCause, index) => ({
    ...{ issueId: `s${index}`, invoiceId: 'INV-1', category: 'other', amount: 100, raisedOn: '2026-02-01' },
    resolved: { on: '2026-02-03', rootCause },
  }));
  const open = { issueId: 'o1', invoiceId: 'INV-1', category: 'service-fault', amount: 4_000, raisedOn: '2026-02-10' };
  const promises = [
    { promiseId: 'p1', invoiceId: 'INV-1', amount: 1_000, paid: 700, decidedOn: '2026-02-12' },
    { promiseId: 'p2', invoiceId: 'INV-1', amount: 600, paid: 0, decidedOn: '2026-02-13' },
  ];
  tallyBooks(tally, { currency: 'USD', invoices, promises, issues: [...issues, open] }, monthsUntil(asOf));
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

  test('says in words of the house what each key figure means', async () => {
    const { body } = await pages.nora.ask('/figures');
    expect([...body.matchAll(/<small class="means">/g)]).toHaveLength(6);
    expect(body).toContain('For how many days of sales the money is not in yet');
    expect(body).toContain('Low is good');
  });

  test('shows what is in dispute now beside what was solved, of the newest month only', async () => {
    const { body } = await pages.nora.ask('/figures');
    expect(body).toMatch(/In dispute now.*Service fault.*\$40\.00.*Root causes of what was solved/s);
    expect((await pages.nora.ask('/figures?month=2026-01')).body).not.toContain('In dispute now');
  });

  test('tells promises that were kept from money that came in on them', async () => {
    const { body } = await pages.nora.ask('/figures');
    expect(body).toContain('<b>0 of 2</b><small>$7.00 of $16.00 paid</small>');
    expect(body).toContain('Paid of what was promised');
  });

  test('leads from an age to the invoices in it: three requests, and none where it is not kept', async () => {
    const { body } = await pages.nora.ask('/figures');
    expect(body).toContain('<a href="/figures/open?age=d1to30">');
    expect(body).not.toContain('open?age=over90');
    for (const other of ['?month=2026-01', '?of=undisputed'])
      expect((await pages.nora.ask(`/figures${other}`)).body).not.toContain('/figures/open');
    const before = pages.world.table.usage().requests;
    const list = await pages.nora.ask('/figures/open?age=d1to30');
    expect(pages.world.table.usage().requests - before).toBeLessThanOrEqual(3);
    expect(list.body).toContain('1 invoice at the end of February 14, 2026');
    expect(list.body).toContain('<a href="/accounts/c1/invoices/INV-1"><bdi>N &lt;1&gt;</bdi></a>');
    expect(list.body).toContain('$100.00');
    expect((await pages.nora.ask('/figures/open?age=over90')).body).toContain('No invoice is here');
    for (const age of ['', 'constructor', 'd1to30x'])
      expect((await pages.nora.ask(`/figures/open?age=${age}`)).status).toBe(404);
    expect((await pages.amy.ask('/figures/open?age=d1to30')).status).toBe(403);
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
    const files = [...body.matchAll(/href="(\/figures\/[^"]+\.csv[^"]*)"/g)].map(([, href]) =>
      href!.replaceAll('&amp;', '&'),
    );
    expect(files).toHaveLength(10);
    for (const file of files) expect((await pages.nora.ask(file)).status, file).toBe(200);
    for (const file of ['constructor.csv', 'ageing', '__proto__.csv', '..%2Fsettings.csv'])
      expect((await pages.nora.ask(`/figures/${file}`)).status, file).toBe(404);
  });
});
