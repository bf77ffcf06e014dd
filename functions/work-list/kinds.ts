/** The kinds of items: contracts §4. */
export const ITEM_KINDS = [
  ...(['issue', 'approval', 'second-approval', 'task', 'reply', 'find-contact', 'broken-promise'] as const),
  ...(['hold-ended', 'delivery-unknown', 'stale-ledger', 'unapplied-credit'] as const),
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
