import { business, says } from './ledger.ts';
import type { Story } from './telling.ts';

const INVOICE = 'HL-2041';

/** The customer says in time what is missing; it is mended, and the rest is paid. */
export const unfinishedInstallation: Story = {
  title: 'From installation to settlement, through an unfinished installation',
  rules: 'rule 16, rule 17, rule 22, rule 33',
  events: [
    says('2026-03-02T11:00:00Z', 'customer.updated', { customer: business('B-21', 'Copper Kettle Bakery') }),
    says('2026-03-02T11:00:00Z', 'invoice.issued', {
      invoice: {
        id: 'B-21-1',
        number: INVOICE,
        customerId: 'B-21',
        issuedOn: '2026-03-02',
        installedOn: '2026-03-02',
        dueOn: '2026-04-01',
        amount: '2400.00',
        currency: 'USD',
        site: 'Main Street shop',
      },
    }),
    says('2026-03-16T14:00:00Z', 'credit.issued', {
      creditId: 'K-7',
      customerId: 'B-21',
      amount: '120.00',
      currency: 'USD',
    }),
    says('2026-03-16T14:00:00Z', 'credit.applied', { creditId: 'K-7', invoiceId: 'B-21-1', amount: '120.00' }),
    says('2026-04-08T15:00:00Z', 'payment.received', {
      paymentId: 'P-9',
      customerId: 'B-21',
      amount: '2280.00',
      currency: 'USD',
      receivedOn: '2026-04-08',
      allocations: [{ invoiceId: 'B-21-1', amount: '2280.00' }],
    }),
  ],
  async tell(telling) {
    await telling.until('2026-03-10');
    const phone = await telling.phone();
    await telling.followLink(phone, 'customer', /check-in/i);
    await phone.getByText('There is a problem', { exact: true }).click();
    await phone.getByLabel('It is about').selectOption('unfinished-installation');
    await phone.getByLabel('What is wrong, in your words?').fill('Two of the six detectors are still in their boxes.');
    await telling.show(phone, 'installation-1-customer');
    await phone.getByRole('button', { name: 'Tell us about it' }).click();
    await phone.getByText('Thank you for telling us').waitFor();
    await phone.getByText('$2,400.00 under review').first().waitFor();

    await telling.until('2026-03-11', '09:00');
    const ivan = await telling.deskOf('Ivan Marsh');
    await ivan.goto('/list?of=department:installation');
    await ivan.getByText('Copper Kettle Bakery').first().waitFor();
    await telling.show(ivan, 'installation-2-department');
    await ivan.getByRole('button', { name: /^Take it up/ }).click();
    await ivan.getByText('Taken up: it is on your list. The customer hears of it.').waitFor();
    await telling.until('2026-03-12', '15:00');
    const takenUp = await telling.desk();
    await takenUp.goto(await telling.mail('customer', /working on|looking into|taken/i));

    // What he has taken up is on his own list.
    await ivan.goto('/list');
    await ivan.getByRole('link', { name: /^Solved/ }).click();
    await ivan.getByLabel('Outcome').selectOption({ label: 'The customer was right' });
    await ivan.getByLabel('Root cause').fill('The van left without the second box of detectors.');
    await ivan
      .getByLabel('What keeps it from happening again')
      .fill('Crews count the parts against the order before they leave.');
    await ivan.getByLabel(/Credit for the customer/).fill('120.00');
    await telling.show(ivan, 'installation-3-solution');
    await ivan.getByRole('button', { name: 'Solved' }).click();
    await ivan.getByText('Solved. The customer hears of it.').waitFor();

    await telling.until('2026-04-07');
    const reminder = await telling.desk();
    await reminder.goto(await telling.mail('customer', /remind/i));
    await reminder.getByText('$2,280.00').first().waitFor();

    await telling.until('2026-04-09');
    await phone.reload();
    await phone.getByRole('heading', { name: 'Thank you: everything is paid' }).waitFor();
    const amy = await telling.deskOf('Amy Okafor');
    await amy.goto('/accounts/B-21/invoices/B-21-1');
    await amy.getByText('Settled', { exact: true }).waitFor();
    await telling.show(amy, 'installation-4-settled');
  },
};
