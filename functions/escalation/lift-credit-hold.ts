import type { LifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import type { LoadedCase } from '../lifecycle/load-case.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { type Position, positionOf } from '../policy/case-facts.ts';
import type { Decision, End } from '../policy/decision.ts';

/** Ends after which nothing is owed any more. What was written off or handed over stays suspended: nobody has paid. */
const NOTHING_OWED: ReadonlySet<string> = new Set<End>(['Settled', 'Cancelled']);

const standsOn = ({ status, approval, liftedAt }: StepRecord): boolean =>
  status === 'done' && approval?.snapshot.action === 'credit-hold' && liftedAt === undefined;

/**
 * A plan alone lifts nothing, it is a promise; its first part, paid, does, as long as nothing is overdue. Pure.
 */
export const keepsItsPlan = ({ split, overdueDays, demands }: Pick<Position, 'split' | 'overdueDays' | 'demands'>) =>
  split && overdueDays === 0 && demands[0]?.open === 0;

/** Why a credit hold is lifted by how a case stands now, or undefined where it stays. */
const liftedBecause = ({ facts }: LoadedCase, { state }: Decision): string | undefined => {
  if (NOTHING_OWED.has(state)) return 'Nothing is owed any more';
  return keepsItsPlan(positionOf(facts)) ? 'The first part of its plan is paid and nothing is overdue' : undefined;
};

/**
 * Lifts the credit holds of an invoice by a payment: once it owes nothing any more, or keeps a plan. Whoever suspended
 * the service is told by the change of the step's record. Also those of an earlier cycle, whose payment was reversed
 * before anybody looked. Each is lifted once, however often the case is decided.
 */
export const liftCreditHolds = async (
  platform: Platform,
  { invoiceId, customerId }: Pick<LifecycleInput, 'invoiceId' | 'customerId'>,
  loaded: LoadedCase,
  decision: Decision,
): Promise<void> => {
  const standing = loaded.steps.filter(standsOn);
  const because = standing.length === 0 ? undefined : liftedBecause(loaded, decision);
  if (because === undefined) return;
  for (const step of standing) {
    const at = new Date(platform.clock.now()).toISOString();
    const lifted = await writeIfStill(platform, {
      update: { pk: step.pk, sk: step.sk },
      set: { liftedAt: at },
      if: { equals: { status: 'done', liftedAt: undefined } },
    });
    if (!lifted) continue;
    platform.tell({
      at,
      invoiceId,
      customerId,
      what: 'credit-hold-lifted',
      why: {
        rule: 'credit-hold',
        text: `${because}: the service is told that the credit hold is lifted.`,
        facts: { step: step.step, approval: step.approval!.approvalId },
      },
    });
  }
};
