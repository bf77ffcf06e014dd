import type { LifecycleInput } from '../../workflows/invoice-lifecycle/contract.ts';
import { liftCreditHolds } from '../escalation/lift-credit-hold.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { chooseNextStep, iso } from '../policy/choose-next-step.ts';
import { closingTasksOf, type Decision, ENDS } from '../policy/decision.ts';
import { closeItemsOf } from '../work-list/close-items.ts';
import type { Over } from '../work-list/lost-reason.ts';
import { caseKey } from './entities.ts';
import { loadCase } from './load-case.ts';
import { fence } from './park.ts';
import { parkSeconds, SHORTEST_PARK_S } from './park-seconds.ts';

/** What the hub's task answers: the decision, and how long to park in seconds (Step Functions counts whole ones). */
export interface Chosen {
  state: string;
  parkSeconds: number;
  decision: Decision;
}

const isEnd = (state: string): boolean => (ENDS as readonly string[]).includes(state);

const tellDecision = (platform: Platform, of: LifecycleInput, decision: Decision): void =>
  platform.tell({
    at: iso(platform.clock.now()),
    invoiceId: of.invoiceId,
    customerId: of.customerId,
    what: isEnd(decision.state) ? 'case-closed' : 'step-chosen',
    why: {
      rule: decision.rule,
      text: decision.text,
      facts: { ...decision.facts, state: decision.state, standing: decision.standing },
    },
  });

/** A newer cycle or restart took over: this execution has nothing left to do. */
const superseded = (decision: Decision): Decision => ({
  ...decision,
  state: 'Settled',
  rule: 'superseded',
  text: 'A newer execution follows this invoice.',
  parts: [],
});

/** The Task *Choose next step*: reads the case and decides; an end is noted on the case at once. */
export const chooseForCase = async (platform: Platform, of: LifecycleInput): Promise<Chosen> => {
  const now = platform.clock.now();
  const loaded = await loadCase(platform, of);
  if (loaded === undefined) throw new Error(`There is no invoice ${of.invoiceId} of customer ${of.customerId}`);
  const found = loaded.case;
  const decided = closingTasksOf(found?.decision, chooseNextStep(loaded.facts));
  const stale =
    loaded.facts.invoice.cycle !== of.cycle ||
    found === undefined ||
    found.cycle !== of.cycle ||
    found.restart !== of.restart;
  if (stale) return { state: 'Settled', parkSeconds: SHORTEST_PARK_S, decision: superseded(decided) };
  tellDecision(platform, of, decided);
  await liftCreditHolds(platform, of, loaded, decided);
  if (isEnd(decided.state)) {
    await closeItemsOf(platform, of.customerId, of.invoiceId, decided.standing as Over);
    // Where another start was quicker, the case is no longer this execution's to close.
    await writeIfStill(platform, {
      update: caseKey(of.customerId, of.invoiceId),
      set: { status: 'closed', closedAt: iso(now), decision: decided },
      remove: ['parked', 'parkedOrder'],
      if: { equals: { cycle: of.cycle, restart: of.restart } },
    });
    await fence(platform, of, decided);
  }
  return { state: decided.state, parkSeconds: parkSeconds(Date.parse(decided.parkUntil) - now), decision: decided };
};
