type Anchor = 'issued' | 'due' | 'installed' | 'previous';

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

const DATES = {
  issued: 'the invoice date',
  due: 'the due date',
  installed: 'the installation',
} as const;

/** The words of the pages with the policies, in English; the German ones have the same shape. */
export const policiesEnglish = {
  title: 'Policies',
  lead: 'What each customer gets, and when. The first policy that fits a customer is theirs.',
  nothing: { title: 'There is no policy yet', text: 'Nothing is sent before one is set up: see the operations guide.' },
  version: (version: number) => `Version ${version}`,
  lanes: { issued: 'Invoice date', due: 'Due date', installed: 'Installation' },
  picture: (id: string) => `The steps of ${id}`,
  described: (steps: string) => `Steps along the days, numbered as in the list: ${steps}`,
  steps: 'Steps',
  rules: 'Rules',
  kinds: { 'check-in': 'Check-in', reminder: 'Reminder', task: 'Task', escalation: 'Escalation' },
  when: (anchor: Anchor, count: number): string => {
    if (anchor === 'previous') return count === 0 ? 'With the step before' : `${days(count)} after the step before`;
    if (count === 0) return `On ${DATES[anchor] === DATES.installed ? 'the day of the installation' : DATES[anchor]}`;
    return `${days(Math.abs(count))} ${count > 0 ? 'after' : 'before'} ${DATES[anchor]}`;
  },
  letter: (letter: string) => `The letter “${letter}” leaves.`,
  task: (role: string, title: string) => `${role} gets a task: ${title}`,
  escalation: (action: string, approver: string) => `${action}, after approval by: ${approver}.`,
  actions: {
    'final-notice': 'Final notice',
    'site-visit': 'Visit to the site',
    'credit-hold': 'Credit hold',
    'hand-over': 'Hand-over',
    'write-off': 'Write-off',
  } as Readonly<Record<string, string>>,
  onlyIf: {
    late: (count: number) => `Left out where it comes more than ${days(count)} late.`,
    minAmount: (amounts: string) => `Only for invoices of at least ${amounts}.`,
    belowAmount: (amounts: string) => `Only for invoices below ${amounts}.`,
    kind: { deposit: 'Only for deposits.', standard: 'Not for deposits.' },
    first: 'Only for a customer’s first invoice.',
    notFirst: 'Not for a customer’s first invoice.',
    tags: (tags: string) => `Only for customers with the tag ${tags}.`,
  },
  or: 'or',
  columns: ['Policy', 'Version', 'For', 'Steps', 'Letters leave'] as string[],
  all: 'All policies',
  change: 'Change',
  draft: {
    title: (id: string) => `A draft of ${id}`,
    lead: (version: number) =>
      `Nothing changes for anybody until it is published, as version ${version}. Cases that run keep theirs.`,
    saved: (by: string, at: string) => `Saved by ${by}, ${at}.`,
    none: 'There is no draft yet: change something below, and save it.',
    changes: 'What it changes',
    same: 'It changes nothing yet.',
    columns: ['Where', 'Now', 'Draft'] as [string, string, string],
    fields: 'Change the usual',
    days: (when: string) => `Days (${when})`,
    letter: 'Letter',
    approver: 'Approved by',
    from: 'Letters leave from',
    to: 'until',
    time: 'A time of 24 hours, like 09:00',
    minimum: 'Remind from',
    minimumHint: 'Currency and amount, like USD 25.00, EUR 20.00; empty: no minimum',
    gap: 'Days between two steps, at least',
    cap: 'Letters a week to one payer, at most',
    unlimited: 'Empty: no limit',
    json: 'Change everything else',
    jsonLabel: 'The whole policy as JSON',
    save: 'Save the draft',
    discard: 'Throw the draft away',
    publish: (version: number) => `Publish as version ${version}`,
    whoPublishes: (roles: string) => `It is published by: ${roles}.`,
    told: {
      saved: 'The draft is saved. Nothing has changed for anybody yet.',
      discarded: 'The draft is gone.',
      published: (id: string, version: number) =>
        `${id} is active in version ${version}, for cases that begin from now on.`,
    },
    first: {
      title: 'Somebody was first',
      text: 'The draft, or the policy itself, has changed since you opened this page. Nothing of yours was recorded.',
      look: 'Look at it as it is now',
    },
  },
  rule: {
    appliesTo: 'For',
    everybody: 'every customer that no policy before it fits',
    segments: (list: string) => `segment ${list}`,
    tags: (list: string) => `tag ${list}`,
    customers: (list: string) => `customer ${list}`,
    terms: 'Due, where the invoice does not say',
    termsOf: (count: number) => `${days(count)} after issue`,
    window: 'Letters leave',
    windowOf: (from: string, to: string) => `from ${from} to ${to} on working days`,
    minimum: 'Reminded from',
    gap: 'Between two steps',
    gapOf: (count: number) => `at least ${days(count)}`,
    cap: 'To one payer',
    capOf: (count: number) => `at most ${count} ${count === 1 ? 'letter' : 'letters'} a week`,
    gather: 'Letters joined',
    gatherOf: (count: number) => `that are due within ${days(count)}`,
    grace: 'After a promise',
    answer: 'An approval or task moves on',
    businessDays: (count: number) => `after ${count} business ${count === 1 ? 'day' : 'days'}`,
    signIn: 'Approving needs signing in above',
    plans: 'Instalments without asking',
    plansOf: (parts: number, months: number) => `up to ${parts}, within ${months} months`,
  },
};

export type PoliciesWords = typeof policiesEnglish;
