import { policy } from '../../../functions/policy/contract.ts';
import { askForChange } from '../../../functions/policy-change/ask.ts';
import { changeKey, type PolicyChange } from '../../../functions/policy-change/entities.ts';
import { live, type Outcome, outcomeOf } from '../../support/life.ts';
import { MemoryFiles } from '../../support/memory-files.ts';
import { invoiceOf, QUICK, type World, type WorldOptions } from '../../support/world.ts';

/** What came of the story: a whole life of an invoice, of a file that was dropped, and of a change of the policy. */
export interface Told {
  life: Outcome;
  imported: string;
  moved: { state: string; totals: PolicyChange['totals'] };
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

/** A new version of the policy is published, and the running cases are moved to it, in more than one part. */
const moveCases = async (world: World): Promise<Told['moved']> => {
  await world.record(invoiceOf('i2', { dueOn: '2026-03-20' }));
  await world.to('2026-03-24T10:00:00Z');
  const next = policy.parse({ ...QUICK, version: 2, steps: QUICK.steps.slice(1) });
  await world.record({ type: 'policy.published', by: 'max', policy: next });
  const changeId = await askForChange(world.platform, { kind: 'move', policyId: 'quick', version: 2, by: 'max' });
  await world.runtime.settle();
  const { totals } = (await world.table.get(changeKey(changeId))) as PolicyChange;
  return { state: world.runtime.engine.execution('policy-change', changeId)!.state, totals };
};

/**
 * A story through every workflow: letters, a call, an issue, an approval, the nights, a file of the books, and a change of
 * the policy.
 */
export const story = async (options: Partial<WorldOptions> = {}): Promise<Told> => {
  const files = new MemoryFiles();
  const world = await live({ prove: true, files, partInvoices: 1, ...options });
  const life = await outcomeOf(world);
  const imported = await importFile(world, files);
  const moved = await moveCases(world);
  const nights = world.runtime.engine.executions({ workflow: 'nightly-review' }).items;
  return { life, imported, moved, nights: nights.map(({ status }) => status) };
};
