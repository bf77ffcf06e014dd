import { BadInput } from '../functions/platform/errors.ts';
import { optionsOf, runCommand, warn } from './command-line.ts';
import { ledgerPlay } from './rehearse/ledger-play.ts';
import { Outputs } from './rehearse/outputs.ts';
import { progressBar } from './rehearse/progress.ts';
import { readJson } from './rehearse/read-json.ts';
import { parseScenario } from './rehearse/scenario.contract.ts';
import { playOfScenario } from './rehearse/scenario-play.ts';
import { type Play, play } from './rehearse/world.ts';

const USAGE = `Usage:
  npm run -s rehearse -- --scenario FILE --out DIR
  npm run -s rehearse -- --ledger CSV --mapping MAP [--settings FILE] [--from DATE] [--to DATE] [--strict] --out DIR`;

const readArguments = () =>
  optionsOf(
    {
      scenario: { type: 'string' },
      ledger: { type: 'string' },
      mapping: { type: 'string' },
      settings: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      out: { type: 'string' },
      strict: { type: 'boolean', default: false },
    },
    USAGE,
  );

const inFile = (error: BadInput, file: string): BadInput =>
  new BadInput(error.problems.map((problem) => `${file}: ${problem}`));

const scenarioPlay = (file: string): Play => {
  const json = readJson(file);
  let world: ReturnType<typeof parseScenario>;
  try {
    world = parseScenario(json, (path) => warn(`${file}: ${path}: control or bidi characters were taken out`));
  } catch (error) {
    throw error instanceof BadInput ? inFile(error, file) : error;
  }
  return playOfScenario(world);
};

const main = async (): Promise<void> => {
  const args = readArguments();
  const { scenario, ledger, mapping, out } = args;
  if (out === undefined) throw new BadInput(['--out: is missing: give the folder for the results', USAGE]);
  if ((scenario === undefined) === (ledger === undefined))
    throw new BadInput(['give either --scenario FILE, or --ledger CSV with --mapping MAP', USAGE]);
  if (ledger !== undefined && mapping === undefined)
    throw new BadInput(['--mapping: is missing: a table needs a mapping of its columns', USAGE]);
  const strangers = (['ledger', 'mapping', 'settings', 'from', 'to', 'strict'] as const).filter((name) => args[name]);
  if (scenario !== undefined && strangers.length > 0)
    throw new BadInput([...strangers.map((name) => `--${name}: belongs to --ledger, not to --scenario`), USAGE]);
  const of =
    scenario !== undefined
      ? scenarioPlay(scenario)
      : await ledgerPlay({ ...args, ledger: ledger!, mapping: mapping! }, warn);
  const began = Date.now();
  const bar = progressBar(of.start, of.until);
  const outputs = new Outputs(out);
  try {
    const played = await play(of, {
      mail: (mail) => outputs.mail(mail),
      tell: (entry) => outputs.tell(entry),
      progress: (now, events) => bar.at(now, events),
    });
    bar.done();
    const { invoices, letters, orphans } = await outputs.finish(of, played);
    warn(`${invoices} invoices, ${letters} letters, ${orphans} orphans; ${((Date.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    await outputs.discard();
    throw error instanceof BadInput ? inFile(error, scenario ?? ledger!) : error;
  }
};

await runCommand(main);
