/** The words of the customer's page in English; the German ones have the same shape. */
export const customerEnglish = {
  lang: 'en' as 'en' | 'de',
  skip: 'Go to your account',
  title: 'Your account',
  forWhom: (name: string) => `For ${name}`,
  open: 'Open',
  pastDue: 'of which past due',
  underReview: 'under review',
  nothingOpen: 'Thank you: everything is paid',
  nothingOpenText: 'Nothing is open at the moment. Thank you for your trust.',
  crossed: 'A payment that was made in the last few days may not show here yet.',
  invoices: 'What is open',
  noSite: 'Without a site',
  invoice: 'Invoice',
  issued: 'Issued',
  due: 'Due',
  dueOpen: 'not fixed yet',
  amount: 'Open',
  state: 'How it stands',
  purchaseOrder: (order: string) => `Purchase order ${order}`,
  overdue: (days: number) => (days === 1 ? '1 day past due' : `${days} days past due`),
  notDue: 'not due yet',
  reviewed: (amount: string) => `${amount} under review`,
  promised: (amount: string, date: string) => `${amount} promised for ${date}`,
  inParts: (part: string, date: string) => `in parts: next ${part} by ${date}`,
  more: (shown: number, count: number) => `These are the first ${shown} of ${count} invoices. The statement has all.`,
  statement: 'Download the statement',
  statementIn: (currency: string) => `Download the statement in ${currency}`,
  statementHint: 'A table for your spreadsheet, every invoice by site.',
  person: 'Your contact',
  personText: 'Whatever it is about: call, or just reply to our letter.',
  phone: 'Phone',
  email: 'E-mail',
  private: 'This page is for you alone. Whoever has its link sees what you see: please do not pass it on.',
  ended: {
    unknown: ['We do not know this link', 'It may not be whole. Please open it once more from our letter.'],
    expired: [
      'This link is too old',
      'To protect your account, a link ends after half a year. Our newest letter has a new one; or simply reply to any letter.',
    ],
    revoked: [
      'This link is no longer in use',
      'It was replaced to protect your account. Our newest letter has a new one; or simply reply to any letter.',
    ],
    missing: ['There is no such page', 'Please open the link in our letter once more.'],
    elsewhere: [
      'This came from another page',
      'Nothing was changed. Please open the link in our letter, and answer on the page that it shows.',
    ],
    'too-large': ['That was too long', 'Nothing was changed. Please go back and shorten it.'],
    'no-form': ['This is no answer of our page', 'Nothing was changed. Please open the link in our letter once more.'],
    method: ['This page cannot do that', 'Please open the link in our letter once more.'],
    changing: [
      'Your account is being updated',
      'Please open this page again in a minute. Nothing that you have told us is lost.',
    ],
    unavailable: ['We cannot answer right now', 'Please try again in a minute. If it is urgent, reply to our letter.'],
    failure: [
      'Something went wrong on our side',
      'We have been told. Please try again, or simply reply to our letter.',
    ],
  } as Readonly<Record<CustomerFailure, readonly [title: string, text: string]>>,
};

/** Everything that can go wrong with a link, or on the way. */
export type CustomerFailure =
  | ('unknown' | 'expired' | 'revoked' | 'missing' | 'elsewhere' | 'too-large' | 'no-form' | 'method')
  | ('changing' | 'unavailable' | 'failure');

export type CustomerWords = typeof customerEnglish;
