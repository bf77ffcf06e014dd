import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { event } from '../../../../functions/ledger/event.ts';
import { read } from './read.ts';

const mapping: unknown = JSON.parse(
  readFileSync(new URL('../../../../local/samples/receivables-export.mapping.json', import.meta.url), 'utf8'),
);
const HEADER =
  ',business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_date,due_in_date,baseline_create_date,cust_payment_terms,converted_usd,Aging Bucket';
const ROW =
  '0,CA02,0140105686,SYSC llc,2020-04-20 05:02:32.250000000,2020.0,2960623488.0,2020-03-30 00:00:00.000000000,2020-04-10 00:00:00.000000000,2020-03-31 00:00:00.000000000,CA10,3299.7,0-15';

it('the sample mapping reads the export of a receivables system', async () => {
  const { events, bad } = await read(`${HEADER}\n${ROW}\n`, mapping);
  expect(bad).toEqual([]);
  expect(events[1]).toMatchObject({
    invoice: {
      id: '2960623488',
      number: '2960623488.0',
      customerId: '0140105686',
      dueOn: '2020-04-10',
      amount: '3299.70',
    },
  });
});

// The file carries no licence and stands beside the project, not in it.
const EXPORT = new URL('../../../../../shared/data/open_invoices.csv', import.meta.url);
if (existsSync(EXPORT))
  it('every row of a real export comes in', async () => {
    const found = await read(readFileSync(EXPORT), mapping);
    expect(found).toMatchObject({ rows: 9681, badRows: 0, repeats: 0, customers: 694, spellings: 2355 });
    expect(found).toMatchObject({ firstDate: '2020-02-27', lastDate: '2020-07-10' });
    expect(found.events).toHaveLength(9681 + 694);
    expect(found.warnings).toHaveLength(27);
    expect(found.events.filter((one) => !event.safeParse(one).success)).toHaveLength(27);
  });
