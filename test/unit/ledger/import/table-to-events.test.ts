import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { event, type LedgerEvent } from '../../../../functions/ledger/event.ts';
import { HEADER, MAPPING, read, table } from './read.ts';

const ROW = 'C1,Blue Door,INV-1,2026-03-02,2026-04-01,150.00';
const only = <T extends LedgerEvent['type']>(events: readonly LedgerEvent[], type: T) =>
  events.filter((one): one is Extract<LedgerEvent, { type: T }> => one.type === type);

describe('a row of a table', () => {
  it('becomes a customer with a contact for bills, and an invoice', async () => {
    const { events, ...counts } = await read(table(ROW));
    expect(counts).toMatchObject({
      rows: 1,
      badRows: 0,
      repeats: 0,
      customers: 1,
      spellings: 1,
      bad: [],
      warnings: [],
    });
    expect(counts).toMatchObject({ firstDate: '2026-03-02', lastDate: '2026-04-01' });
    const contacts = [{ name: 'Blue Door', email: 'C1@customers.example', roles: ['billing'] }];
    expect(events).toMatchObject([
      {
        source: 'table',
        at: '2026-03-02T00:00:00Z',
        type: 'customer.updated',
        customer: { id: 'C1', name: 'Blue Door', contacts },
      },
      {
        ...{ source: 'table', at: '2026-03-02T00:00:00Z', type: 'invoice.issued' },
        invoice: {
          ...{ id: 'INV-1', customerId: 'C1', issuedOn: '2026-03-02', dueOn: '2026-04-01' },
          ...{ amount: '150.00', currency: 'USD', status: 'sent' },
        },
      },
    ]);
    for (const one of events) expect(event.safeParse(one).error).toBeUndefined();
  });

  it('happens at 00:00 in the zone of the company', async () => {
    const { events } = await read(
      table(ROW, ROW.replace('INV-1', 'INV-2').replace('03-02', '03-09')),
      MAPPING,
      'America/New_York',
    );
    expect(events.map((one) => one.at)).toEqual([
      '2026-03-02T05:00:00Z',
      '2026-03-02T05:00:00Z',
      '2026-03-09T04:00:00Z',
    ]);
  });

  it('gives a customer without an address no contact', async () => {
    const customer = { ...MAPPING.customer, email: { template: '{Mail}@customers.example' } };
    const { events, bad } = await read(`${HEADER},Mail\n${ROW},`, { ...MAPPING, customer });
    expect(bad).toEqual([]);
    expect(only(events, 'customer.updated')[0]?.customer.contacts).toEqual([]);
  });

  it('may fill every field that the mapping knows', async () => {
    const mapping = {
      customer: {
        ...{ id: 'c', name: 'n', segment: { constant: 'residential' }, email: 'e', contactName: 'p', phone: 't' },
        ...{ timeZone: 'z', locale: 'l', parent: 'up', accountOwner: 'o', tags: 'g', fixedIncome: 'f' },
      },
      invoice: {
        ...{ id: 'i', number: 'no', customerId: 'ic', issuedOn: 'd', amount: 'a', installedOn: 'd', kind: 'k' },
        ...{ site: 's', purchaseOrder: 'po' },
      },
    };
    const header = 'c,n,e,p,t,z,l,up,o,g,f,i,no,ic,d,a,k,s,po';
    const row =
      'C1,Ann,a@b.example,Bo,555,Asia/Tokyo,ja-JP,P 1,anna,key-account;vip,Yes,I1,17/A,C9,2026-03-02,7,deposit,Hall,PO 4';
    const { events, bad } = await read(`${header}\n${row}`, mapping);
    expect(bad).toEqual([]);
    expect(only(events, 'customer.updated')[0]?.customer).toEqual({
      ...{ id: 'C1', name: 'Ann', segment: 'residential', timeZone: 'Asia/Tokyo', locale: 'ja-JP', parent: 'P-1' },
      ...{ accountOwner: 'anna', tags: ['key-account', 'vip'], fixedIncome: true },
      contacts: [{ name: 'Bo', email: 'a@b.example', phone: '555', roles: ['billing'] }],
    });
    expect(only(events, 'invoice.issued')[0]?.invoice).toEqual({
      ...{ id: 'I1', number: '17/A', customerId: 'C9', issuedOn: '2026-03-02', installedOn: '2026-03-02' },
      ...{ amount: '7.00', currency: 'USD', status: 'sent', kind: 'deposit', site: 'Hall', purchaseOrder: 'PO 4' },
    });
    for (const one of events) expect(event.safeParse(one).error).toBeUndefined();
  });
});

