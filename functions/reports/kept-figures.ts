import { COMPANY } from '../ledger/entities.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key, Table } from '../platform/ports.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';

/**
 * The figures as the last night's review counted them. It looks at every customer anyway, and counts all thirteen
 * months anew: what came late is in its month from the next morning on.
 */
export interface KeptFigures {
  /** The last day that is counted: the day before the review. */
  asOf: string;
  /** When the count was complete. */
  keptAt: string;
  currency: string;
  tally: Tally;
}

/** The count of a review that is under way, up to where its next call begins. */
interface Part extends Item {
  date: string;
  next: string;
  tally: Tally;
}

export const figuresKey: Key = { pk: COMPANY, sk: 'FIGURES' };
const figuresPartKey: Key = { pk: COMPANY, sk: 'FIGURES-PART' };

/** The figures of the last complete review; undefined before the first. */
export const keptFigures = async (table: Table): Promise<KeptFigures | undefined> => {
  const item = (await table.get(figuresKey)) as (Item & KeptFigures) | undefined;
  if (item === undefined) return undefined;
  const { asOf, keptAt, currency, tally } = item;
  return { asOf, keptAt, currency, tally };
};

/**
 * Adds what one call of the review has counted: one write a call, the last one keeps the figures. A call that is made
 * again after its answer was lost finds that it was counted, and changes nothing. Where the beginning of a count is
 * missing the last complete figures stay.
 *
 * @param date the business date of the review
 * @param began where the call began, null for the first of a review; `next` where the next one does, null after the last
 */
export const keepCounted = async (
  { table, clock }: Pick<Platform, 'table' | 'clock'>,
  call: { date: string; asOf: string; currency: string; began: string | null; next: string | null; tally: Tally },
): Promise<void> => {
  const { date, asOf, currency, began, next } = call;
  const tally = emptyTally();
  if (began !== null) {
    const part = (await table.get(figuresPartKey)) as Part | undefined;
    if (part === undefined || part.date !== date || part.next !== began) return;
    addTally(tally, part.tally);
  }
  addTally(tally, call.tally);
  if (next !== null) {
    await table.write({ put: { ...figuresPartKey, date, next, tally } });
    return;
  }
  const keptAt = new Date(clock.now()).toISOString();
  await table.write({ put: { ...figuresKey, asOf, keptAt, currency, tally } });
  await table.write({ delete: figuresPartKey });
};
