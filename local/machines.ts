import { readFileSync } from 'node:fs';
import { loadDefinition } from '../workflows/engine/definition.ts';
import type { Machine } from '../workflows/engine/machine.ts';
import { TASKS } from './tasks.ts';

const WORKFLOWS = [
  ...(['invoice-lifecycle', 'correspondence', 'issue-resolution', 'escalation', 'nightly-review'] as const),
  'ledger-import' as const,
];

/** The real definitions, with each placeholder naming the task that it stands for. */
export const loadMachines = (): Map<string, Machine> => {
  const names = Object.fromEntries([...TASKS.keys()].map((name) => [name, name]));
  return new Map(
    WORKFLOWS.map((workflow) => {
      const file = new URL(`../workflows/${workflow}/definition.asl.json`, import.meta.url);
      return [workflow, loadDefinition(JSON.parse(readFileSync(file, 'utf8')), names)];
    }),
  );
};
