import correspondence from '../workflows/correspondence/definition.asl.json' with { type: 'json' };
import { loadDefinition } from '../workflows/engine/definition.ts';
import type { Machine } from '../workflows/engine/machine.ts';
import escalation from '../workflows/escalation/definition.asl.json' with { type: 'json' };
import invoiceLifecycle from '../workflows/invoice-lifecycle/definition.asl.json' with { type: 'json' };
import issueResolution from '../workflows/issue-resolution/definition.asl.json' with { type: 'json' };
import ledgerImport from '../workflows/ledger-import/definition.asl.json' with { type: 'json' };
import nightlyReview from '../workflows/nightly-review/definition.asl.json' with { type: 'json' };
import policyChange from '../workflows/policy-change/definition.asl.json' with { type: 'json' };
import { TASKS } from './tasks.ts';

/** Imported, not read from their files: a bundle holds them too. */
const DEFINITIONS: readonly (readonly [string, unknown])[] = [
  ['invoice-lifecycle', invoiceLifecycle],
  ['correspondence', correspondence],
  ['issue-resolution', issueResolution],
  ['escalation', escalation],
  ['nightly-review', nightlyReview],
  ['ledger-import', ledgerImport],
  ['policy-change', policyChange],
];

/** The real definitions, with each placeholder naming the task that it stands for. */
export const loadMachines = (): Map<string, Machine> => {
  const names = Object.fromEntries([...TASKS.keys()].map((name) => [name, name]));
  return new Map(
    DEFINITIONS.map(([workflow, definition]) => [workflow, loadDefinition(structuredClone(definition), names)]),
  );
};
