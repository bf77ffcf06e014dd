import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Loader, Plugin } from 'esbuild';

/**
 * What a bundle leaves out of libraries because nothing here reaches it, and what it packs. A replacement that a new
 * version of a library no longer fits shows: the bundle fails for a name that is missing, or its size passes the limit.
 */

interface Instead {
  file: RegExp;
  loader: Loader;
  contents: (path: string) => string | Promise<string>;
}

/** A table of our own as text that is unpacked when it is first looked at: 9 KiB for the holidays in place of 98. */
const packed = (path: string): string => {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const text = brotliCompressSync(JSON.stringify(json)).toString('base64');
  const fields = Object.keys(json as object).map((name) => `get ${name}() { return all().${name}; }`);
  return `let found;
    const all = () => {
      const { brotliDecompressSync } = process.getBuiltinModule('node:zlib');
      return (found ??= JSON.parse(brotliDecompressSync(Buffer.from('${text}', 'base64')).toString('utf8')));
    };
    export default { ${fields.join(', ')} };`;
};

const onlyVersion = (path: string): string => {
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return JSON.stringify({ version });
};

/** Functions that do nothing. Written as a module where one stood: its `module.exports` would be the whole bundle's. */
const nothingAs = (...names: readonly string[]): string =>
  names.map((name) => `export const ${name} = () => undefined;`).join('\n');

/**
 * A client's schemas with plain names where it computes them from constants (`[_B]: 1`). Nothing else changes, but now
 * esbuild sees that those of operations that nobody calls can go.
 */
const namesWrittenOut = (path: string): string => {
  const source = readFileSync(path, 'utf8');
  const texts = new Map([...source.matchAll(/^const (_\w+) = ("[^"\n]*");$/gm)].map(([, name, text]) => [name, text]));
  return source.replaceAll(/\[(_\w+)\]:/g, (computed, name: string) => {
    const text = texts.get(name);
    return text === undefined ? computed : `${text}:`;
  });
};

/** A module of our own as the values that it comes to: who asks for one of them does not get the others. */
const asItComesOut = async (path: string): Promise<string> => {
  const values = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join('\n');
};

const INSTEAD: readonly Instead[] = [
  // One function serves the style; the others name its address, which is a digest of it (17 KiB).
  { file: /[\\/]functions[\\/]web[\\/]staff-style\.ts$/, loader: 'js', contents: asItComesOut },
  {
    file: /[\\/]@aws-sdk[\\/]client-s3[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/,
    loader: 'js',
    contents: namesWrittenOut,
  },
  { file: /[\\/]functions[\\/]policy[\\/]holidays[\\/]holidays\.json$/, loader: 'js', contents: packed },
  {
    // Lambda hands its role's keys over in the environment: no profile, single sign-on, web identity or metadata (90 KiB).
    file: /[\\/]@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/,
    loader: 'js',
    contents: () => `import { fromEnv } from '@aws-sdk/credential-provider-env';
      export const defaultProvider = () => fromEnv();`,
  },
  { file: /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/, loader: 'json', contents: onlyVersion },
  {
    // None of the calls that are made here is answered by a stream of events (16 KiB).
    file: /[\\/]@smithy[\\/]core[\\/]dist-es[\\/]submodules[\\/]event-streams[\\/]index\.js$/,
    loader: 'js',
    contents: () => `export const eventStreamSerdeProvider = () => undefined;
      export const resolveEventStreamSerdeConfig = (config) => config;`,
  },
  {
    // DynamoDB's endpoint is the region's: none is asked for, so none is remembered (8 KiB).
    file: /[\\/]@aws-sdk[\\/]endpoint-cache[\\/]dist-es[\\/]index\.js$/,
    loader: 'js',
    contents: () => 'export class EndpointCache {}',
  },
  {
    // Schemas are turned into JSON Schema when the documents are made, not when a function runs (19 KiB).
    file: /[\\/]zod[\\/]v4[\\/]core[\\/]to-json-schema\.js$/,
    loader: 'js',
    contents: () =>
      nothingAs(
        ...['createToJSONSchemaMethod', 'createStandardJSONSchemaMethod', 'processSchema', 'initializeContext'],
        ...['extractDefs', 'finalize'],
      ),
  },
  {
    file: /[\\/]zod[\\/]v4[\\/]core[\\/]json-schema-processors\.js$/,
    loader: 'js',
    contents: () => nothingAs('allProcessors', 'toJSONSchema'),
  },
  {
    // Encrypted tokens, which no client here asks for (20 KiB): HTTPS hides them from everybody else.
    file: /[\\/]jose[\\/]dist[\\/]webapi[\\/]jwe[\\/]compact[\\/]decrypt\.js$/,
    loader: 'js',
    contents: () => nothingAs('compactDecrypt'),
  },
  {
    // Handlebars goes without source maps where there are none (28 KiB).
    file: /[\\/]source-map[\\/]source-map\.js$/,
    loader: 'js',
    contents: () => 'module.exports = {};',
  },
  {
    // nodemailer's list of file endings (76 KiB): every attachment names its type.
    file: /[\\/]nodemailer[\\/]dist[\\/]esm[\\/]mime-funcs[\\/]mime-types\.js$/,
    loader: 'js',
    contents: () => `export const detectMimeType = () => 'application/octet-stream';
      export const detectExtension = () => 'bin';`,
  },
];

export const leaveOut: Plugin = {
  name: 'leave-out',
  setup({ onLoad }) {
    for (const { file, loader, contents } of INSTEAD)
      onLoad({ filter: file }, async ({ path }) => ({ contents: await contents(path), loader }));
  },
};
