import type { Page } from 'playwright-core';

/** Every kind of page that needs nobody signed in, with the sample's best example of it. */
export const PAGES: readonly (readonly [name: string, path: string])[] = [
  ['overview', '/overview'],
  ['invoices', '/invoices'],
  ['invoices-on-list', '/invoices?standing=on-list'],
  ['invoice-approval', '/invoices/S-02-1'],
  ['invoice-disputed', '/invoices/I-04-1'],
  ['invoice-held-back', '/invoices/M-01-1'],
  ['invoice-plan', '/invoices/P-03-1'],
  ['invoice-draft', '/invoices/N-02-3'],
  ['mailbox', '/mailbox'],
  ['mailbox-staff', '/mailbox?to=staff'],
  ['events-out', '/events-out'],
  ['executions', '/executions'],
  ['executions-all', '/executions?workflow=all&status=RUNNING'],
  ['executions-none', '/executions?workflow=escalation&status=FAILED'],
  ['execution-lifecycle', '/executions/invoice-lifecycle/S-02-1-c1-r0'],
  ['execution-issue', '/executions/issue-resolution/issue-issue-1'],
  ['clock', '/clock'],
  ['not-found', '/nothing/here'],
];

/** Who looks at the pages for colleagues: she sees every list. */
const COLLEAGUE = 'Amy Okafor';

/** The lists and accounts that the pages above lead to. */
export const SIGNED_IN_PAGES: typeof PAGES = [
  ['list', '/list'],
  ['list-everybody', '/list?of=everybody'],
  ['search', '/search?q=north'],
  ['search-nothing', '/search?q=nobody+is+called+so'],
  ['search-contact', '/search?q=dana'],
  ['account-parent', '/accounts/G-00'],
  ['account-bounced', '/accounts/N-01'],
  ['account-unknown', '/accounts/N-06'],
];

/** Signs the colleague in, for all pages of the browser's context. */
export const signIn = async (page: Page, address: string): Promise<void> => {
  await page.goto(`${address}/sign-in?back=/list`);
  await page.getByRole('button', { name: COLLEAGUE }).click();
  await page.waitForURL(`${address}/list`);
};