describe('a bad row', () => {
  it.each([
    [
      'an amount that is none',
      ROW.replace('150.00', '12.5x'),
      'column "Amount": "12.5x" is no amount: expected digits with a decimal point',
    ],
    [
      'a negative amount',
      ROW.replace('150.00', '-3.00'),
      'column "Amount": "-3.00" is below zero: expected an amount above zero',
    ],
    [
      'a zero',
      ROW.replace('150.00', '0.00'),
      'column "Amount": "0.00" is not above zero: expected an amount above zero',
    ],
    [
      'decimals that the currency does not have',
      ROW.replace('150.00', '1.005'),
      'column "Amount": "1.005" is no amount in USD: expected digits with at most 2 decimals, like "150.00"',
    ],
    ['no amount', ROW.replace('150.00', ''), 'column "Amount": is empty: expected digits with a decimal point'],
    ['no date', ROW.replace('2026-03-02', ''), 'column "Issued": is empty: expected a date'],
    [
      'a date that no calendar has',
      ROW.replace('2026-03-02', '2026-02-30'),
      'column "Issued": "2026-02-30" is no date: expected a date like 2026-03-31',
    ],
    ['no customer', ROW.replace('C1', ''), 'column "Customer": is empty: expected an id or number'],
    ['no name', ROW.replace('Blue Door', ' '), 'column "Name": is empty: expected a name'],
    [
      'a name without end',
      ROW.replace('Blue Door', 'x'.repeat(201)),
      'is longer than 200 characters: expected a name of at most 200 characters',
    ],
    [
      'a space in its address',
      ROW.replace('C1', 'C 1'),
      'column "{Customer}@customers.example": "C 1@customers.example" is no e-mail address',
    ],
  ])('has %s', async (_, row, sentence) => {
    const { events, rows, badRows, bad } = await read(table(row, ROW.replace('INV-1', 'INV-2')));
    expect([rows, badRows, bad.length]).toEqual([2, 1, 1]);
    expect(bad[0]).toContain('line 2, ');
    expect(bad[0]).toContain(sentence);
    expect(only(events, 'invoice.issued').map((one) => one.invoice.id)).toEqual(['INV-2']);
  });

  it('is one bad row, however much is wrong with it', async () => {
    const { badRows, bad } = await read(table('C1,,INV-1,x,2026-04-01,y'));
    expect([badRows, bad.length]).toEqual([1, 3]);
  });

  it('is refused for a bidi character in its address, which is never cleaned', async () => {
    const customer = { ...MAPPING.customer, email: 'Mail' };
    const { bad } = await read(`${HEADER},Mail\n${ROW},a\u202e@b.example`, { ...MAPPING, customer });
    expect(bad[0]).toContain('holds a control or bidi character');
  });
});

describe('what is odd but kept', () => {
  it('is a due date before the invoice was issued', async () => {
    const { events, badRows, warnings } = await read(table(ROW.replace('2026-04-01', '2026-03-01')));
    expect([events.length, badRows]).toEqual([2, 0]);
    expect(warnings).toEqual(['line 2: is due on 2026-03-01, before it was issued on 2026-03-02: kept']);
  });

  it('is a name with a line break, which becomes a space, and one with a formula, which stays', async () => {
    const rows = [
      ROW.replace('Blue Door', '"Blue\nDoor"'),
      ROW.replace('C1', 'C2').replace('INV-1', 'INV-2').replace('Blue Door', '=1+2'),
    ];
    const { events, warnings } = await read(table(...rows));
    expect(only(events, 'customer.updated').map((one) => one.customer.name)).toEqual(['Blue Door', '=1+2']);
    expect(warnings).toEqual(['line 2, column "Name": control or bidi characters were taken out']);
  });

  it('is an amount with fewer decimals than its currency, or with zeros beyond them', async () => {
    const rows = ['7', '7.5', '7.500'].map((amount, n) => ROW.replace('150.00', amount).replace('INV-1', `INV-${n}`));
    const { events } = await read(table(...rows));
    expect(only(events, 'invoice.issued').map((one) => one.invoice.amount)).toEqual(['7.00', '7.50', '7.50']);
  });

  it('is the same row again, which is counted', async () => {
    const { events, repeats, badRows } = await read(table(ROW, ROW));
    expect([events.length, repeats, badRows]).toEqual([2, 1, 0]);
  });

  it('is a customer under several names, of which the last counts', async () => {
    const { events, customers, spellings } = await read(
      table(
        ROW,
        ROW.replace('INV-1', 'INV-2').replace('Door', 'Doors'),
        ROW.replace('INV-1', 'INV-3').replace('Door', 'DOOR'),
      ),
    );
    expect([customers, spellings]).toEqual([1, 3]);
    expect(only(events, 'customer.updated').map((one) => one.customer.name)).toEqual(['Blue DOOR']);
  });
});

