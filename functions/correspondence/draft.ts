import type { InvoiceFacts } from '../ledger/entities.ts';
import type { Notice, StepRecord } from '../lifecycle/entities.ts';
import type { CaseFacts, Position } from '../policy/case-facts.ts';
import { overdueOf } from '../policy/demands.ts';

/** A letter as it would leave now. Amounts are minor units. */
export interface DraftLine {
  invoice: InvoiceFacts;
  facts: CaseFacts;
  position: Position;
  steps: StepRecord[];
  /** The furthest step of this invoice in the letter, and its place in the policy. */
  step: string | null;
  place: number;
  amount: number;
  underReview: number;
}

export interface Draft {
  kind: 'reminder' | 'check-in' | 'approved' | 'notice';
  currency: string;
  template: string;
  lines: DraftLine[];
  total: number;
  notice?: Notice;
}

/**
 * What a letter asks of an invoice: of instalments all that are overdue, and never what is disputed or promised. What is
 * promised is to pay what has been overdue longest, as payments do.
 */
export const askedOf = ({ split, demands, today, asked, promised }: Position): number =>
  split ? Math.min(Math.max(overdueOf(demands, today) - promised, 0), asked) : asked;

/** All that is overdue and undisputed of an invoice: what the minimum is compared with (domain rule 6). */
export const overdueUndisputed = (position: Position): number => {
  const overdue = position.split
    ? overdueOf(position.demands, position.today)
    : position.overdueDays > 0
      ? position.balance
      : 0;
  return Math.max(Math.min(overdue, position.balance - position.disputed), 0);
};

/** The line of an invoice with the steps that this letter carries out for it. */
export const lineOf = (
  invoice: InvoiceFacts,
  facts: CaseFacts,
  position: Position,
  steps: StepRecord[],
  amount: number,
): DraftLine => {
  let place = -1;
  let step: string | null = null;
  for (const record of steps) {
    const index = facts.policy?.steps.findIndex((candidate) => candidate.id === record.step) ?? -1;
    if (step === null || index > place) {
      place = index;
      step = record.step;
    }
  }
  return { invoice, facts, position, steps, step, place, amount, underReview: position.disputed };
};

/** The letter's words: those of the step furthest in its policy; of two equal ones that of the older due date. */
const leadingLine = (lines: readonly DraftLine[]): DraftLine =>
  [...lines].sort(
    (a, b) =>
      b.place - a.place ||
      b.position.overdueDays - a.position.overdueDays ||
      (a.invoice.invoiceId < b.invoice.invoiceId ? -1 : 1),
  )[0]!;

/** Puts lines together to one letter. Lines stand by due date, then id. */
export const draftOf = (kind: Draft['kind'], lines: DraftLine[]): Draft => {
  const sorted = [...lines].sort((a, b) => {
    const [dueA, dueB] = [a.invoice.dueOn ?? '', b.invoice.dueOn ?? ''];
    return dueA < dueB ? -1 : dueA > dueB ? 1 : a.invoice.invoiceId < b.invoice.invoiceId ? -1 : 1;
  });
  const leading = leadingLine(sorted);
  const template = leading.steps.find((step) => step.step === leading.step)?.template ?? 'reminder-1';
  return {
    kind,
    currency: leading.invoice.currency,
    template,
    lines: sorted,
    total: sorted.reduce((sum, line) => sum + line.amount, 0),
  };
};

/** The step that stands for the whole letter: the furthest among its invoices; null for a notice. */
export const stepOfDraft = (draft: Draft): string | null =>
  draft.kind === 'notice' ? null : leadingLine(draft.lines).step;
