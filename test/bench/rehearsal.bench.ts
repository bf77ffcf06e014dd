import { costOf } from '../../local/rehearse/cost.ts';
import { type Play, play } from '../../local/rehearse/world.ts';
import { fullLives, ordinaryLedger } from './ledgers.ts';

interface Run {
  /** Milliseconds of this process's own time. */
  ms: number;
  letters: number;
  perThousandInvoices: number;
}

const run = async (of: Play, invoices: number): Promise<Run> => {
  let letters = 0;
  const before = process.cpuUsage();
  const played = await play(of, {
    mail: () => {
      letters += 1;
    },
    tell: () => undefined,
  });
  const used = process.cpuUsage(before);
  const cost = costOf(played.runtime, played.table.usage(), { invoices, mails: letters });
  return { ms: (used.user + used.system) / 1000, letters, perThousandInvoices: cost.perThousandInvoices };
};

const SMALL = 2000;
const LARGE = 8000;
const AT_ONE_PAYER = 2500;
/** The goal for 100,000 invoices over 120 days, for one invoice. */
const GOAL_MS = (5 * 60_000) / 100_000;

/**
 * Rehearses ledgers of two sizes and of two shapes over 120 days: whether time grows with the number of invoices, also
 * where one payer has thousands, and what a life costs at the listed prices.
 */
export async function benchRehearsal(): Promise<{ title: string; lines: string[]; summary: string }> {
  await run(ordinaryLedger(500), 500);
  const empty = await run(ordinaryLedger(0), 1);
  const small = await run(ordinaryLedger(SMALL), SMALL);
  const large = await run(ordinaryLedger(LARGE), LARGE);
  const lopsided = await run(ordinaryLedger(LARGE, AT_ONE_PAYER), LARGE);
  const full = await run(fullLives(300), 300);
  const each = (of: Run, invoices: number): number => (of.ms - empty.ms) / invoices;
  const growth = each(large, LARGE) / each(small, SMALL);
  const onePayer = lopsided.ms / large.ms;
  return {
    title: 'Rehearsal over 120 days',
    lines: [
      `${each(small, SMALL).toFixed(2)} ms an invoice of ${SMALL}, ${each(large, LARGE).toFixed(2)} ms of ${LARGE}: ratio ${growth.toFixed(2)} (1 is linear)`,
      `${AT_ONE_PAYER} of ${LARGE} at one payer: ratio ${onePayer.toFixed(2)} to the same number spread out`,
      `100,000 invoices would take ${((each(large, LARGE) * 100_000 + empty.ms) / 60_000).toFixed(1)} minutes of this machine (wanted: 5)`,
      `a full life with five letters: $${full.perThousandInvoices.toFixed(3)} per 1,000 invoices (at most 1.00), ${full.letters} letters`,
      `a ledger where most pay early: $${large.perThousandInvoices.toFixed(3)} per 1,000 invoices (at most 0.45), ${large.letters} letters`,
    ],
    summary: `rehearsal at ${(GOAL_MS / each(large, LARGE)).toFixed(2)} of the wanted speed, growth ${growth.toFixed(2)}, one payer ${onePayer.toFixed(2)}, full life $${full.perThousandInvoices.toFixed(3)}, early payers $${large.perThousandInvoices.toFixed(3)}`,
  };
}
