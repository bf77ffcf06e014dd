import type { LifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import { AlreadyStarted, ConditionFailed } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { type Case, caseKey, executionName } from './entities.ts';
import type { LoadedCase } from './load-case.ts';

/** Starts the execution that a case reserved; one that was started before is this case's own. Whether it was new. */
export const startReserved = async (platform: Platform, of: LifecycleInput): Promise<boolean> => {
  const { invoiceId, customerId, cycle, restart } = of;
  try {
    await platform.workflows.start('invoice-lifecycle', executionName(of), { invoiceId, customerId, cycle, restart });
    return true;
  } catch (error) {
    if (!(error instanceof AlreadyStarted)) throw error;
    return false;
  }
};

/**
 * Begins a case, or the next restart of one: reserves the number by a conditional write, then starts the execution.
 * The policy is pinned once per cycle. Where another start was quicker, that one counts. `takenOver` are the instants
 * at which restarts followed an execution that had died.
 */
export const startCase = async (
  platform: Platform,
  loaded: LoadedCase,
  takenOver: readonly string[] | undefined = loaded.case?.takenOver,
): Promise<void> => {
  const { invoice, policy } = loaded.facts;
  const before = loaded.case;
  const sameCycle = before !== undefined && before.cycle === invoice.cycle;
  const at = new Date(platform.clock.now()).toISOString();
  const opened: Case = {
    ...caseKey(invoice.customerId, invoice.invoiceId),
    invoiceId: invoice.invoiceId,
    customerId: invoice.customerId,
    cycle: invoice.cycle,
    restart: sameCycle ? before.restart + 1 : 0,
    policyId: policy?.id ?? '',
    policyVersion: policy?.version ?? 0,
    openedAt: sameCycle ? before.openedAt : at,
    startedAt: at,
    status: 'open',
    ...(sameCycle && takenOver !== undefined ? { takenOver: [...takenOver] } : {}),
  };
  const condition =
    before === undefined
      ? { exists: false }
      : { equals: { cycle: before.cycle, restart: before.restart, status: before.status } };
  try {
    await platform.table.write({ put: opened, if: condition });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    // Another start was quicker, or this one's answer was lost: what is reserved is started, whoever reserved it.
    const { pk, sk } = opened;
    const reserved = (await platform.table.get({ pk, sk })) as Case | undefined;
    if (reserved?.status === 'open' && reserved.parked === undefined) await startReserved(platform, reserved);
    return;
  }
  platform.tell({
    at,
    invoiceId: invoice.invoiceId,
    customerId: invoice.customerId,
    what: 'case-started',
    why: {
      rule: sameCycle ? 'restarted' : 'case-begins',
      text: sameCycle ? 'The case goes on in a new execution.' : 'A step is due soon: the case begins.',
      facts: {
        cycle: opened.cycle,
        restart: opened.restart,
        policy: policy === undefined ? null : `${policy.id} v${policy.version}`,
      },
    },
  });
  await startReserved(platform, opened);
};
