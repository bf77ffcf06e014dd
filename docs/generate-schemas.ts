import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { event } from '../functions/ledger/event.ts';
import { mapping } from '../functions/ledger/import/mapping.contract.ts';
import { outEvent } from '../functions/ledger/out/contract.ts';
import { settings, staffMember } from '../functions/platform/settings.contract.ts';
import { companyFile } from '../functions/policy/company-file.contract.ts';
import { policy } from '../functions/policy/contract.ts';
import { scenario } from '../local/rehearse/scenario.contract.ts';

/**
 * Writes `docs/schemas/*.schema.json` from the contracts, so that an editor completes and checks the files.
 *
 *     npm run schemas                writes the files
 *     npm run schemas -- --check     exits 1 where they are not what would be written
 */

const FOLDER = new URL('schemas/', import.meta.url);
const ENDING = '.schema.json';

interface Described {
  schema: z.ZodType;
  title: string;
  description: string;
  /** A scenario makes ids and sources of its events where they are left out. */
  eventsNeedNoId?: boolean;
}

const SCHEMAS: Record<string, Described> = {
  company: {
    schema: companyFile,
    title: 'Company',
    description: 'The file of --settings: settings, policies and staff of a company.',
  },
  event: { schema: event, title: 'Event', description: 'What is owed, and what people and mail do.' },
  'event-out': {
    schema: outEvent,
    title: 'Event out',
    description: 'What the books and other systems are told: docs/events-out.md.',
  },
  mapping: {
    schema: mapping,
    title: 'Mapping',
    description:
      'The file of --mapping: where each field of customers, invoices, payments and issues stands in a table.',
  },
  policy: {
    schema: policy,
    title: 'Policy',
    description: 'Which step is due when, who acts, and how often a customer may hear from us.',
  },
  scenario: {
    schema: scenario,
    title: 'Scenario',
    description: 'The file of --scenario: a whole world in one file.',
    eventsNeedNoId: true,
  },
  settings: { schema: settings, title: 'Settings', description: 'The settings of a company.' },
  staff: { schema: z.array(staffMember), title: 'Staff', description: 'The people of a company who act.' },
};

type Node = { [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const withoutIds = (schema: Node): Node => {
  const events = (schema.properties as Record<string, { items: { oneOf: Node[] } }>).events!;
  for (const variant of events.items.oneOf)
    variant.required = (variant.required as string[]).filter((field) => field !== 'id' && field !== 'source');
  return schema;
};

/** The limits of a whole number in JavaScript say nothing to an author. */
const withoutNoise = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNoise);
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, entry]) => !(key === 'maximum' && entry === Number.MAX_SAFE_INTEGER))
      .map(([key, entry]) => [key, withoutNoise(entry)]),
  );
};

const textOf = ({ schema, title, description, eventsNeedNoId }: Described): string => {
  const { $schema, ...generated } = z.toJSONSchema(schema, { io: 'input', reused: 'inline' }) as Node;
  const shape = eventsNeedNoId === true ? withoutIds(generated) : generated;
  return `${JSON.stringify(withoutNoise({ $schema, title, description, ...shape }), null, 2)}\n`;
};

/** What the files should hold, by name. */
export const generateSchemas = (): Map<string, string> =>
  new Map(Object.entries(SCHEMAS).map(([name, described]) => [`${name}${ENDING}`, textOf(described)]));

/** The names of files that are not what would be written: changed, missing, or of no contract any more. */
export const staleSchemas = (): string[] => {
  const wanted = generateSchemas();
  const found = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING));
  const names = new Set([...wanted.keys(), ...found]);
  return [...names]
    .filter((file) => !found.includes(file) || readFileSync(new URL(file, FOLDER), 'utf8') !== wanted.get(file))
    .sort();
};

if (import.meta.main) {
  const stale = staleSchemas();
  if (!process.argv.includes('--check')) {
    const wanted = generateSchemas();
    for (const file of stale)
      if (wanted.has(file)) writeFileSync(new URL(file, FOLDER), wanted.get(file)!);
      else rmSync(new URL(file, FOLDER));
  } else if (stale.length > 0) {
    process.stderr.write(
      `${stale.join(', ')} in docs/schemas: not what the contracts say now; run "npm run schemas" and commit them\n`,
    );
    process.exitCode = 1;
  }
}
