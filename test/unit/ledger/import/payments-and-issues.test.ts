import { describe, expect, it } from 'vitest';
import { event, type LedgerEvent } from '../../../../functions/ledger/event.ts';
import { MAPPING, read } from './read.ts';

const mapping = {
  ...MAPPING,
  payment: { paidOn: 'Paid', amount: 'PaidAmount' },
  issue: { when: { column: 'Disputed', equals: 'Yes' }, category: { constant: 'other' } },
};
const HEADER = 'Customer,Name,Invoice,Issued,Due,Amount,Paid,PaidAmount,Disputed,Payment';
const row = (changes: Partial<Record<string, string>> = {}): string => {
  const fields: Record<string, string> = {
    ...{ Customer: 'C1', Name: 'Blue Door', Invoice: 'INV-1', Issued: '2026-03-02', Due: '2026-04-01', Amount: '150' },
    ...{ Paid: '2026-04-20', PaidAmount: '150', Disputed: 'No', Payment: '' },
  };
  return HEADER.split(',')
    .map((name) => changes[name] ?? fields[name])
    .join(',');
};
const table = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const story = (events: readonly LedgerEvent[]): string[] => events.map((one) => `${one.at.slice(0, 10)} ${one.type}`);

describe('a payment in a table', () => {
  it('is allocated in full to the invoice of its row, on the day it was paid', async () => {
    const { events, lastDate } = await read(table(row()), mapping);
    expect(lastDate).toBe('2026-04-20');
    expect(events.at(-1)).toMatchObject({
      ...{ type: 'payment.received', at: '2026-04-20T00:00:00Z', paymentId: 'INV-1-payment', customerId: 'C1' },
      ...{ amount: '150.00', currency: 'USD', receivedOn: '2026-04-20' },
      allocations: [{ invoiceId: 'INV-1', amount: '150.00' }],
    });
    for (const one of events) expect(event.safeParse(one).error).toBeUndefined();
  });

  it('is left out where the date is empty, whatever its amount says', async () => {
    const { events, bad } = await read(table(row({ Paid: '', PaidAmount: '0' })), mapping);
    expect(bad).toEqual([]);
    expect(story(events)).toEqual(['2026-03-02 customer.updated', '2026-03-02 invoice.issued']);
  });

  it('is of the whole invoice where the mapping names no amount', async () => {
    const { events } = await read(table(row({ PaidAmount: 'x' })), { ...mapping, payment: { paidOn: 'Paid' } });
    expect(events.at(-1)).toMatchObject({ type: 'payment.received', amount: '150.00' });
  });

  it('leaves what the invoice cannot take unapplied', async () => {
    const { events } = await read(table(row({ PaidAmount: '200' })), mapping);
    expect(events.at(-1)).toMatchObject({ amount: '200.00', allocations: [{ amount: '150.00' }] });
  });

  it('before its invoice comes after its customer', async () => {
    const { events } = await read(table(row({ Paid: '2026-02-20' })), mapping);
    expect(story(events)).toEqual([
      '2026-02-20 customer.updated',
      '2026-02-20 payment.received',
      '2026-03-02 invoice.issued',
    ]);
  });

  it('is one payment where several rows name its number', async () => {
    const numbered = { ...mapping, payment: { ...mapping.payment, id: 'Payment' } };
    const rows = [row({ Payment: 'P/7' }), row({ Payment: 'P/7', Invoice: 'INV-2', PaidAmount: '100' })];
    const { events } = await read(table(...rows), numbered);
    expect(events.filter((one) => one.type === 'payment.received')).toMatchObject([
      {
        ...{ paymentId: 'P-7', amount: '250.00' },
        allocations: [
          { invoiceId: 'INV-1', amount: '150.00' },
          { invoiceId: 'INV-2', amount: '100.00' },
        ],
      },
    ]);
    const { bad } = await read(
      table(rows[0]!, row({ Payment: 'P/7', Invoice: 'INV-2', Paid: '2026-05-01' })),
      numbered,
    );
    expect(bad).toEqual([
      'line 3, column "Payment": "P/7" is the id of a payment with another date, customer, currency or amount: expected one payment id for each payment',
    ]);
  });

  it('of an invoice in parts is several payments where they have numbers', async () => {
    const numbered = { ...mapping, payment: { ...mapping.payment, id: 'Payment' } };
    const rows = [
      row({ Payment: 'P1', PaidAmount: '50' }),
      row({ Payment: 'P2', PaidAmount: '100', Paid: '2026-05-01' }),
    ];
    const { events, bad } = await read(table(...rows), numbered);
    expect(bad).toEqual([]);
    expect(story(events).slice(2)).toEqual(['2026-04-20 payment.received', '2026-05-01 payment.received']);
  });
});

