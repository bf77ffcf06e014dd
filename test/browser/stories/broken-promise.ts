import { business, says } from './ledger.ts';
import type { Story } from './telling.ts';

const NAME = 'Saffron Table';

/** A promise that is not kept comes back to a person, and a manager decides what follows. */
export const brokenPromise: Story = {
  title: 'A broken promise, up to an approved final notice',
  rules: 'rule 23, rule 26, rule 28',
  events: [
    says('2026-03-02T11:00:00Z', 'customer.updated', { customer: business('B-06', NAME) }),
    says('2026-03-02T11:00:00Z', 'invoice.issued', {
      invoice: {
        id: 'B-06-1',
        number: 'HL-1966',
        customerId: 'B-06',
        issuedOn: '2026-02-03',
        dueOn: '2026-03-05',
        amount: '4820.00',
        currency: 'USD',
      },
    }),
  ],
  async tell(telling) {
    await telling.until('2026-03-10');
    const phone = await telling.phone();
    await telling.followLink(phone, 'customer', /remind/i);
    await phone.getByText('I will pay on a certain day').click();
    await phone.getByLabel('I will pay on', { exact: true }).fill('2026-03-18');
    await telling.show(phone);
    await phone.getByRole('button', { name: 'Promise this payment' }).click();
    await phone.getByText('We have noted your promise').waitFor();

    await telling.until('2026-03-23', '09:30');
    const amy = await telling.deskOf('Amy Okafor');
    await amy.getByText('Broken promise', { exact: true }).waitFor();
    await telling.show(amy, 'promise-1-list');
    await amy
      .getByRole('heading', { name: /^Broken promise/ })
      .getByRole('link')
      .click();
    await amy.locator('#act-done summary').click();
    await amy.locator('#act-done').getByLabel('What came of it').fill('Called Rosa: the bank has refused them credit.');
    await telling.show(amy, 'promise-2-item');
    await amy.locator('#act-done').getByRole('button', { name: 'Done' }).click();
    await amy.getByText('Done: Broken promise').waitFor();
    await amy.getByRole('button', { name: /^Done.*Call the customer/ }).click();
    await amy.getByRole('heading', { name: /^(All done|Your own list is done)$/ }).waitFor();

    await telling.until('2026-04-06', '10:00');
    const nora = await telling.phone();
    await telling.followLink(nora, 'staff', new RegExp(`^Your decision.*${NAME}`));
    await nora.getByRole('heading', { name: `Send ${NAME} a final notice?` }).waitFor();
    await telling.show(nora, 'promise-3-decision');
    await nora.getByLabel('Approve').check();
    await nora.getByRole('button', { name: 'Send this decision' }).click();
    await nora.getByRole('heading', { name: 'Approved' }).waitFor();

    await telling.until('2026-04-08');
    const notice = await telling.desk();
    await notice.goto(await telling.mail('customer', /^Final notice/));
    await notice.goto(`${notice.url()}/html`);
    await notice
      .getByText(/^\$4,820\.00$/)
      .first()
      .waitFor();
    await telling.show(notice, 'promise-4-notice');
  },
};
