import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowName } from '../../functions/platform/ports.ts';
import { STAGE } from './cloud.ts';
import { ACCOUNT, type Emulator, REGION } from './emulator.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
/** What a deployment is made of. */
const DEPLOYED = [
  ...['infra', 'functions', 'workflows', 'local', 'docs'],
  ...['package.json', 'tsconfig.json', 'cdk.json'],
];

export interface Ended {
  status: number;
  output: string;
}

/** Runs a program in a folder and gives all that it printed; it gets nothing to read. */
export const run = (program: string, given: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, given, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const read = (piece: Buffer): void => {
      output += piece;
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('close', (status) => resolve({ status: status ?? 1, output }));
  });

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-40).join('\n');

const mustRun = async (program: string, given: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> => {
  const { status, output } = await run(program, given, cwd, env);
  if (status !== 0) throw new Error(`${program} ${given.join(' ')} ended with ${status}:\n${lastLines(output)}`);
  return output;
};

/** Makes an account ready for the CDK, once. In a folder without an app: none is needed for it. */
export const bootstrap = ({ environment }: Emulator, folder: string): Promise<string> =>
  mustRun('cdk', ['bootstrap', `aws://${ACCOUNT}/${REGION}`], folder, environment);

/** `npm run deploy` as anybody runs it, from a copy of this checkout. */
export const deploy = ({ environment }: Emulator, project: string): Promise<string> =>
  mustRun('npm', ['run', '-s', 'deploy', '--', '--stage', STAGE], project, environment);

/** `npm run destroy`; says how it ended. */
export const destroy = ({ environment }: Emulator, project: string): Promise<Ended> =>
  run('npm', ['run', '-s', 'destroy', '--', '--stage', STAGE], project, environment);

/** A copy of the checkout in a folder, with the same packages, in which releases are prepared. */
export const copyProject = (folder: string): string => {
  mkdirSync(folder);
  for (const name of DEPLOYED) cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
};

const edit = <T>(file: string, change: (content: T) => void): void => {
  const content = JSON.parse(readFileSync(file, 'utf8')) as T;
  change(content);
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
};

/** Puts a new state between the first state of a workflow and what follows it. */
export const addState = (project: string, workflow: WorkflowName, name: string): void =>
  edit<{ StartAt: string; States: Record<string, { Next?: string }> }>(
    join(project, 'workflows', workflow, 'definition.asl.json'),
    (definition) => {
      const first = definition.States[definition.StartAt]!;
      const { Next } = first;
      definition.States[name] = { ...{ Type: 'Pass', Comment: 'Of a later release.' }, ...(Next && { Next }) };
      first.Next = name;
    },
  );

/** Has colleagues sign in at an issuer, in the settings of a copy. */
export const signInAt = (project: string, signIn: { issuer: string; clientId: string }): void =>
  edit<{ signIn?: object }>(join(project, 'infra', 'settings', `${STAGE}.json`), (settings) => {
    settings.signIn = signIn;
  });

/** Protects the stage, or lifts the protection, in the settings of a copy. */
export const protect = (project: string, isProtected: boolean): void =>
  edit<{ protected: boolean }>(join(project, 'infra', 'settings', `${STAGE}.json`), (settings) => {
    settings.protected = isProtected;
  });
