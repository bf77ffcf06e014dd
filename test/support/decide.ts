import type { InvoiceFacts } from '../../functions/ledger/entities.ts';
import type { StepRecord } from '../../functions/lifecycle/entities.ts';
import { chooseNextStep } from '../../functions/policy/choose-next-step.ts';
import type { Policy } from '../../functions/policy/contract.ts';
import type { Decision } from '../../functions/policy/decision.ts';
import { facts, POLICY } from './case-facts.ts';

interface Given {
  invoice?: Partial<InvoiceFacts>;
  records?: StepRecord[];
  policy?: Policy;
}

/** What is decided about the usual invoice at an instant, with what is given instead. */
export const decide = (now: string, { invoice = {}, records = [], policy = POLICY }: Given = {}): Decision =>
  chooseNextStep(facts(now, { invoice, records }, { policy }));

/** The UTC date until which a decision parks. */
export const on = ({ parkUntil }: Decision): string => parkUntil.slice(0, 10);
