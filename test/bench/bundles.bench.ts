import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bundle, bundlesOfEntries, makeBundles } from '../../infra/constructs/bundle.ts';

const ROUNDS = 11;
const TARGET = 1.6;
/** It holds the engine with all that it calls, and somebody looks at its result minutes later. */
const TAKES_ITS_TIME = 'work-through-part';
/** Every setting that a function may ask for while it loads. */
const SETTINGS = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  GS_STAGE: 'bench',
  GS_TABLE: 'bench',
  GS_MACHINES: 'arn:bench-',
  GS_CONFIGURATION_SET: 'bench',
  GS_BUS: 'bench',
  GS_BUCKET: 'bench',
  GS_PUBLIC_URL: 'https://bench.example',
  GS_ISSUER: 'https://issuer.example',
  GS_CLIENT: 'bench',
  GS_REFUSED_EVENTS: 'https://queue.example',
};

/** The commands of each client that a bundle holds, by the client's package. */
const commandsIn = ({ from }: Bundle): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const path of from.keys()) {
    const [, client, command] = /(@aws-sdk\/client-[a-z0-9]+)\/dist-es\/commands\/(\w+Command)\.js$/.exec(path) ?? [];
    if (client !== undefined) found.set(client, [...(found.get(client) ?? []), command!]);
  }
  return new Map([...found].sort().map(([client, commands]) => [client, commands.sort()]));
};

const CLIENTS: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb': 'DynamoDBClient',
  '@aws-sdk/client-eventbridge': 'EventBridgeClient',
  '@aws-sdk/client-s3': 'S3Client',
  '@aws-sdk/client-ses': 'SESClient',
  '@aws-sdk/client-sfn': 'SFNClient',
  '@aws-sdk/client-sqs': 'SQSClient',
};

/** The least that such a function can be: its clients with its commands, and nothing of ours. */
const baselineOf = (bundle: Bundle): string =>
  [...commandsIn(bundle)]
    .map(([from, commands], index) => {
      const client = CLIENTS[from]!;
      return `import { ${[client, ...commands].join(', ')} } from '${from}';
export const used${index} = [new ${client}({}), ${commands.join(', ')}];`;
    })
    .join('\n');

const PLACES: readonly [string, RegExp][] = [
  ['ours', /^(functions|workflows|infra|local)\//],
  ['SDK', /node_modules\/(@aws-sdk|@aws|@smithy|mnemonist|obliterator)\//],
  ['Zod', /node_modules\/zod\//],
  ['Handlebars', /node_modules\/handlebars\//],
  ['nodemailer', /node_modules\/nodemailer\//],
  ['Hono', /node_modules\/hono\//],
];

const kib = (bytes: number): string => `${Math.round(bytes / 1024)}`;

/** What a bundle is made of, in KiB, the largest part first. */
const partsOf = ({ from }: Bundle): string => {
  const parts = new Map<string, number>();
  for (const [path, bytes] of from) {
    const place = PLACES.find(([, there]) => there.test(path))?.[0] ?? 'others';
    parts.set(place, (parts.get(place) ?? 0) + bytes);
  }
  const sorted = [...parts].sort(([, a], [, b]) => b - a).filter(([, bytes]) => bytes >= 1024);
  return sorted.map(([place, bytes]) => `${place} ${kib(bytes)}`).join(', ');
};

const LOAD = `const before = process.cpuUsage();
require(process.argv[1]);
const { user, system } = process.cpuUsage(before);
process.stdout.write(String(user + system));`;

/** Milliseconds of a processor that a fresh process needs to load a file: unlike time, no other process adds to it. */
const loading = (file: string): number =>
  Number(execFileSync(process.execPath, ['-e', LOAD, file], { env: SETTINGS, encoding: 'utf8' })) / 1000;

/** The best of several rounds: what else the machine does only ever slows one down, and meets all files alike. */
const loadingTimes = (files: ReadonlyMap<string, string>): Map<string, number> => {
  const times = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, file] of files)
      times.set(name, Math.min(times.get(name) ?? Number.POSITIVE_INFINITY, loading(file)));
  return times;
};

/**
 * The size of each function's bundle, and its loading beside that of its SDK clients alone: as the SDK comes, and with the
 * same left out of it as of our bundles.
 */
export async function benchBundles(): Promise<{ title: string; lines: string[]; summary: string }> {
  const functions = await bundlesOfEntries();
  // Inside the project, where the SDK is found.
  const sources = fileURLToPath(new URL('../../out/bench', import.meta.url));
  mkdirSync(sources, { recursive: true });
  const baselines = new Map([...functions].map(([name, bundle]) => [name, baselineOf(bundle)]));
  const distinct = [...new Set(baselines.values())];
  const entries = (prefix: string): Record<string, string> =>
    Object.fromEntries(
      distinct.map((source, index) => {
        const file = join(sources, `clients-${index}.ts`);
        writeFileSync(file, source);
        return [`${prefix}-${index}`, file];
      }),
    );
  const clients = [...(await makeBundles(entries('whole'), true)), ...(await makeBundles(entries('alike')))];
  const folder = mkdtempSync(join(tmpdir(), 'good-standing-bundles-'));
  const files = new Map<string, string>();
  for (const [name, { code }] of [...functions, ...clients]) {
    files.set(name, join(folder, `${name}.js`));
    writeFileSync(files.get(name)!, code);
  }
  const times = loadingTimes(files);
  rmSync(folder, { recursive: true, force: true });

  let most = 0;
  let largest = 0;
  const above: string[] = [];
  const lines = [...functions].map(([name, bundle]) => {
    const index = distinct.indexOf(baselines.get(name)!);
    const taken = times.get(name)!;
    const ratio = taken / times.get(`whole-${index}`)!;
    const alike = (taken / times.get(`alike-${index}`)!).toFixed(2);
    if (name !== TAKES_ITS_TIME) {
      most = Math.max(most, ratio);
      if (ratio > TARGET) above.push(name);
      largest = Math.max(largest, bundle.code.length);
    }
    const loads = `${taken.toFixed(0)} ms, ${ratio.toFixed(2)} x its clients alone, ${alike} x those made as small`;
    return `${name.padEnd(20)} ${kib(bundle.code.length).padStart(4)} KiB  ${loads}  (KiB: ${partsOf(bundle)})`;
  });
  const met = above.length === 0 ? `all within ${TARGET}` : `above ${TARGET}: ${above.join(', ')}`;
  const summary = `bundles but that of ${TAKES_ITS_TIME} up to ${kib(largest)} KiB, loading up to ${most.toFixed(2)} x their SDK clients alone (${met})`;
  return { title: 'Bundles: size, and processor time of loading in a fresh process (best of several)', lines, summary };
}