describe('an invoice number', () => {
  it('that is no id is kept beside the id that was derived from it', async () => {
    const { events } = await read(table(ROW.replace('INV-1', '2960623488.0'), ROW.replace('INV-1', '00017')));
    expect(only(events, 'invoice.issued').map(({ invoice }) => [invoice.id, invoice.number])).toEqual([
      ['2960623488', '2960623488.0'],
      ['00017', undefined],
    ]);
  });

  it('is not mixed up with another that would give the same id', async () => {
    const { events } = await read(table(ROW.replace('INV-1', 'A/1'), ROW.replace('INV-1', 'A.1')));
    const invoices = only(events, 'invoice.issued').map((one) => one.invoice);
    expect(invoices.map((one) => one.number)).toEqual(['A/1', 'A.1']);
    expect(invoices[0]?.id).not.toBe(invoices[1]?.id);
  });

  it('on two rows with different content makes the second a bad row', async () => {
    const { events, bad } = await read(table(ROW, ROW.replace('150.00', '151.00')));
    expect(bad).toEqual([
      'line 3, column "Invoice": "INV-1" stands on line 2 with other content: expected one row for each invoice, or the same again',
    ]);
    expect(only(events, 'invoice.issued')[0]?.invoice.amount).toBe('150.00');
  });
});

describe('a table', () => {
  it('is refused where day and month cannot be told apart, for every such column', async () => {
    const text = table(ROW.replace('2026-03-02', '3/4/2026').replace('2026-04-01', '5/6/2026'));
    await expect(read(text)).rejects.toThrow(
      /column "Issued": "3\/4\/2026" could be 2026-03-04 \(M\/D\/YYYY\) or 2026-04-03/,
    );
    await expect(read(text)).rejects.toThrow(/column "Due": "5\/6\/2026" could be/);
  });

  it('is refused without a mapped column', async () => {
    await expect(read(table(ROW).replace('Amount', 'Sum'))).rejects.toThrow('there is no column "Amount"');
  });

  it('without rows is an empty ledger', async () => {
    expect(await read(HEADER)).toMatchObject({ events: [], rows: 0, customers: 0, firstDate: '', lastDate: '' });
  });

  it('gives the same events again, and for a corrected row another one', async () => {
    const first = await read(table(ROW));
    const again = await read(table(ROW));
    const corrected = await read(table(ROW.replace('150.00', '151.00')));
    expect(again.events).toEqual(first.events);
    expect(corrected.events[0]).toEqual(first.events[0]);
    expect(corrected.events[1]?.id).not.toBe(first.events[1]?.id);
  });
});

describe('a customer', () => {
  it('is known before anything happens to them or their children', async () => {
    const mapping = { ...MAPPING, customer: { ...MAPPING.customer, parent: 'Parent' } };
    const rows = [`${ROW},P1`, 'P1,Blue Group,INV-9,2026-05-01,2026-06-01,10,'];
    const { events } = await read([`${HEADER},Parent`, ...rows].join('\n'), mapping);
    expect(events.map((one) => `${one.at.slice(0, 10)} ${one.type}`)).toEqual([
      '2026-03-02 customer.updated',
      '2026-03-02 customer.updated',
      '2026-03-02 invoice.issued',
      '2026-05-01 invoice.issued',
    ]);
    expect(only(events, 'customer.updated').map((one) => [one.customer.id, one.customer.parent])).toEqual([
      ['C1', 'P1'],
      ['P1', undefined],
    ]);
  });

  it('named on the repeated row of an invoice is taken in', async () => {
    const mapping = { ...MAPPING, invoice: { ...MAPPING.invoice, customerId: { constant: 'C9' } } };
    const { customers, badRows } = await read(table(ROW, ROW.replace('C1', 'C2')), mapping);
    expect([customers, badRows]).toEqual([2, 0]);
  });
});

it('a byte that was changed on the way spoils its own row at most', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => ROW.replace('INV-1', `INV-${n}`));
  const good = Buffer.from(table(...rows));
  const place = fc.integer({ min: HEADER.length + 1, max: good.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, fc.integer({ min: 0, max: 255 }), async (at, byte) => {
      const bytes = Buffer.from(good);
      bytes[at] = byte;
      const { events } = await read(bytes);
      const found = new Set(only(events, 'invoice.issued').map((one) => one.invoice.id));
      // A line end that is changed joins two rows; a number that is changed may be that of another row.
      expect(rows.filter((_, n) => found.has(`INV-${n}`)).length).toBeGreaterThanOrEqual(rows.length - 2);
    }),
  );
});
