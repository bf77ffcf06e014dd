/** The pages that only this place has; those for colleagues lead there too. */
export const HERE = [
  { href: '/overview', text: 'Overview' },
  { href: '/invoices', text: 'Invoices' },
  { href: '/mailbox', text: 'Mailbox' },
  { href: '/executions', text: 'Executions' },
  { href: '/events-out', text: 'Events out' },
  { href: '/clock', text: 'Clock' },
] as const;

/** The product's own pages, which say by themselves who may see them. */
export const PRODUCT = [
  { href: '/list', text: 'My list' },
  { href: '/list?of=everybody', text: 'Everybody' },
  { href: '/figures', text: 'Figures' },
  { href: '/policies', text: 'Policies' },
] as const;
