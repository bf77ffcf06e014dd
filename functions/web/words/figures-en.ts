/** The words of the page with the figures, in English; the German ones have the same shape. */
export const figuresEnglish = {
  title: 'Figures',
  upTo: (date: string) => `Up to the end of ${date}; counted anew every night.`,
  in: (currency: string) => `Amounts in ${currency}; invoices in other currencies are left out.`,
  month: 'Month',
  show: 'Show',
  scope: { label: 'Amounts', all: 'All amounts', undisputed: 'Without disputed amounts' },
  csv: 'CSV',
  csvOf: (title: string) => `${title} as CSV`,
  numbers: 'The numbers',
  nothing: {
    title: 'There are no figures yet',
    text: 'They are counted every night, and stand here from the morning after the first ledger came in.',
  },
  none: {
    disputes: 'Nothing is in dispute.',
    causes: 'No issue was solved in this month, so no root cause was named.',
    letters: 'No letter left in this month.',
    work: 'Nobody closed an item in this month, and nothing is open.',
  },
  tiles: {
    outstanding: 'Outstanding',
    overdue: 'Overdue',
    dso: 'DSO',
    days: (days: string) => `${days} days`,
    bestPossible: (days: string) => `best possible ${days}`,
    badDebt: 'Bad debt share',
    promises: 'Promises kept',
    ofPromises: (kept: string, decided: string) => `${kept} of ${decided}`,
    paidOfPromised: (paid: string, promised: string) => `${paid} of ${promised} paid`,
    cei: 'Collection effectiveness',
    undisputed: (value: string) => `${value} without disputed`,
  },
  buckets: { current: 'Not overdue', d1to30: '1–30', d31to60: '31–60', d61to90: '61–90', over90: 'Over 90' },
  otherCauses: 'All other causes together',
  charts: {
    ageing: 'Columns: what was open at the end of each month, by days overdue.',
    dso: 'Lines: days sales outstanding, its best possible value and the countback, month by month.',
    rollRates: 'Lines: what share of each bucket stood in the next one a month later.',
    badDebt: 'Columns: what was written off in each month.',
    promises: 'Columns: of the promises decided in each month, the amount that was paid and the amount that was not.',
    disputes: 'Bars: what is in dispute, by kind of problem.',
    causes: 'Bars: what was disputed, by root cause.',
    letters: 'Bars: what each letter asked for; the dark part was settled within 14 days.',
    work: 'Bars: items that each department closed; the dark part was closed in time.',
  },
  kept: 'Paid of what was promised',
  notKept: 'Not paid',
  means: {
    outstanding: 'All that customers owe on that day, due or not.',
    overdue: 'The part of it whose due date has passed.',
    dso: 'For how many days of sales the money is not in yet. The best possible: if nobody paid late.',
    cei: 'Of what could be collected in the month, the part that was. 100% is all of it.',
    badDebt: 'What was written off in the month, compared with its sales.',
    promises: 'Of the promises whose day came, how many were paid in full and in time.',
  },
  explained: {
    dso: 'DSO: what is open, in days of sales. Best possible: the part that is not overdue yet. Delinquent: the days by which customers pay late, the one less the other. Countback: the days of the newest sales that make up what is open. Effectiveness: the part of what could be collected that was.',
    'roll-rates':
      'How much of what stood at one age had grown older a month later, instead of being paid. Low is good.',
    promises:
      'A promise that was paid in part counts with its amount among what was paid, and not among those that were kept.',
    disputes:
      'Open problems by kind: until they are solved, nobody is asked for this money. Days so far: since each was raised, added up.',
    'root-causes': 'Why what was solved in this month had gone wrong. Days of delay: until each was solved, added up.',
  } as { readonly [table: string]: string | undefined },
  open: {
    title: (bucket: string) => `Open: ${bucket}`,
    days: (bucket: string) => `${bucket} days overdue`,
    lead: (count: string, date: string) => `${count} at the end of ${date}, the largest first.`,
    invoices: (count: number) => (count === 1 ? '1 invoice' : `${count} invoices`),
    most: (shown: number) => `The ${shown} largest are shown.`,
    none: { title: 'No invoice is here', text: 'Nothing was open at this age when the figures were counted last.' },
    columns: { invoice: 'Invoice', customer: 'Customer', due: 'Due', open: 'Open' },
    back: 'Back to the figures',
  },
  tables: {
    ageing: { title: 'Ageing', columns: ['Days overdue', 'Open', 'Share'] },
    'ageing-by-month': {
      title: 'Ageing by month',
      columns: ['Month', 'Not overdue', '1–30', '31–60', '61–90', 'Over 90', 'Together'],
    },
    dso: {
      title: 'Days sales outstanding',
      columns: ['Month', 'DSO', 'Best possible', 'Delinquent', 'Countback', 'Effectiveness'],
    },
    'roll-rates': {
      title: 'Roll rates',
      columns: ['Month', 'Not overdue → 1–30', '1–30 → 31–60', '31–60 → 61–90', '61–90 → over 90'],
    },
    'bad-debt': { title: 'Bad debt', columns: ['Month', 'Written off', 'Revenue', 'Share'] },
    promises: {
      title: 'Promises kept',
      columns: ['Month', 'Decided', 'Kept in full', 'Share', 'Promised', 'Paid', 'Share of amount'],
    },
    disputes: { title: 'In dispute now', columns: ['Problem', 'Issues', 'In dispute', 'Days so far', 'Oldest since'] },
    'root-causes': {
      title: 'Root causes of what was solved',
      columns: ['Root cause', 'Issues', 'Disputed', 'Days of delay'],
    },
    letters: {
      title: 'Letters and their effect',
      columns: ['Step', 'Letters', 'Bounced', 'Invoices', 'Asked for', 'Settled in 14 days', 'Share'],
    },
    work: {
      title: 'Work by department',
      columns: ['Department', 'Closed', 'Late', 'Days to close', 'Open now', 'Of these late', 'Oldest since'],
    },
  },
};

export type FiguresWords = typeof figuresEnglish;
