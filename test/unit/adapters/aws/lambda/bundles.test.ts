import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Bundle, bundlesOfEntries, entryNames, makeBundles } from '../../../../../infra/constructs/bundle.ts';
import { makeLetter } from './letter-in-bundle.ts';

const PROJECT = fileURLToPath(new URL('../../../../../', import.meta.url));
const KIB = 1024;
/** Lambda reads and compiles all of a bundle before its first call. */
const LIMIT = 600 * KIB;
const LARGER: Readonly<Record<string, number>> = {
  'send-batch': 750 * KIB,
  // Opened by a few, now and then: it holds the forms of a policy and all that publishing one records.
  policies: 650 * KIB,
  // It holds the engine with all that it calls, and somebody looks at its result minutes later.
  'work-through-part': 1_100 * KIB,
};

/** The services that each function talks to: the SDK's clients in its bundle, and no other. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  acts: ['dynamodb'],
  'admit-due': ['dynamodb', 'sfn'],
  approvals: ['dynamodb'],
  attachments: ['dynamodb', 's3'],
  'begin-runs': ['dynamodb', 'sfn'],
  'carry-out-action': ['dynamodb'],
  'carry-out-step': ['dynamodb', 'sfn'],
  'choose-next-step': ['dynamodb'],
  desk: ['dynamodb'],
  feedback: ['dynamodb'],
  'judge-escalation': ['dynamodb', 'ses'],
  'judge-issue': ['dynamodb', 'ses'],
  'park-escalation': ['dynamodb'],
  'park-issue': ['dynamodb'],
  policies: ['dynamodb', 'sfn'],
  'prove-completeness': ['dynamodb'],
  'read-next-part': ['dynamodb', 's3'],
  'receive-events': ['dynamodb', 'sqs'],
  'receive-reply': ['dynamodb', 's3'],
  'send-batch': ['dynamodb', 'ses'],
  'send-digests': ['dynamodb', 'ses'],
  'sign-in': ['dynamodb'],
  'start-next-restart': ['dynamodb', 'sfn'],
  'take-over': ['dynamodb', 'sfn'],
  'tell-the-books': ['eventbridge'],
  wake: ['dynamodb', 'sfn'],
  web: ['dynamodb'],
  'work-through-part': ['dynamodb'],
};

const SETTINGS = {
  AWS_REGION: 'us-east-1',
  GS_STAGE: 'test',
  GS_TABLE: 'test',
  GS_MACHINES: 'arn:test-',
  GS_CONFIGURATION_SET: 'test',
  GS_BUS: 'test',
  GS_BUCKET: 'test',
  GS_PUBLIC_URL: 'https://test.example',
  GS_ISSUER: 'https://issuer.example',
  GS_CLIENT: 'test',
  GS_REFUSED_EVENTS: 'https://queue.example',
};

let bundles: ReadonlyMap<string, Bundle>;
const textOf = (name: string): string => Buffer.from(bundles.get(name)!.code).toString('utf8');

beforeAll(async () => {
  bundles = await bundlesOfEntries();
}, 60_000);

describe('the bundles that Lambda runs', () => {
  test('there is one for each function of the stacks', () => {
    expect(entryNames()).toEqual(Object.keys(SERVICES).sort());
  });

  test.each(entryNames())('%s stays below its limit', (name) => {
    expect(bundles.get(name)!.code.length).toBeLessThanOrEqual(LARGER[name] ?? LIMIT);
  });

  test.each(entryNames())('%s holds the clients of the services that it talks to, and no other', (name) => {
    const clients = [...bundles.get(name)!.from.keys()].flatMap(
      (path) => /@aws-sdk\/client-([a-z0-9]+)\//.exec(path)?.[1] ?? [],
    );
    expect([...new Set(clients)].sort()).toEqual(SERVICES[name]);
  });

  // Ports that a rehearsal calls are those of its own world in memory.
  const ofTheWorld = entryNames().filter((name) => name !== 'work-through-part');
  test.each(ofTheWorld)('%s calls no port that its entry leaves out', (name) => {
    const [code, services] = [textOf(name), SERVICES[name]!];
    const calls = (port: RegExp): boolean => port.test(code);
    if (!services.includes('ses')) expect(calls(/\.mailer\.send\(/)).toBe(false);
    if (!services.includes('sfn')) expect(calls(/\.workflows\.(start|stop)\(/)).toBe(false);
    // One function may answer waiting tasks: the others have no code that would.
    expect(calls(/\.workflows\.wake\(/)).toBe(name === 'wake');
  });

  test.each(['desk', 'sign-in'])('%s has no code that records anything', (name) => {
    // Its role may write sessions alone.
    const records = /^functions\/ledger\/(commit|record-(event|call))\.ts$|\/record\.ts$/;
    expect([...bundles.get(name)!.from].filter(([path, bytes]) => bytes > 0 && records.test(path))).toEqual([]);
  });

  test.each(entryNames())('%s needs nothing that Lambda’s Node 24 does not have', (name) => {
    expect(bundles.get(name)!.asksFor.filter((module) => !isBuiltin(module))).toEqual([]);
    expect(textOf(name)).not.toMatch(/\bTemporal\./);
  });

  test('every one loads on its own, with its settings and nothing else, and has a handler', () => {
    // Outside of the project, where no package.json says that files are modules.
    const folder = mkdtempSync(join(tmpdir(), 'good-standing-bundles-'));
    try {
      for (const [name, { code }] of bundles) writeFileSync(join(folder, `${name}.js`), code);
      const load = `for (const name of process.argv.slice(1)) console.log(name, typeof require('./' + name).handler);`;
      const found = execFileSync(process.execPath, ['-e', load, ...bundles.keys()], {
        cwd: folder,
        env: SETTINGS,
        encoding: 'utf8',
      });
      expect(found.trim().split('\n')).toEqual([...bundles.keys()].map((name) => `${name} function`));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the same source gives the same bytes, whatever the machine', async () => {
    const again = await makeBundles({ again: join(PROJECT, 'infra/entries/choose-next-step.ts') });
    expect(again.get('again')!.code).toEqual(bundles.get('choose-next-step')!.code);
    expect(entryNames().filter((name) => textOf(name).includes(PROJECT))).toEqual([]);
  });
});

test('a letter made in a bundle has the bytes of one made here', async () => {
  const file = fileURLToPath(new URL('letter-in-bundle.ts', import.meta.url));
  const { code } = (await makeBundles({ letter: file })).get('letter')!;
  const folder = mkdtempSync(join(tmpdir(), 'good-standing-bundle-'));
  try {
    writeFileSync(join(folder, 'letter.cjs'), code);
    const bundled = createRequire(import.meta.url)(join(folder, 'letter.cjs')) as { makeLetter: typeof makeLetter };
    const [there, here] = [await bundled.makeLetter(), await makeLetter()];
    expect(there.subject).toBe(here.subject);
    expect(Buffer.from(there.mail.raw).toString('utf8')).toBe(Buffer.from(here.mail.raw).toString('utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
