/** The letters that are shipped: contracts §3. */
export const LETTERS = [
  ...['check-in', 'reminder-1', 'reminder-2', 'reminder-3', 'final-notice', 'instalment-offer', 'reversal'],
  ...['issue-taken-up', 'issue-solved'],
] as const;

/** Those, and what only the product itself sends: no policy names it. */
export const ALL_LETTERS = [...LETTERS, 'contact-change'] as const;
