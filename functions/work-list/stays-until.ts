import type { WorkItem } from './item.ts';

/** Why an invoice has no further step by itself: its item stays until that has changed, and saying done changes nothing. */
const STAYS = ['no-step-left', 'refused', 'due-date-missing', 'no-policy'] as const;
export type Stays = (typeof STAYS)[number];

/** What such an item waits for; undefined for any other. */
export const staysUntil = ({
  kind,
  itemId,
  invoiceId,
  step,
}: Partial<Pick<WorkItem, 'kind' | 'itemId' | 'invoiceId' | 'step'>>): Stays | undefined =>
  kind === 'task' && step === undefined && invoiceId !== undefined && itemId !== undefined
    ? STAYS.find((each) => itemId.endsWith(`-${each}`))
    : undefined;
