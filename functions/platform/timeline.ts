/**
 * The timeline: everything that happened or was held back, each with its reason. Texts and facts hold ids and figures,
 * never personal data. The words of `what` and `rule` are listed in docs/timeline.md.
 */
export interface TimelineEntry {
  at: string;
  invoiceId?: string;
  customerId?: string;
  what: string;
  why: { rule: string; text: string; facts: Record<string, string | number | boolean | null> };
}
