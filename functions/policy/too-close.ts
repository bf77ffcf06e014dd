import type { Policy, PolicyStep } from './contract.ts';

/** A step that its policy's own gap puts off, supposing that the step before it was carried out on its day. */
export interface PutOff {
  step: string;
  /** The step before it. */
  after: string;
  /** Days between the day on which that one comes and the day that is written for this one, and how many it has to be. */
  apart: number;
  gap: number;
}

/** Whether no invoice gets both: one is for deposits only and the other is not, one from an amount and the other below. */
const excludeEachOther = ({ onlyIf: a = {} }: PolicyStep, { onlyIf: b = {} }: PolicyStep): boolean =>
  (a.invoiceKind !== undefined && b.invoiceKind !== undefined && a.invoiceKind !== b.invoiceKind) ||
  (a.firstInvoice !== undefined && b.firstInvoice !== undefined && a.firstInvoice !== b.firstInvoice) ||
  (a.minAmount !== undefined && b.belowAmount !== undefined) ||
  (a.belowAmount !== undefined && b.minAmount !== undefined);

/**
 * The steps that come later than they are written, because fewer days than the policy's gap lie between them and the
 * step before; a step that is put off puts off the next one too. Steps that count from other dates are not compared.
 */
export const tooClose = ({ steps, limits }: Pick<Policy, 'steps' | 'limits'>): PutOff[] => {
  const gap = limits.minimumGapDays ?? 0;
  const found: PutOff[] = [];
  /** The day of each step on the scale of its date, once it is put off. */
  const comes: { anchor: PolicyStep['when']['anchor']; day: number }[] = [];
  for (const [index, step] of steps.entries()) {
    let at = index - 1;
    while (at >= 0 && excludeEachOther(steps[at]!, step)) at -= 1;
    const { anchor, days } = step.when;
    const before = comes[at];
    const follows = anchor === 'previous' && before !== undefined;
    const written = follows ? before.day + days : days;
    const scale = follows ? before.anchor : anchor;
    const isCompared = before !== undefined && before.anchor === scale;
    const day = isCompared ? Math.max(written, before.day + gap) : written;
    if (isCompared && day > written)
      found.push({ step: step.id, after: steps[at]!.id, apart: written - before.day, gap });
    comes.push({ anchor: scale, day });
  }
  return found;
};