describe('an issue in a table', () => {
  it('is raised on the due date and resolved by the payment', async () => {
    const { events } = await read(table(row({ Disputed: 'Yes' }), row({ Invoice: 'INV-2' })), mapping);
    expect(story(events)).toEqual([
      '2026-03-02 customer.updated',
      '2026-03-02 invoice.issued',
      '2026-03-02 invoice.issued',
      '2026-04-01 issue.raised',
      '2026-04-20 payment.received',
      '2026-04-20 issue.resolved',
      '2026-04-20 payment.received',
    ]);
    expect(events[3]).toMatchObject({ issueId: 'INV-1-issue', invoiceId: 'INV-1', category: 'other' });
    for (const one of events) expect(event.safeParse(one).error).toBeUndefined();
  });

  it('stays open without a payment', async () => {
    const { events } = await read(table(row({ Disputed: 'Yes', Paid: '' })), mapping);
    expect(story(events).at(-1)).toBe('2026-04-01 issue.raised');
  });

  it('is raised on its own date where one is mapped, never before its invoice', async () => {
    const dated = { ...mapping, issue: { ...mapping.issue, raisedOn: { column: 'Payment', format: 'D/M/YYYY' } } };
    const on = async (date: string) =>
      story((await read(table(row({ Disputed: 'Yes', Payment: date })), dated)).events).find((one) =>
        one.endsWith('raised'),
      );
    expect(await on('9/3/2026')).toBe('2026-03-09 issue.raised');
    expect(await on('1/3/2026')).toBe('2026-03-02 issue.raised');
    expect(await on('')).toBe('2026-04-01 issue.raised');
  });

  it('of a category that the company has not makes a bad row, and the others are read', async () => {
    const named = { ...mapping, issue: { ...mapping.issue, category: 'Payment' } };
    const rows = [
      row({ Disputed: 'Yes', Payment: 'price' }),
      row({ Disputed: 'Yes', Payment: 'billing', Invoice: 'INV-2' }),
      row({ Payment: 'price', Invoice: 'INV-3' }),
    ];
    const { events, bad, badRows } = await read(table(...rows), named, 'UTC', ['billing', 'other']);
    expect(bad).toEqual(['line 2, column "Payment": "price" is no category of issues: expected one of billing, other']);
    expect(badRows).toBe(1);
    expect(story(events).filter((one) => one.endsWith('invoice.issued'))).toHaveLength(2);
  });

  it('of a constant category that the company has not refuses the mapping', async () => {
    const reading = read(table(row({})), mapping, 'UTC', ['billing']);
    await expect(reading).rejects.toThrow('issue.category.constant: "other" is none of billing');
  });

  it('is not resolved before it is raised', async () => {
    const { events } = await read(table(row({ Disputed: 'Yes', Paid: '2026-03-10' })), mapping);
    expect(story(events).slice(2)).toEqual([
      '2026-03-10 payment.received',
      '2026-04-01 issue.raised',
      '2026-04-01 issue.resolved',
    ]);
  });
});
