import { describe, expect, test } from 'vitest';

import type { WorkItem } from '../../../functions/work-list/item.ts';
import { MemoryFiles } from '../../support/memory-files.ts';

import { World } from '../../support/world.ts';

/** Files that are dropped, through the real definition and handler. */

const MAPPING = {
  customer: {
    id: 'Customer',
    name: 'Name',
    segment: { constant: 'commercial' },
    email: { template: '{Customer}@customers.example' },
  },
  invoice: { id: 'Invoice', issuedOn: 'Issued', dueOn: 'Due', amount: 'Amount', currency: { constant: 'USD' } },
  payment: { paidOn: 'Paid' },
};
const HEADER = 'Customer,Name,Invoice,Issued,Due,Amount,Paid\n';
const TABLE = `${HEADER}c7,Seven,i7,2026-02-01,2026-02-10,10.00,\nc8,Eight,i8,2026-02-01,2026-02-10,20.00,2026-02-09\n`;

interface Report {
  state: string;
  problems?: string[];
  counts: Record<string, number>;
  badRows: { line: number; column: string; value: string; right: string; text: string }[];
  refused: string[];
  warnings: string[];
}

const made = async () => {
  const files = new MemoryFiles();
  const world = await World.make({ start: '2026-03-02T06:00:00Z', files });
  let runs = 0;
  const drop = async (key: string, content?: string | Uint8Array | object) => {
    const version = content === undefined ? undefined : files.put(key, content);
    runs += 1;
    const name = `import-${runs}`;
    const { engine } = world.runtime;
    await engine.start('ledger-import', name, { bucket: 'b', key, ...(version === undefined ? {} : { version }) });
    await world.runtime.settle();
    return engine
      .execution('ledger-import', name)!
      .history.flatMap(
        ({ stateEnteredEventDetails: entered }) => (entered as { name: string } | undefined)?.name ?? [],
      );
  };
  const report = (key: string) => files.json<Report>(`reports/${key}.report.json`);
  const items = () =>
    [...world.table.scan('ITEM#')].filter(
      (item) => (item as WorkItem).kind === 'task' && item.closedAt === undefined,
    ) as WorkItem[];
  const isKnown = async (id: string) => (await world.table.get({ pk: `I#${id}`, sk: 'OWNER' })) !== undefined;
  return { files, world, drop, report, items, isKnown };
};

describe('a table', () => {
  test('is recorded with the mapping beside it, and its cases begin', async () => {
    const { files, drop, report, world, items } = await made();
    files.put('in/march.mapping.json', MAPPING);
    expect((await drop('in/march.csv', TABLE)).at(-1)).toBe('Recorded');
    expect(report('in/march.csv')).toMatchObject({
      state: 'recorded',
      counts: { rows: 2, badRows: 0, recorded: 5, repeated: 0, refused: 0, customers: 2 },
      badRows: [],
    });
    expect((await world.invoice('i7')).standing).toBe('next-step');
    expect((await world.invoice('i8')).standing).toBe('settled');
    expect(items()).toEqual([]);
  });
});
