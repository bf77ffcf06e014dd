import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from './cloud.ts';
import { bootstrap, copyProject, deploy, signInAt } from './deployments.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { CLIENT, Issuer } from './issuer.ts';
import { makePython, NoEmulator } from './python-environment.ts';
import { expectSameLetters } from './same-letters.ts';
import { tellOfAnswers } from './story-of-answers.ts';
import { tellOfDecisions } from './story-of-decisions.ts';
import { tellOfIssues } from './story-of-issues.ts';
import { tellOfLetters, tellOfTheNight } from './story-of-letters.ts';
import { tellOfPages } from './story-of-pages.ts';
import { tellOfPolicies } from './story-of-policies.ts';
import { tellOfReleases, tellOfTheEnd } from './story-of-releases.ts';
import { tellOfReplies } from './story-of-replies.ts';
import { chapter, chaptersPassed, say } from './storyteller.ts';
import { expectNoTraces } from './traces.ts';

/**
 * The whole product, deployed by its own command onto an emulator of AWS, and one story told through it: CloudFormation,
 * bundles, state machines, mail and HTTP are those of an account. Ends with the line `N passed, N failed, N skipped`.
 */

const closeWith = (failed: number, skipped: number): void => {
  process.stdout.write(`\n${chaptersPassed()} passed, ${failed} failed, ${skipped} skipped\n`);
  process.exitCode = failed === 0 ? 0 : 1;
};

const tell = async (emulator: Emulator, issuer: Issuer, folder: string): Promise<void> => {
  const cloud = new Cloud(emulator);
  const project = copyProject(join(folder, 'project'));
  signInAt(project, { issuer: issuer.address, clientId: CLIENT });
  await chapter('The whole product is deployed with one command', async () => {
    await bootstrap(emulator, folder);
    say('the account is bootstrapped');
    await deploy(emulator, project);
    issuer.knows(`${await cloud.publicUrl()}/sign-in/callback`);
    await cloud.listen('good-standing');
  });
  await tellOfLetters(cloud);
  await tellOfIssues(cloud, issuer);
  await tellOfReplies(cloud, issuer);
  await tellOfTheNight(cloud);
  await tellOfDecisions(cloud);
  await tellOfPages(cloud, issuer);
  await tellOfAnswers(cloud, issuer);
  await tellOfPolicies(cloud, issuer);
  await tellOfReleases(cloud, emulator, project);
  await chapter('The same story on our own engine brings the same letters', () => expectSameLetters(cloud, folder));
  await chapter('Logs and histories hold ids and figures only, and nothing has failed', () => expectNoTraces(cloud));
  await tellOfTheEnd(cloud, emulator, project);
};

const keepLogs = async (cloud: Cloud, file: string): Promise<void> => {
  try {
    writeFileSync(file, await cloud.logs());
    process.stdout.write(` and ${file}`);
  } catch {
    process.stdout.write('; the logs of the functions could not be read');
  }
};

const main = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'good-standing-e2e-'));
  let emulator: Emulator | undefined;
  let issuer: Issuer | undefined;
  let isOver = false;
  // The emulator notices by itself that its parent has gone.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(1);
    });
  try {
    const python = await makePython(join(folder, 'python'));
    say('an emulator of AWS (MiniStack) is installed in a folder of its own');
    emulator = await startEmulator(python, folder);
    issuer = await Issuer.start();
    await tell(emulator, issuer, folder);
    isOver = true;
    closeWith(0, 0);
  } catch (error) {
    if (error instanceof NoEmulator) {
      isOver = true;
      process.stdout.write(`left out: ${error.message}\n`);
      closeWith(0, 1);
    } else {
      process.stdout.write(`\n${(error as Error).stack}\n\nWhat happened is in ${join(folder, 'emulator.log')}`);
      if (emulator !== undefined) await keepLogs(new Cloud(emulator), join(folder, 'functions.log'));
      process.stdout.write('\n');
      closeWith(1, 0);
    }
  } finally {
    await issuer?.stop();
    await emulator?.stop();
    if (isOver) rmSync(folder, { recursive: true, force: true });
  }
};

await main();
