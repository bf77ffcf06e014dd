import type { LifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { End } from '../policy/decision.ts';

/** Ends after which nothing is owed any more. What was written off or handed over stays suspended: nobody has paid. */
const NOTHING_OWED: ReadonlySet<string> = new Set<End>(['Settled', 'Cancelled']);

const standsOn = ({ status, approval, liftedAt }: StepRecord): boolean =>
  status === 'done' && approval?.snapshot.action === 'credit-hold' && liftedAt === undefined;

/**
 * Lifts the credit holds of an invoice once it owes nothing any more: whoever suspended the service is told by the
 * change of the step's record. Also those of an earlier cycle, whose payment was reversed before anybody looked. Each is
 * lifted once, however often the end is noted.
 */
export const liftCreditHolds = async (
  platform: Platform,
  { invoiceId, customerId }: Pick<LifecycleInput, 'invoiceId' | 'customerId'>,
  steps: readonly StepRecord[],
  end: string,
): Promise<void> => {
  if (!NOTHING_OWED.has(end)) return;
  for (const step of steps.filter(standsOn)) {
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
        text: 'Nothing is owed any more: the service is told that the credit hold is lifted.',
        facts: { step: step.step, approval: step.approval!.approvalId },
      },
    });
  }
};
