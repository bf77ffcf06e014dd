import type { Decision } from '../../functions/policy/decision.ts';

/** The words of the pages for what the product names by ids. */

type Standing = Decision['standing'];

export const STANDINGS: Readonly<Record<Standing, { label: string; meaning: string }>> = {
  'on-list': { label: 'On the work list', meaning: 'A person has to act before a letter can go.' },
  'next-step': { label: 'Next step planned', meaning: 'An automatic step has its date.' },
  'not-due': { label: 'Not due yet', meaning: 'No step was needed so far.' },
  'waiting-on-customer': {
    label: 'Waiting on customer',
    meaning: 'Promised, or paid in instalments that are on time.',
  },
  'small-balance': { label: 'Small balance', meaning: 'Below the minimum: looked at again on a date.' },
  held: { label: 'On hold', meaning: 'Held by a person until a date.' },
  settled: { label: 'Settled', meaning: 'Nothing is open.' },
  'written-off': { label: 'Written off', meaning: 'Closed by an approved write-off.' },
  'handed-over': { label: 'Handed over', meaning: 'Closed by an approved hand-over.' },
  cancelled: { label: 'Cancelled', meaning: 'Void or a draft: not chased.' },
};

/** Open standings first, in the order in which they want attention. */
export const STANDING_ORDER = Object.keys(STANDINGS) as Standing[];

export const isStanding = (text: string | undefined): text is Standing => text !== undefined && text in STANDINGS;

export const WORKFLOW_LABELS: Readonly<Record<string, string>> = {
  'invoice-lifecycle': 'Invoice lifecycle',
  'issue-resolution': 'Issue resolution',
  escalation: 'Escalation',
  correspondence: 'Correspondence',
  'nightly-review': 'Nightly review',
  'policy-change': 'Change of a policy',
};

/** An id in words: `reminder-1` becomes `Reminder 1`. */
export const inWords = (id: string): string => {
  const text = id.replace(/[-_]+/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const HOLD_BACK_WORDS: Readonly<Record<string, string>> = {
  cap: 'The payer has had as many letters as the policy allows in seven days.',
  minimum: 'What the payer owes, overdue and undisputed, is below the minimum.',
  unapplied: 'Money that no invoice has yet would cover what the letter asks.',
  window: 'It is outside the hours in which letters may leave.',
  'allow-list': 'No recipient is on the list of those who may be written to.',
  'check-in-waits': 'A reminder goes to the same payer first: the check-in waits a working day.',
  failed: 'The message certainly did not leave: it goes again with the next run.',
  unwritable: 'The letter cannot be written from the records: a person has to look.',
};
