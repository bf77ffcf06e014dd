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
    promises: 'Columns: of the promises decided in each month, the amount that was kept and the amount that was not.',
    causes: 'Bars: what was disputed, by root cause.',
    letters: 'Bars: what each letter asked for; the dark part was settled within 14 days.',
    work: 'Bars: items that each department closed; the dark part was closed in time.',
  },
  kept: 'Kept',
  notKept: 'Not kept',
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
      columns: ['Month', 'Decided', 'Kept', 'Share', 'Promised', 'Paid', 'Share of amount'],
    },
    'root-causes': { title: 'Root causes', columns: ['Root cause', 'Issues', 'Disputed', 'Days of delay'] },
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
