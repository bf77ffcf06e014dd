import { addDays } from '../../functions/platform/civil-date.ts';

/**
 * The company and the ledger of the story. Nobody can move the clock of AWS, so the ledger's dates are counted back from
 * today, and each customer stands at another step. The company keeps a time zone in which it is nine in the morning now:
 * colleagues get their mail of the morning, and no run of this test crosses a midnight.
 */

const now = new Date();
const untilNine = 9 - now.getUTCHours();
/** Hours by which local time is ahead of UTC: from -12 to 11. */
const ahead = untilNine < -12 ? untilNine + 24 : untilNine;
const timeZone = ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
const today = new Date(now.getTime() + ahead * 3_600_000).toISOString().slice(0, 10);

/** The local date that lies so many days after today. */
export const inDays = (days: number): string => addDays(today, days);

/** An instant of today, by the company's clock. */
export const todayAt = (time: string): string =>
  new Date(Date.parse(`${today}T${time}:00Z`) - ahead * 3_600_000).toISOString().replace('.000', '');

export const COMPANY = {
  settings: {
    company: 'Harbour Alarm',
    timeZone,
    locale: 'en-US',
    currency: 'USD',
    sender: { name: 'Harbour Alarm, client relations', email: 'accounts@company.example' },
    calendar: { weekend: [], holidays: [] },
    departments: { 'client-relations': { manager: 'maria' } },
  },
  staff: [
    {
      id: 'sam',
      name: 'Sam Okafor',
      email: 'sam@company.example',
      phone: '+1 555 0100',
      department: 'client-relations',
      roles: ['specialist'],
    },
    {
      id: 'maria',
      name: 'Maria Lindqvist',
      email: 'maria@company.example',
      department: 'client-relations',
      roles: ['manager', 'administrator'],
    },
  ],
  policies: [
    {
      id: 'harbour',
      version: 1,
      sendWindow: { from: '00:00', to: '23:59' },
      steps: [
        {
          id: 'check-in',
          kind: 'check-in',
          when: { anchor: 'installed', days: 8 },
          letter: 'check-in',
          skipIfLateByDays: 10,
        },
        {
          id: 'reminder',
          kind: 'reminder',
          when: { anchor: 'due', days: 3 },
          letter: 'reminder-1',
          skipIfLateByDays: 10,
        },
        {
          id: 'escalate',
          kind: 'escalation',
          when: { anchor: 'due', days: 31 },
          action: 'final-notice',
          approver: 'manager',
          letter: 'final-notice',
        },
      ],
    },
  ],
};

export interface Row {
  customerId: string;
  name: string;
  email: string;
  invoiceId: string;
  issuedOn: string;
  dueOn: string;
  installedOn?: string;
  amount: string;
}

/** Installed eight days ago: the check-in is due. */
export const DENTIST: Row = {
  customerId: 'harbour-dental',
  name: 'Harbour Dental',
  email: 'ada@harbour-dental.example',
  invoiceId: 'INV-1001',
  issuedOn: inDays(-8),
  installedOn: inDays(-8),
  dueOn: inDays(22),
  amount: '1200.00',
};

/** Three days overdue: the reminder is due. */
export const BAKERY: Row = {
  customerId: 'kite-bakery',
  name: 'Kite Bakery',
  email: 'noor@kite-bakery.example',
  invoiceId: 'INV-1002',
  issuedOn: inDays(-33),
  dueOn: inDays(-3),
  amount: '480.00',
};

/** The same, with an address to which nothing can be delivered: that of Amazon's mailbox simulator. */
export const HOTEL: Row = {
  customerId: 'lake-hotel',
  name: 'Lake Hotel',
  email: 'bounce+frontdesk@simulator.amazonses.com',
  invoiceId: 'INV-1003',
  issuedOn: inDays(-33),
  dueOn: inDays(-3),
  amount: '790.50',
};

/** A month overdue: the final notice is due, and a manager has to approve it. */
export const GYM: Row = {
  customerId: 'old-mill-gym',
  name: 'Old Mill Gym',
  email: 'lou@old-mill-gym.example',
  invoiceId: 'INV-1004',
  issuedOn: inDays(-61),
  dueOn: inDays(-31),
  amount: '2350.00',
};

export const GARAGE: Row = {
  customerId: 'tide-garage',
  name: 'Tide Garage',
  email: 'jun@tide-garage.example',
  invoiceId: 'INV-1005',
  issuedOn: inDays(-33),
  dueOn: inDays(-3),
  amount: '95.00',
};

/** Not in the file: it comes later, as an event. */
export const CLINIC: Row = {
  customerId: 'river-clinic',
  name: 'River Clinic',
  email: 'emil@river-clinic.example',
  invoiceId: 'INV-2001',
  issuedOn: inDays(-33),
  dueOn: inDays(-3),
  amount: '310.00',
};

export const FILE_ROWS: readonly Row[] = [DENTIST, BAKERY, HOTEL, GYM, GARAGE];

/** The file as a receivables system exports it; its last row has no amount that anybody could read. */
export const CSV = [
  'Customer,Name,Mail,Invoice,Posted,Due,Installed,Amount',
  ...FILE_ROWS.map((row) =>
    [
      row.customerId,
      row.name,
      row.email,
      row.invoiceId,
      row.issuedOn,
      row.dueOn,
      row.installedOn ?? '',
      row.amount,
    ].join(','),
  ),
  `${BAKERY.customerId},${BAKERY.name},${BAKERY.email},INV-1099,${inDays(-9)},${inDays(-2)},,twelve`,
  '',
].join('\n');

export const MAPPING = {
  customer: { id: 'Customer', name: 'Name', segment: { constant: 'commercial' }, email: 'Mail' },
  invoice: {
    id: 'Invoice',
    issuedOn: { column: 'Posted', format: 'YYYY-MM-DD' },
    dueOn: { column: 'Due', format: 'YYYY-MM-DD' },
    installedOn: { column: 'Installed', format: 'YYYY-MM-DD' },
    amount: 'Amount',
    currency: { constant: 'USD' },
  },
};

export const customerOf = ({ customerId, name, email }: Row) => ({
  id: customerId,
  name,
  segment: 'commercial',
  contacts: [{ name, email, roles: ['billing'] }],
});

const invoiceOf = ({ customerId, invoiceId, issuedOn, dueOn, installedOn, amount }: Row) => ({
  id: invoiceId,
  customerId,
  issuedOn,
  dueOn,
  ...(installedOn === undefined ? {} : { installedOn }),
  amount,
  currency: 'USD',
});

/** Events as the books send them, at an instant. */
export const customerUpdated = (row: Row, at: string) => ({
  id: `customer-${row.customerId}`,
  source: 'books',
  at,
  type: 'customer.updated',
  customer: customerOf(row),
});

export const invoiceIssued = (row: Row, at: string) => ({
  id: `invoice-${row.invoiceId}`,
  source: 'books',
  at,
  type: 'invoice.issued',
  invoice: invoiceOf(row),
});

export const paid = ({ customerId, invoiceId, amount }: Row, at: string) => ({
  id: `payment-${invoiceId}`,
  source: 'bank',
  at,
  type: 'payment.received',
  paymentId: `PAY-${invoiceId}`,
  customerId,
  amount,
  currency: 'USD',
  receivedOn: today,
  allocations: [{ invoiceId, amount }],
});
