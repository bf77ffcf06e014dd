import { recordLife } from './account-life.ts';
import { QUOTAS } from './account-quotas.ts';
import { type Crews, runWave, type Wave, type WaveResult, wavesOf } from './account-waves.ts';

const INVOICES = 100_000;

/**
 * As the product is deployed: an import writes four payers at a time, the night's review begins eight cases at a time,
 * the sweep and the sender go one by one, and the wake function has one call, with eight requests under way, for each of
 * the four shards of a new table's stream.
 */
const DEPLOYED: Crews = {
  Record: { processes: 1, inFlight: 4 },
  AdmitDue: { processes: 1, inFlight: 8 },
  Wake: { processes: 4, inFlight: 8 },
  Sweep: { processes: 1, inFlight: 1 },
  SendBatch: { processes: 1, inFlight: 1 },
};

/**
 * As fast as the functions could ever ask: the night's review and the sweep start side by side, five calls of the wake
 * function signal, each with many requests under way. The pace of the adapters alone keeps the quotas.
 */
const PRESSED: Crews = {
  Record: { processes: 1, inFlight: 40 },
  AdmitDue: { processes: 2, inFlight: 64 },
  Wake: { processes: 5, inFlight: 64 },
  Sweep: { processes: 1, inFlight: 64 },
  SendBatch: { processes: 1, inFlight: 16 },
};

const TITLES: Readonly<Record<string, string>> = {
  Record: 'facts come in',
  AdmitDue: 'the night’s review',
  SendBatch: 'the sending run',
  ChooseNextStep: 'timers run out',
  Wake: 'the sweep',
};

const figure = (value: number): string => Math.round(value).toLocaleString('en-US');

const toldOf = (results: readonly WaveResult[]): number =>
  results.reduce((sum, { told }) => sum + [...told.values()].reduce((count, each) => count + each, 0), 0);

const lineOf = ({ driver }: Wave, { seconds, bound, counts, told }: WaveResult): string => {
  const of = counts.mails > 0 ? `${figure(counts.mails)} mails` : `${figure(counts.requests)} requests`;
  const asked = [
    ...(counts.starts > 0 ? [`${figure(counts.starts)} starts`] : []),
    ...(counts.signals > 0 ? [`${figure(counts.signals)} signals`] : []),
  ];
  const ratio = bound < 60 ? 'no quota binds' : `the quotas allow ${figure(bound)} s: ${(seconds / bound).toFixed(2)}`;
  const errors =
    told.size === 0 ? 'none told' : [...told].map(([name, count]) => `${figure(count)} ${name}`).join(', ');
  return `${TITLES[driver[0]!.by]}: ${figure(seconds)} s, ${ratio}; ${[of, ...asked].join(', ')}; ${figure(counts.turnedAway)} throttled, ${errors}`;
};

/**
 * Takes 100,000 invoices through a life on the same days, which is the worst that a calendar can do, with the calls that
 * today's functions make and through the real adapters, in an account whose services only count and keep their quotas.
 * Time is virtual; what the quotas allow at best stands beside it.
 */
export async function benchAccount(): Promise<{ title: string; lines: string[]; summary: string }> {
  const waves = wavesOf(await recordLife());
  const lines: string[] = [];
  const results: WaveResult[] = [];
  const limited = (wave: Wave): boolean =>
    [...wave.driver, ...wave.followers].some(({ calls }) => calls.some(({ port }) => port !== 'table'));
  let greatest = 0;
  for (const [name, crews, chosen] of [
    ['as deployed', DEPLOYED, waves],
    ['pressed', PRESSED, waves.filter(limited)],
  ] as const) {
    for (const wave of chosen) {
      const result = await runWave(wave, INVOICES, crews);
      results.push(result);
      lines.push(`${name}, ${lineOf(wave, result)}`);
      if (crews === PRESSED) greatest = Math.max(greatest, result.seconds / result.bound);
    }
  }
  const { starts, signals, mails } = QUOTAS;
  return {
    title: `Account: ${figure(INVOICES)} invoices at once, with ${starts.perSecond} starts, ${signals.perSecond} signals and ${mails.perSecond} mails a second`,
    lines,
    summary: `account: ${toldOf(results)} throttles told to functions; pressed, at most ${greatest.toFixed(2)} of the time that the quotas allow`,
  };
}
