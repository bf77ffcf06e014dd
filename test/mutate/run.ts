import { fork } from 'node:child_process';
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { type Mutant, mutantsOf } from './mutants.ts';
import type { Baseline, Order, Told } from './worker.ts';

/**
 * Do the tests of the rules bite? Changes each rule on purpose, thousands of times, and looks whether a test notices:
 * `npm run mutate -- functions/policy/next-step.ts`. What survives is written to standard output, and all of it to
 * out/mutation.json. `--tests` chooses other test files.
 */

const RULES = [
  'functions/policy/{calendar,case-facts,choose-next-step,closing,decision,demands,dunning,escalation-due}.ts',
  'functions/policy/{letter-due,next-step,only-if,refuse-policy,select-policy,want,window}.ts',
  'functions/ledger/balance.ts',
  'functions/promises/{own-plan,promise}.ts',
  'functions/escalation/{account-value,answers,judge-escalation}.ts',
  'functions/issues/judge-issue.ts',
  'functions/work-list/{gain,offers}.ts',
  'functions/reports/{ageing,bad-debt,books,cei,credit-sales,dso,kpis,outstanding,period,promises-kept,roll-rate,root-causes,share}.ts',
  'functions/platform/{money,civil-date,zone}.ts',
];
const TESTS = [
  'test/unit/{policy,ledger,promises,issues,escalation,work-list,reports,platform}/**/*.test.ts',
  'test/scenarios/rule-*.test.ts',
];
/** Silence of a worker after which its mutant is taken to have no end. */
const SILENCE_MS = 40_000;
const OUT = 'out/mutation.json';

type Outcome = { is: 'killed'; by: string } | { is: 'survived' | 'endless' | 'uncovered' | 'at-loading' };

/** Has one worker try mutants until it ends, spoils itself or falls silent; returns those left. */
const work = (
  order: Order,
  outcomes: Map<string, Outcome>,
): Promise<{ left: string[]; baseline: Baseline | undefined }> =>
  new Promise((done) => {
    const worker = fork(new URL('./worker.ts', import.meta.url), { execArgv: ['--max-old-space-size=2500'] });
    let { known: baseline } = order;
    let present: string | undefined;
    let watchdog: NodeJS.Timeout | undefined;
    const watch = (): void => {
      clearTimeout(watchdog);
      // The measurement of all tests takes as long as they do.
      if (baseline !== undefined) watchdog = setTimeout(() => worker.kill('SIGKILL'), SILENCE_MS);
    };
    worker.on('message', (told: Told) => {
      if ('baseline' in told) baseline = told.baseline;
      else if ('begins' in told) present = told.begins;
      else {
        if (told.is !== 'spoilt') outcomes.set(told.mutant, told);
        if (outcomes.size % 50 === 0) process.stderr.write(`${outcomes.size} changes are tried\n`);
        present = undefined;
      }
      watch();
    });
    worker.on('exit', () => {
      clearTimeout(watchdog);
      if (present !== undefined) outcomes.set(present, { is: 'endless' });
      done({ left: order.mutants.filter((id) => !outcomes.has(id)), baseline });
    });
    worker.send(order);
    watch();
  });

const shown = ({ file, line, column, original, replacement }: Mutant): string => {
  const short = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 110);
  return `${file}:${line}:${column}  ${short(original)}  =>  ${short(replacement)}`;
};

const summaryOf = (mutants: readonly Mutant[], outcomes: ReadonlyMap<string, Outcome>): string[] => {
  const lines: string[] = [];
  for (const file of new Set(mutants.map((mutant) => mutant.file))) {
    const count = { killed: 0, survived: 0, endless: 0, uncovered: 0, 'at-loading': 0 };
    for (const mutant of mutants) if (mutant.file === file) count[outcomes.get(mutant.id)!.is] += 1;
    const found = count.killed + count.endless;
    const all = found + count.survived + count.uncovered;
    const score = all === 0 ? 100 : (found / all) * 100;
    lines.push(
      `${score.toFixed(1).padStart(6)} %  ${file}: ${found} of ${all} noticed, ${count.survived} survived, ${count.uncovered} never run`,
    );
  }
  return lines;
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string', multiple: true } },
});
setPriority(10);
const files = globSync(positionals.length > 0 ? positionals : RULES).sort();
if (files.length === 0) {
  process.stderr.write(`There is no file ${positionals.join(', ')}: name rules like functions/policy/next-step.ts\n`);
  process.exit(2);
}
const { mutants, sources } = await mutantsOf(files);
const testFiles = globSync(values.tests ?? TESTS).sort();
const outcomes = new Map<string, Outcome>();
const { baseline } = await work({ sources, testFiles, mutants: [] }, outcomes);
if (baseline === undefined) throw new Error('The tests could not be loaded');
for (const title of baseline.failing) process.stderr.write(`fails without any change, left out: ${title}\n`);
const atLoading = new Set(baseline.atLoading);
const covered = new Set(baseline.tests.flatMap(({ hits }) => Object.keys(hits)));
for (const { id } of mutants)
  if (!covered.has(id)) outcomes.set(id, { is: atLoading.has(id) ? 'at-loading' : 'uncovered' });
let left = mutants.map(({ id }) => id).filter((id) => !outcomes.has(id));
while (left.length > 0) {
  process.stderr.write(`${left.length} of ${mutants.length} changes are left\n`);
  ({ left } = await work({ sources, testFiles, mutants: left, known: baseline }, outcomes));
}
const survivors = mutants.filter(({ id }) => outcomes.get(id)!.is === 'survived');
process.stderr.write(`${survivors.length} changes survived: each is tried once more, in a process of its own\n`);
for (const { id } of survivors) {
  outcomes.delete(id);
  await work({ sources, testFiles, mutants: [id], known: baseline, fromTheStart: true }, outcomes);
}
for (const mutant of mutants) {
  const { is } = outcomes.get(mutant.id)!;
  if (is === 'survived' || is === 'uncovered')
    process.stdout.write(`${is === 'survived' ? '' : 'never run: '}${shown(mutant)}\n`);
}
mkdirSync('out', { recursive: true });
writeFileSync(
  OUT,
  JSON.stringify(
    mutants.map((mutant) => ({ ...mutant, ...outcomes.get(mutant.id)! })),
    null,
    1,
  ),
);
process.stdout.write(`\n${summaryOf(mutants, outcomes).join('\n')}\n`);
