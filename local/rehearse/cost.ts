import type { Usage } from '../../functions/adapters/embedded/usage-meter.ts';
import { type Runtime, SCHEDULED } from '../runtime.ts';

/** us-east-1, November 2026, in dollars: see docs/architecture.md. */
const PRICE_LIST = {
  name: 'AWS us-east-1, 2026-11, e-mail à la carte',
  transition: 0.025 / 1000,
  mail: 0.1 / 1000,
  writeUnit: 0.625 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  /** One call of a function: the request, and 256 MB arm64 for 20 ms. */
  call: 0.2 / 1_000_000 + 0.25 * 0.02 * 0.0000133334,
};

const cents = (dollars: number): number => Math.round(dollars * 1e6) / 1e6;

/** Transitions of the executions that follow invoices, and those of the schedules. */
export const transitionsOf = (runtime: Runtime): { variable: number; fixed: number } => {
  let variable = 0;
  let fixed = 0;
  for (const [workflow, counters] of runtime.engine.counters) {
    if (SCHEDULED.has(workflow)) fixed += counters.transitions;
    else variable += counters.transitions;
  }
  return { variable, fixed };
};

/** What grows with what is done: in dollars at the listed prices, what is fixed per month left out. */
export const variableDollars = (runtime: Runtime, usage: Usage, mails: number): number => {
  const { calls } = runtime;
  return (
    transitionsOf(runtime).variable * PRICE_LIST.transition +
    mails * PRICE_LIST.mail +
    usage.writeUnits * PRICE_LIST.writeUnit +
    (usage.readUnits - usage.sharedReadUnits) * PRICE_LIST.readUnit +
    (calls.tasks + calls.wakes + calls.records) * PRICE_LIST.call
  );
};

/** What it would have cost at the listed prices, from what was counted; what is fixed per month stands apart. */
export const costOf = (runtime: Runtime, usage: Usage, counts: { invoices: number; mails: number }) => {
  const { variable, fixed } = transitionsOf(runtime);
  const { calls } = runtime;
  const readUnits = usage.readUnits - usage.sharedReadUnits;
  const variableCalls = calls.tasks + calls.wakes + calls.records;
  const dollars = variableDollars(runtime, usage, counts.mails);
  const fixedDollars =
    fixed * PRICE_LIST.transition + usage.sharedReadUnits * PRICE_LIST.readUnit + calls.scheduled * PRICE_LIST.call;
  return {
    perThousandInvoices: counts.invoices === 0 ? 0 : cents((dollars / counts.invoices) * 1000),
    total: cents(dollars),
    priceList: PRICE_LIST.name,
    transitions: variable,
    mails: counts.mails,
    readUnits,
    writeUnits: usage.writeUnits,
    calls: variableCalls,
    fixed: { total: cents(fixedDollars), transitions: fixed },
  };
};
