import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BadInput } from '../functions/platform/errors.ts';
import { optionsOf, runCommand, warn } from './command-line.ts';
import { makeSample } from './sample/make-sample.ts';
import { appOf } from './server/app.ts';
import { keepFirstFigures } from './server/first-figures.ts';
import { Inbox } from './server/inbox.ts';
import { makeLedgerFile, openLedgerFile, removeLedgerFile } from './server/ledger-file.ts';
import { listen } from './server/listen.ts';
import { Mover } from './server/mover.ts';
import { addLedger, makeOwnLedger } from './server/own-ledger.ts';
import { sessionsBeside } from './server/sessions.ts';
import { shareBar } from './server/share-bar.ts';
import { resumeWorld, worldIn } from './server/world.ts';

const USAGE = `Usage:
  npm start                                                  a sample company, to look around
  npm start -- --ledger CSV --mapping MAP [--settings FILE] [--from DATE]   one's own ledger
Options:
  --file PATH   where everything is kept (.good-standing/ledger.sqlite)
  --fresh       forget what is kept there, and begin anew
  --port N      3000; where it is taken, the next free one`;

const readArguments = () =>
  optionsOf(
    {
      file: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      port: { type: 'string', default: '3000' },
      ledger: { type: 'string' },
      mapping: { type: 'string' },
      settings: { type: 'string' },
      from: { type: 'string' },
    },
    USAGE,
  );

type Arguments = ReturnType<typeof readArguments>;

const portIn = ({ port }: Arguments): number => {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new BadInput([`--port: "${port}" is no port: 0 to 65535`]);
  return number;
};

const ledgerIn = ({ ledger, mapping, settings, from }: Arguments) => {
  if (ledger === undefined) {
    const without = Object.entries({ mapping, settings, from }).find(([, value]) => value !== undefined);
    if (without !== undefined) throw new BadInput([`--${without[0]}: needs --ledger CSV`, USAGE]);
    return undefined;
  }
  if (mapping === undefined)
    throw new BadInput(['--mapping: is missing: a table needs a mapping of its columns', USAGE]);
  return { ledger, mapping, settings, from };
};

/** Puts a file in place where there is none: one's own ledger, or the sample. */
const make = async (file: string, own: ReturnType<typeof ledgerIn>): Promise<void> => {
  if (own !== undefined) {
    await makeOwnLedger(file, own, warn);
    return;
  }
  const bar = shareBar('Making the sample');
  await makeLedgerFile(file, (database) => makeSample(database, (share) => bar.at(share)));
  bar.done();
};

const main = async (): Promise<void> => {
  const args = readArguments();
  const port = portIn(args);
  const own = ledgerIn(args);
  const file = resolve(args.file ?? join(import.meta.dirname, '..', '.good-standing', 'ledger.sqlite'));
  if (args.fresh) removeLedgerFile(file);
  const isNew = !existsSync(file);
  if (isNew) await make(file, own);
  const database = openLedgerFile(file);
  let publicUrl = `http://127.0.0.1:${port}`;
  const world = worldIn(database, { publicUrl: () => publicUrl });
  await resumeWorld(world);
  if (!isNew && own !== undefined) await addLedger(world, own, warn);
  await keepFirstFigures(world);
  await world.survey.readAll(world.runtime.platform, world.table);
  const mover = new Mover(world);
  const inbox = new Inbox(world, mover, join(dirname(file), 'inbox'));
  const { server, address } = await listen(appOf(world, mover, sessionsBeside(file), inbox), port);
  inbox.watch();
  publicUrl = address.replace(/\/$/, '');
  process.stdout.write(`${address}\n`);
  warn(`Everything is kept in ${file}. Stop with Ctrl+C at any moment; start again to go on.`);

  let isEnding = false;
  const end = async (): Promise<void> => {
    if (isEnding) process.exit(130);
    isEnding = true;
    mover.stop();
    server.close();
    server.closeAllConnections();
    await mover.settled(10_000);
    database.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
};

await runCommand(main);
