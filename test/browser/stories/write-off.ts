import { business, says } from './ledger.ts';
import type { Story } from './telling.ts';

/** Another customer, so that the figures have something to compare with. */
const issued = (id: string, on: string, due: string, amount: string) =>
  says(`${on}T12:00:00Z`, 'invoice.issued', {
    invoice: { id, number: `HL-${id}`, customerId: 'B-08', issuedOn: on, dueOn: due, amount, currency: 'USD' },
  });
const paid = (id: string, on: string, amount: string) =>
  says(`${on}T15:00:00Z`, 'payment.received', {
    paymentId: `P-${id}`,
    customerId: 'B-08',
    amount,
    currency: 'USD',
    receivedOn: on,
    allocations: [{ invoiceId: id, amount }],
  });

const NAME = 'Greyfriars Warehousing';

/** A large debt is given up only when two people, each signed in, have agreed. */
export const writeOff: Story = {
  title: 'A write-off by two people',
  rules: 'rule 26, rule 27',
  events: [
    says('2026-01-05T11:00:00Z', 'customer.updated', {
      customer: business('B-33', NAME, { tags: ['closed'] }),
    }),
    says('2026-01-05T12:00:00Z', 'invoice.issued', {
      invoice: {
        id: 'B-33-1',
        number: 'HL-1730',
        customerId: 'B-33',
        issuedOn: '2026-01-05',
        dueOn: '2026-02-04',
        amount: '12400.00',
        currency: 'USD',
      },
    }),
    says('2026-01-05T11:00:00Z', 'customer.updated', { customer: business('B-08', 'Juniper Veterinary Clinic') }),
    issued('1702', '2026-01-08', '2026-02-07', '21300.00'),
    paid('1702', '2026-02-05', '21300.00'),
    issued('1794', '2026-02-06', '2026-03-08', '24800.00'),
    paid('1794', '2026-03-05', '24800.00'),
    issued('1877', '2026-03-04', '2026-04-03', '38600.00'),
    says('2026-03-10T20:00:00Z', 'credit.issued', {
      creditId: 'K-9',
      customerId: 'B-33',
      amount: '12400.00',
      currency: 'USD',
    }),
    says('2026-03-10T20:00:00Z', 'credit.applied', { creditId: 'K-9', invoiceId: 'B-33-1', amount: '12400.00' }),
  ],
  async tell(telling) {
    await telling.until('2026-03-10');
    const nora = await telling.desk();
    await telling.followLink(nora, 'staff', new RegExp(`^Your decision.*${NAME}`));
    await nora.getByRole('link', { name: 'Sign in to decide' }).click();
    await nora.getByRole('button', { name: 'Nora Lindqvist' }).click();
    await nora.getByLabel('Approve').check();
    await telling.show(nora);
    await nora.getByRole('button', { name: 'Send this decision' }).click();
    await nora.getByRole('heading', { name: 'Approved' }).waitFor();
    await telling.show(nora, 'write-off-1-waits');

    await telling.until('2026-03-10', '15:00');
    const omar = await telling.deskOf('Omar Whitfield');
    await omar.getByText(NAME).first().waitFor();
    await omar.getByRole('link', { name: /^Decide/ }).click();
    await omar.getByText('Nora Lindqvist approved this').waitFor();
    await omar.getByLabel('Approve').check();
    await telling.show(omar, 'write-off-2-second');
    await omar.getByRole('button', { name: 'Send this decision' }).click();
    await omar.getByRole('heading', { name: 'Approved' }).waitFor();

    await telling.until('2026-03-11');
    await omar.goto('/accounts/B-33/invoices/B-33-1');
    await omar.getByRole('term').filter({ hasText: 'Written off' }).waitFor();
    await telling.show(omar, 'write-off-3-invoice');
    await omar.goto('/figures');
    await omar.getByText('Bad debt share').waitFor();
    await omar.getByText('32.1%').first().waitFor();
    await telling.show(omar, 'write-off-4-figures');
  },
};
