import { describe, expect, test } from 'vitest';
import { CUSTOMERS_ON_PAGE } from '../../../functions/web/account-family.ts';
import { WorkSite } from '../../support/work-site.ts';
import { CUSTOMER, invoiceOf } from '../../support/world.ts';

const child = (id: string, name = `Child ${id}`) => ({
  ...{ id, name, segment: 'commercial', parent: 'c1', contacts: [] },
});
const STRANGER = { ...CUSTOMER, id: 'c9', name: 'Stranger Nine' };

const familySite = async (children: readonly { id: string }[] = [child('c2', 'North <b>Depot'), child('c3')]) => {
  const site = await WorkSite.withCall({ customers: [CUSTOMER, ...children, STRANGER] });
  await site.world.record(invoiceOf('n1', { customerId: 'c2', amount: '40.00', site: 'Harbor Road' }));
  await site.world.record(invoiceOf('n2', { customerId: 'c2', amount: '7.00', currency: 'EUR' }));
  await site.world.record(invoiceOf('s1', { customerId: 'c9', amount: '5000.00' }));
  return site;
};

const textOf = (body: string): string => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe("a payer's account", () => {
  test('holds the open invoices of its customers: who owes what, in every currency', async () => {
    const site = await familySite();
    const { body } = await (await site.signIn()).ask('/accounts/c1');
    const text = textOf(body);
    expect(text).toContain('Who owes what');
    expect(text).toMatch(/Owed \$140\.00 Overdue \$140\.00 Owed €7\.00/);
    expect(text).toMatch(/Customer One itself 1 \$100\.00 \$100\.00/);
    expect(text).toContain('Nothing is owed by Child c3');
    expect(body).toContain('<a href="/accounts/c2"><bdi>North &lt;b&gt;Depot</bdi></a>');
    expect(body).toContain('href="/accounts/c2/invoices/n1"');
    expect(body).toContain('Harbor Road');
    expect(body).not.toContain('<b>Depot');
    expect(text).not.toContain('Stranger');
    expect(text).not.toContain('5,000.00');
  });

  test('calls nothing overdue that is paid in parts on time', async () => {
    const site = await familySite();
    const instalments = [{ dueOn: '2026-03-31', amount: '100.00' }];
    await site.world.record({ type: 'plan.agreed', by: 'anna', planId: 'p1', invoiceId: 'i1', instalments });
    const text = textOf((await (await site.signIn()).ask('/accounts/c1')).body);
    expect(text).toMatch(/Owed \$140\.00 Overdue \$40\.00/);
    expect(text).toMatch(/Customer One itself 1 \$100\.00 –/);
  });

  test('holds what waits and what happened there, with whose it is', async () => {
    const site = await familySite();
    const promise = { promiseId: 'p1', invoiceId: 'n1', amount: '40.00', promisedOn: '2026-03-12' };
    await site.world.record({ type: 'promise.made', by: 'anna', ...promise });
    await site.world.to('2026-03-20T18:00:00Z');
    const anna = await site.signIn();
    const text = textOf((await anna.ask('/accounts/c1')).body);
    expect(text).toMatch(/Broken promise[^·]* · North &lt;b&gt;Depot/);
    const history = textOf((await anna.ask('/accounts/c1?show=history')).body);
    expect(history).toMatch(/Promise of \$40\.00 for [^·]*by Anna · Invoice n1 · North/);
    expect(textOf((await anna.ask('/accounts/c1?show=letters')).body)).toContain('to bill@c1.test');
    expect((await anna.ask('/accounts/c1?show=closed')).status).toBe(200);
  });

  test('asks the table once for each of its customers, all at once, and a child’s own page as any other', async () => {
    const site = await familySite();
    const anna = await site.signIn();
    await anna.ask('/accounts/c1');
    const asked = async (path: string): Promise<number> => {
      const before = site.world.table.usage().requests;
      await anna.ask(path);
      return site.world.table.usage().requests - before;
    };
    expect(await asked('/accounts/c1')).toBe(2 + 2);
    expect(await asked('/accounts/c2')).toBe(3);
    expect(await asked('/accounts/c9')).toBe(2);
  });

  test('shows as many customers as a page holds, says so, and leads to the others', async () => {
    const children = Array.from({ length: CUSTOMERS_ON_PAGE + 3 }, (_, index) => child(`d${100 + index}`));
    const site = await familySite([child('c2'), ...children]);
    await site.world.record(invoiceOf('z1', { customerId: 'd122', amount: '11.00' }));
    const anna = await site.signIn();
    const first = textOf((await anna.ask('/accounts/c1')).body);
    expect(first).toContain(`${CUSTOMERS_ON_PAGE} of ${CUSTOMERS_ON_PAGE + 4} customers stand on this page`);
    expect(first).not.toContain('$11.00');
    const { body } = await anna.ask('/accounts/c1?customers=2');
    expect(textOf(body)).toMatch(/Child d122 1 \$11\.00/);
    expect(textOf(body)).toContain('stand on its first page');
    expect(body).not.toContain('/accounts/c1/invoices/i1');
    expect(body).toContain('href="/accounts/c1"');
    for (const odd of ['0', '-1', '99', 'x', '2;drop'])
      expect((await anna.ask(`/accounts/c1?customers=${encodeURIComponent(odd)}`)).status).toBe(200);
  });

  test('the invoice of a customer of it stands as it does now, not as when its case was last looked at', async () => {
    const site = await familySite();
    const hold = { holdId: 'h1', scope: { invoiceId: 'n1' }, owner: 'anna', reason: 'Waits', until: '2026-04-01' };
    await site.world.arrivesUnheard({ type: 'hold.placed', by: 'anna', ...hold });
    const { body } = await (await site.signIn()).ask('/accounts/c2/invoices/n1');
    expect(textOf(body)).toContain('On hold On hold until April 1, 2026');
  });

  test('says where the telephone number for a call is missing, and whom to ask for a customer without contacts', async () => {
    const site = await familySite();
    const anna = await site.signIn();
    expect((await anna.ask('/accounts/c1')).body).toContain('No telephone number is known');
    expect((await anna.ask('/items/task-i1-c1-call?of=c1')).body).toContain('No telephone number is known');
    const contacts = [{ name: 'Bill', email: 'bill@c1.test', phone: '+1 555 0100', roles: ['billing'] }];
    await site.world.record({ type: 'contact.corrected', by: 'anna', customerId: 'c1', contacts });
    expect((await anna.ask('/accounts/c1')).body).not.toContain('No telephone number');
    const { body } = await anna.ask('/accounts/c2');
    expect(body).toContain('None of its own');
    expect(body).toContain('<a href="/accounts/c1"><bdi>Customer One</bdi></a>');
    expect(body).toContain('href="tel:+15550100"');
    await site.world.to('2026-03-12T18:00:00Z');
    const ben = await site.signIn('ben');
    await ben.ask('/list');
    const before = site.world.table.usage().requests;
    const item = await ben.ask('/items/task-n1-c1-call?of=c2');
    expect(item.body).toContain('href="tel:+15550100"');
    expect(site.world.table.usage().requests - before).toBe(4);
  });

  test('that is too long for one page shows its customers on pages of their own, and says so', async () => {
    const site = await familySite();
    const { table } = site.world;
    const facts = await site.facts();
    for (let index = 0; index < 1_050; index++) {
      const invoiceId = `a${index}`;
      await table.write({ put: { ...facts, sk: `INVOICE#${invoiceId}#FACTS`, invoiceId, number: invoiceId } });
    }
    const anna = await site.signIn();
    const before = table.usage().requests;
    const { body } = await anna.ask('/accounts/c1');
    expect(table.usage().requests - before).toBe(3);
    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
    expect(textOf(body)).toContain('too long to be shown together with the 2 customers');
    const { body: customers } = await anna.ask('/accounts/c1?customers=1');
    expect(customers).toContain('href="/accounts/c2/invoices/n1"');
    expect(customers).not.toContain('/accounts/c1/invoices/');
    expect(table.usage().requests - before).toBe(3 + 4);
  });

  test('names a customer of whom there is more than fits', async () => {
    const site = await familySite();
    const { table } = site.world;
    const item = { kind: 'task', title: 'x', raisedAt: '2026-03-01T00:00:00.000Z', movedOn: 0, v: 1 };
    for (let index = 0; index < 1_000; index++)
      await table.write({ put: { pk: 'C#c3', sk: `ITEM#x${index}`, itemId: `x${index}`, customerId: 'c3', ...item } });
    const { body } = await (await site.signIn()).ask('/accounts/c1');
    expect(textOf(body)).toContain('There is more than fits here of: Child c3');
    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
  });

  test('leaves out a customer that has another payer by now', async () => {
    const site = await familySite();
    const moved = { ...child('c2'), parent: 'c9' };
    await site.world.record({ type: 'customer.updated', customer: moved });
    const anna = await site.signIn();
    expect((await anna.ask('/accounts/c1')).body).not.toContain('/accounts/c2');
    expect((await anna.ask('/accounts/c9')).body).toContain('href="/accounts/c2/invoices/n1"');
  });
});
