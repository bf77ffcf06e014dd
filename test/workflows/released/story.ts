import { live, type Outcome, outcomeOf } from '../../support/life.ts';
import { MemoryFiles } from '../../support/memory-files.ts';
import type { World, WorldOptions } from '../../support/world.ts';

/** What came of the story: a whole life of an invoice, and of a file that was dropped. */
export interface Told {
  life: Outcome;
  imported: string;
  nights: string[];
}

const TABLE = 'Customer,Invoice,Issued,Due,Amount\nc7,i7,2026-02-01,2026-02-10,10.00\n';
const MAPPING = {
  customer: { id: 'Customer', name: 'Customer', segment: { constant: 'commercial' } },
  invoice: { id: 'Invoice', issuedOn: 'Issued', dueOn: 'Due', amount: 'Amount', currency: { constant: 'USD' } },
};

const importFile = async (world: World, files: MemoryFiles): Promise<string> => {
  files.put('in/march.mapping.json', MAPPING);
  files.put('in/march.csv', TABLE);
  const { engine } = world.runtime;
  await engine.start('ledger-import', 'import-march', { bucket: 'ledger', key: 'in/march.csv' });
  await world.runtime.settle();
  return engine.execution('ledger-import', 'import-march')!.state;
};

/** A story through every workflow: letters, a call, an issue, an approval, the nights, and a file of the books. */
export const story = async (options: Partial<WorldOptions> = {}): Promise<Told> => {
  const files = new MemoryFiles();
  const world = await live({ prove: true, files, ...options });
  const life = await outcomeOf(world);
  const imported = await importFile(world, files);
  const nights = world.runtime.engine.executions({ workflow: 'nightly-review' }).items;
  return { life, imported, nights: nights.map(({ status }) => status) };
};
