import { companyOf } from '../../functions/platform/company.ts';
import { localDate } from '../../functions/platform/zone.ts';
import { keptFigures } from '../../functions/reports/kept-figures.ts';
import { proveCompleteness } from '../../functions/reports/nightly-review.ts';
import type { World } from './world.ts';

/** A new ledger has no night behind it that kept figures: they are counted once, as the night does. */
export const keepFirstFigures = async ({ runtime: { platform } }: World): Promise<void> => {
  if ((await keptFigures(platform.table)) !== undefined) return;
  const now = platform.clock.now();
  const { settings } = await companyOf(platform.table, now);
  const date = localDate(now, settings.timeZone);
  let call = await proveCompleteness(platform, null, date);
  while (call.more) call = await proveCompleteness(platform, call.cursor, date);
};
