import { type Approval, type StepRecord, stepKey } from '../lifecycle/entities.ts';
import { type LoadedCase, loadCase } from '../lifecycle/load-case.ts';
import type { Platform } from '../platform/platform.ts';
import { type Position, positionOf } from '../policy/case-facts.ts';
import { itemId } from '../work-list/item.ts';

/** What an execution of the escalation is started with. */
export interface EscalationInput {
  invoiceId: string;
  customerId: string;
  cycle: number;
  demand: string;
  step: string;
  dueDay: number;
  execution: string;
}

export interface LoadedEscalation {
  loaded: LoadedCase;
  position: Position;
  record: StepRecord | undefined;
}

export const keyOf = (of: EscalationInput) => stepKey(of.customerId, of.invoiceId, of.cycle, of.demand, of.step);

export const loadEscalation = async (platform: Platform, of: EscalationInput): Promise<LoadedEscalation> => {
  const loaded = await loadCase(platform, of);
  if (loaded === undefined) throw new Error(`There is no invoice ${of.invoiceId} of customer ${of.customerId}`);
  const { sk } = keyOf(of);
  return {
    loaded,
    position: positionOf(loaded.facts),
    record: loaded.facts.records.find((record) => record.sk === sk),
  };
};

/** What each action is called towards people. */
export const ACTIONS: Record<string, string> = {
  'final-notice': 'final notice',
  'site-visit': 'visit on site',
  'credit-hold': 'credit hold',
  'hand-over': 'hand-over to an agency',
  'write-off': 'write-off',
};

export const tellEscalation = (
  platform: Platform,
  of: EscalationInput,
  what: string,
  rule: string,
  text: string,
  facts: Record<string, string | number | null>,
): void =>
  platform.tell({
    at: new Date(platform.clock.now()).toISOString(),
    invoiceId: of.invoiceId,
    customerId: of.customerId,
    what,
    why: { rule, text, facts: { step: of.step, ...facts } },
  });

/** The hold that follows from an approver's "wait", by the event of their answer. */
export const putOffHoldId = (invoiceId: string, eventId: string): string => itemId('wait', invoiceId, eventId);

export const approvalItem = (approval: Pick<Approval, 'approvalId'>, second: boolean): string =>
  itemId(second ? 'second-approval' : 'approval', approval.approvalId);
