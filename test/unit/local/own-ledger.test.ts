import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appOf } from '../../../local/server/app.ts';
import { openLedgerFile } from '../../../local/server/ledger-file.ts';
import { type Move, Mover } from '../../../local/server/mover.ts';
import { addLedger, makeOwnLedger } from '../../../local/server/own-ledger.ts';
import { sessionsBeside } from '../../../local/server/sessions.ts';
import { resumeWorld, type World, worldIn } from '../../../local/server/world.ts';

const MAPPING = {
  customer: {
    id: 'Customer',
    name: 'Customer',
    segment: { constant: 'commercial' },
    email: { template: '{Customer}@c.example' },
  },
  invoice: { id: 'No', issuedOn: 'Issued', dueOn: 'Due', amount: 'Amount', currency: { constant: 'USD' } },
  payment: { paidOn: 'Paid', amount: 'Amount' },
};
const ROWS = [
  'Customer,No,Issued,Due,Amount,Paid',
  'ada,1,2026-02-02,2026-02-20,100.00,',
  'ada,2,2026-02-03,2026-02-21,200.00,2026-02-10',
  'bob,3,2026-02-04,2026-02-22,300.00,2026-03-04',
  'bob,4,2026-03-01,2026-03-31,400.00,',
  'bob,5,2026-03-01,2026-03-31,nothing,',
];

let folder: string;
let file: string;
let world: World;
const warnings: string[] = [];
const of = () => ({ ledger: join(folder, 'l.csv'), mapping: join(folder, 'm.json') });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'own-ledger-'));
  file = join(folder, 'ledger.sqlite');
  writeFileSync(join(folder, 'm.json'), JSON.stringify(MAPPING));
  writeFileSync(join(folder, 'l.csv'), ROWS.join('\n'));
  await makeOwnLedger(file, of(), (text) => warnings.push(text));
  world = worldIn(openLedgerFile(file));
  await resumeWorld(world);
  await world.survey.readAll(world.runtime.platform, world.table);
});
afterAll(() => {
  world.database.close();
  rmSync(folder, { recursive: true, force: true });
});

const standings = () =>
  Object.fromEntries(
    [...world.survey.invoices.values()].map(({ invoiceId, decision }) => [invoiceId, decision.standing]),
  );

describe('a ledger of one’s own', () => {
  it('begins on the day after the last invoice was issued, and nothing has been sent before', () => {
    expect(new Date(world.clock.now()).toISOString()).toBe('2026-03-02T00:00:00.000Z');
    expect(world.mailbox.newest(1)).toEqual([]);
  });

  it('stands with every invoice, bad rows reported and left out', () => {
    expect(standings()).toMatchObject({ 2: 'settled', 4: 'not-due' });
    expect([...world.survey.invoices.values()].filter(({ isOpen }) => isOpen)).toHaveLength(3);
    expect(warnings.some((text) => text.includes('line 6'))).toBe(true);
  });

  it('adds a newer table: what is known already is left as it is', async () => {
    writeFileSync(join(folder, 'l.csv'), [...ROWS.slice(0, 5), 'cyd,6,2026-02-20,2026-03-15,500.00,'].join('\n'));
    await addLedger(world, of(), () => {});
    await world.survey.refresh(world.runtime.platform);
    expect(Object.keys(standings())).toHaveLength(5);
  });

  it('names line and column of a row that says something else of an invoice that is known', async () => {
    writeFileSync(
      join(folder, 'l.csv'),
      [ROWS[0], ...ROWS.slice(2, 5), 'ada,1,2026-02-02,2026-02-20,150.00,'].join('\n'),
    );
    const said: string[] = [];
    await addLedger(world, of(), (text) => said.push(text));
    expect(said).toEqual([
      'line 5, column "No": "1" was issued before with other content',
      '1 fact was refused and left out',
    ]);
  });

  it('is gone on with when the line that began it is repeated: says what to leave out, not to begin anew', async () => {
    const again = addLedger(world, { ...of(), from: '2026-03-02' }, () => {});
    await expect(again).rejects.toThrow(/^--from: .* leave this out to go on with it; --fresh would throw it away/);
  });

  it('lives on: letters go out, and a payment of a later day comes in on that day', async () => {
    const mover = new Mover(world);
    mover.begin({ to: Date.parse('2026-03-05T00:00:00Z') });
    await mover.settled(20_000);
    expect(mover.move).toMatchObject({ state: 'arrived' });
    expect(world.mailbox.countAfter(0).customer).toBeGreaterThan(0);
    expect(standings()[3]).toBe('settled');
  });

  it('says of a move that the end of the process cut off only what it can know', async () => {
    const before: Move = {
      ...{ from: 0, to: Date.parse('2026-04-01T00:00:00Z'), now: 0, state: 'moving', mailBefore: 0 },
      ...{ letters: 0, staffMails: 0, raised: [], closed: 0, facts: 0 },
    };
    world.notes.write('last-move', { ...before });
    const app = appOf(world, new Mover(world), sessionsBeside());
    const page = await (
      await app.request('http://127.0.0.1:3000/clock', { headers: { host: '127.0.0.1:3000' } })
    ).text();
    expect(page).toContain('The program ended on the way');
    expect(page).toContain(`<dt>Items raised, still open</dt><dd>${world.survey.items.size}</dd>`);
    expect(page).toContain(`<dt>Letters</dt><dd>${world.mailbox.countAfter(0).customer}</dd>`);
    expect(page).not.toContain('Items closed');
    expect(page).not.toContain('<dt>Facts that came in');
  });
});
