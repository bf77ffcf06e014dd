import * as z from 'zod';
import type { ImportPlatform } from '../../../functions/ledger/import/import-platform.ts';
import { BOUNDS, type PartBounds } from '../../../functions/ledger/import/import-state.ts';
import { readNextPart } from '../../../functions/ledger/import/next-part.ts';
import readNextPartTask from '../../../functions/ledger/read-next-part.handler.ts';
import { task } from '../../../functions/platform/task.ts';
import type { WorkItem } from '../../../functions/work-list/item.ts';
import { importCursor, importInput } from '../../../workflows/ledger-import/contract.ts';
import { MemoryFiles } from '../../support/memory-files.ts';
import { World, type WorldOptions } from '../../support/world.ts';

/** A world with a place where files are dropped, and the real definition and handler of the import. */

export const MAPPING = {
  customer: {
    id: 'Customer',
    name: 'Name',
    segment: { constant: 'commercial' },
    email: { template: '{Customer}@customers.example' },
  },
  invoice: { id: 'Invoice', issuedOn: 'Issued', dueOn: 'Due', amount: 'Amount', currency: { constant: 'USD' } },
  payment: { paidOn: 'Paid' },
};
export const HEADER = 'Customer,Name,Invoice,Issued,Due,Amount,Paid\n';
export const ROWS = 'c7,Seven,i7,2026-02-01,2026-02-10,10.00,\nc8,Eight,i8,2026-02-01,2026-02-10,20.00,2026-02-09\n';

export interface Report {
  state: string;
  problems?: string[];
  counts: Record<string, number>;
  badRows: { line: number; column: string; value: string; right: string; text: string }[];
  refused: string[];
  warnings: string[];
}

const payload = z.object({ file: importInput, execution: z.string(), cursor: importCursor.nullable() });
/** The handler, with parts as small as a test wants them. */
const withBounds = (bounds: Partial<PartBounds>) =>
  task('ReadNextPart', payload, (platform: ImportPlatform, { file, execution, cursor }) =>
    readNextPart(platform, { key: file.key, version: file.version, execution }, cursor, { ...BOUNDS, ...bounds }),
  );

export const dropping = async (bounds?: Partial<PartBounds>, options: Partial<WorldOptions> = {}) => {
  const files = new MemoryFiles();
  const world = await World.make({
    start: '2026-03-02T06:00:00Z',
    files,
    ...options,
    tasks: (tasks) =>
      new Map([...tasks, ['ReadNextPart', bounds === undefined ? readNextPartTask : withBounds(bounds)]]),
  });
  const { engine } = world.runtime;
  let runs = 0;
  /** Starts the import of a file, as its arrival does. */
  const start = async (key: string, version?: string): Promise<string> => {
    runs += 1;
    const name = `import-${runs}`;
    await engine.start('ledger-import', name, { bucket: 'b', key, ...(version === undefined ? {} : { version }) });
    return name;
  };
  const statesOf = (name: string): string[] =>
    engine
      .execution('ledger-import', name)!
      .history.flatMap(
        ({ stateEnteredEventDetails: entered }) => (entered as { name: string } | undefined)?.name ?? [],
      );
  /** Drops a file and lets its import end; the states that it went through. */
  const drop = async (key: string, content?: string | Uint8Array | object): Promise<string[]> => {
    const name = await start(key, content === undefined ? undefined : files.put(key, content));
    await world.runtime.settle();
    return statesOf(name);
  };
  const report = (key: string): Report => files.json<Report>(`reports/${key}.report.json`);
  const items = (): WorkItem[] =>
    ([...world.table.scan('ITEM#')] as WorkItem[]).filter(
      ({ itemId, closedAt }) => itemId.startsWith('task-ledger-file') && closedAt === undefined,
    );
  const isKnown = async (id: string): Promise<boolean> =>
    (await world.table.get({ pk: `I#${id}`, sk: 'OWNER' })) !== undefined;
  return { files, world, start, statesOf, drop, report, items, isKnown };
};
