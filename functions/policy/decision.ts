/** What the hub decides, in the words of the state machine. */

export const SPOKES = [
  ...(['Courtesy check-in', 'Reminder', 'Personal contact', 'Issue resolution', 'Promise to pay'] as const),
  ...(['On hold', 'Escalation', 'Needs a person'] as const),
] as const;
export const ENDS = ['Settled', 'Written off', 'Handed over', 'Cancelled'] as const;
export type Spoke = (typeof SPOKES)[number];
export type End = (typeof ENDS)[number];
export type StateName = Spoke | End | 'Continued';

export const OPEN_STANDINGS = [
  ...(['held', 'waiting-on-customer', 'on-list', 'small-balance', 'not-due', 'next-step'] as const),
] as const;
export type Standing = (typeof OPEN_STANDINGS)[number] | 'settled' | 'written-off' | 'handed-over' | 'cancelled';

/** What a spoke has to do; at most one of each per demand. */
export type Part =
  | {
      do: 'plan-letter';
      demand: string;
      step: string;
      template: string;
      dueDay: number;
      notBefore: string;
      alone: boolean;
    }
  | { do: 'raise-task'; demand: string; step: string; dueDay: number; role: string; title: string }
  | { do: 'skip'; demand: string; step: string; dueDay: number; rule: string; text: string; offeredAt?: string }
  | { do: 'start-escalation'; demand: string; step: string; dueDay: number }
  | { do: 'offer-instalments'; demand: string; step: string; dueDay: number }
  | { do: 'raise-visit'; demand: string; step: string; dueDay: number }
  | {
      do: 'raise-item';
      kind: 'task' | 'find-contact' | 'broken-promise';
      title: string;
      role?: string;
      key: string;
      missing?: { amount: number; currency: string; inPart: boolean };
    }
  | { do: 'close-item'; kind: 'task' | 'broken-promise'; key: string };

export interface Why {
  /** A word of the list in docs/timeline.md. */
  rule: string;
  text: string;
  /** Ids and figures only: no personal data. */
  facts: Record<string, string | number | boolean | null>;
}

export interface Decision extends Why {
  state: StateName;
  standing: Standing;
  next: { step: string; on: string } | null;
  /** Parked until this instant, or until woken. */
  parkUntil: string;
  parts: Part[];
  /** The facts that it was decided on. */
  invoiceVersion: number;
  headVersion: number;
  /** Of the payer's facts: where it is the same, nothing at all has changed. */
  factsVersion: number;
  /** The customer that letters go to. */
  payerId: string;
}

/** The decision with the tasks closed that the decision before it had raised and that have lost their reason since. */
export const closingTasksOf = (before: Decision | undefined, decision: Decision): Decision => {
  const keys = new Set<string>();
  for (const part of before?.parts ?? []) if (part.do === 'raise-item' && part.kind === 'task') keys.add(part.key);
  for (const part of decision.parts) if (part.do === 'raise-item' && part.kind === 'task') keys.delete(part.key);
  if (keys.size === 0) return decision;
  const closings = [...keys].map((key): Part => ({ do: 'close-item', kind: 'task', key }));
  return { ...decision, parts: [...decision.parts, ...closings] };
};
