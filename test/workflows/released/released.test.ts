import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { loadMachines } from '../../../local/machines.ts';
import { TASKS } from '../../../local/tasks.ts';
import { loadDefinition } from '../../../workflows/engine/definition.ts';
import { live, type Outcome, outcomeOf } from '../../support/life.ts';

/**
 * Executions run on for months with the definition they began with, and call today's functions. A definition that was
 * released is kept here as `<workflow>.<number>.asl.json`, and a whole life under it comes to the same as under today's.
 */
const FOLDER = new URL('.', import.meta.url);
const released = readdirSync(FOLDER).filter((file) => file.endsWith('.asl.json'));
const names = Object.fromEntries([...TASKS.keys()].map((name) => [name, name]));

let today: Outcome;
beforeAll(async () => {
  today = await outcomeOf(await live());
});

it.each(released)('%s works with the functions of today', async (file) => {
  const machine = loadDefinition(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')), names);
  const machines = new Map([...loadMachines(), [file.split('.')[0]!, machine]]);
  expect(await outcomeOf(await live({ machines }))).toEqual(today);
});
