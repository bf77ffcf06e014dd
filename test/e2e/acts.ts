import { inDays, type Row } from './ledger.ts';

/** What people do in the story, as events at an instant. */

export const contactCorrected = ({ customerId, name }: Row, email: string, at: string) => ({
  id: `contact-${customerId}`,
  source: 'work-list',
  at,
  by: 'sam',
  type: 'contact.corrected',
  customerId,
  contacts: [{ name, email, roles: ['billing'] }],
});

const ISSUE = 'ISSUE-1';

/** What a customer reports, all of the invoice in dispute; and how it is solved. */
export const FAULT = { category: 'service-fault', description: 'The panel by the gate is dark.' };
export const SOLUTION = {
  outcome: 'company-right',
  rootCause: 'A fuse on the customer’s side',
  correctiveAction: 'The fuse was replaced on the spot',
};

export const issueRaised = ({ invoiceId }: Row, at: string) => ({
  id: `raised-${ISSUE}`,
  source: 'customer-page',
  at,
  by: 'customer',
  type: 'issue.raised',
  issueId: ISSUE,
  invoiceId,
  ...FAULT,
});

export const issueTakenUp = (at: string) => ({
  id: `taken-up-${ISSUE}`,
  source: 'pages',
  at,
  by: 'sam',
  type: 'issue.taken-up',
  issueId: ISSUE,
});

export const issueResolved = (at: string) => ({
  id: `resolved-${ISSUE}`,
  source: 'pages',
  at,
  by: 'sam',
  type: 'issue.resolved',
  issueId: ISSUE,
  ...SOLUTION,
});

/** What a customer writes by mail. */
export const BAKERY_ANSWERS = 'Please send us the order that this is for.';

/** By when a customer promises to pay. */
export const PROMISED_ON = inDays(5);

/** A customer promises to pay all of an invoice. */
export const promiseMade = ({ invoiceId, amount }: Row, at: string) => ({
  id: `promise-${invoiceId}`,
  source: 'customer-page',
  at,
  by: 'customer',
  type: 'promise.made',
  promiseId: `promise-${invoiceId}`,
  invoiceId,
  amount,
  promisedOn: PROMISED_ON,
});

/** Why a colleague has everything wait, and until when. */
export const HOLD = { reason: 'The owner is back from hospital next week', until: inDays(7) };

export const holdPlaced = ({ invoiceId }: Row, at: string) => ({
  id: `hold-${invoiceId}`,
  source: 'pages',
  at,
  by: 'maria',
  type: 'hold.placed',
  holdId: `hold-${invoiceId}`,
  scope: { invoiceId },
  owner: 'maria',
  ...HOLD,
});
