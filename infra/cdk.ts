import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput } from '../functions/platform/errors.ts';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
const CDK = fileURLToPath(import.meta.resolve('aws-cdk/bin/cdk'));

/** Where the templates and bundles of a stage are put. */
export const assemblyOf = (stage: string): string => join(PROJECT, 'out', 'cdk', stage);

/** Runs the CDK, its words on our terminal. Throws `BadInput` where it fails: it has said why. */
export const cdk = (args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const path = `${dirname(process.execPath)}:${process.env.PATH ?? ''}`;
    const child = spawn(process.execPath, [CDK, ...args], {
      cwd: PROJECT,
      stdio: 'inherit',
      env: { ...process.env, PATH: path },
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new BadInput([`cdk ${args[0]} failed (exit code ${code}): see above`])),
    );
  });

/** Synthesises a stage: bundles, templates, and both rule packs. */
export const synthesise = (stage: string): Promise<void> =>
  cdk(['synth', '--quiet', '--context', `stage=${stage}`, '--output', assemblyOf(stage)]);
