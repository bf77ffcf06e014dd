/** What an escalation can ask for: contracts §2. */
export const ACTIONS = ['final-notice', 'site-visit', 'credit-hold', 'hand-over', 'write-off'] as const;
