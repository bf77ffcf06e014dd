import { type CustomerHead, headKey, payerIdOf } from '../ledger/entities.ts';
import type { Notice, StepRecord } from '../lifecycle/entities.ts';
import { windowOfPayer, zoneOfHead } from '../lifecycle/load-case.ts';
import { companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key } from '../platform/ports.ts';
import { agendaOf } from '../platform/shard.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { startOfDay } from '../platform/zone.ts';
import { nextOpening } from '../policy/window.ts';

/** Whether a letter that is claimed for this payer carries the step, and its end is not known to be a failure. */
export const isClaimed = (payer: CustomerHead | undefined, step: Pick<StepRecord, 'customerId' | 'sk'>): boolean =>
  payer?.claim !== undefined &&
  payer.claim.status !== 'failed' &&
  payer.claim.steps.some(([owner, sk]) => owner === step.customerId && sk === step.sk);

/**
 * Plans a letter anew for the payer that its customer has now, for that payer's window. Called where no letter to the
 * former payer carries it any more: what is claimed is told to whom it was claimed for.
 */
export const planForPresentPayer = async (platform: Platform, key: Key): Promise<void> => {
  const entry = (await platform.table.get(key)) as StepRecord | Notice | undefined;
  if (entry?.agenda === undefined) return;
  const head = (await platform.table.get(headKey(entry.customerId))) as CustomerHead;
  const payerId = payerIdOf(head);
  if (payerId === entry.payerId) return;
  const payer = (await platform.table.get(headKey(payerId))) as CustomerHead | undefined;
  if (payer === undefined) return;
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  const due = 'dueDay' in entry ? startOfDay((entry as StepRecord).dueDay, zoneOfHead(head, company)) : now;
  const opens = nextOpening(
    windowOfPayer(company, payer),
    company.calendar,
    zoneOfHead(payer, company),
    Math.max(now, due),
  );
  const notBefore = new Date(opens).toISOString();
  await writeIfStill(platform, {
    update: { pk: entry.pk, sk: entry.sk },
    set: { payerId, notBefore, agenda: agendaOf('letters', payerId), agendaAt: `${notBefore}#${payerId}` },
    remove: ['verdict', 'letterId'],
    if: { equals: { payerId: entry.payerId, status: entry.status, agendaAt: entry.agendaAt } },
  });
};
