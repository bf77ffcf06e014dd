import type { LetterLine } from '../correspondence/letter-model.ts';
import type { Statement } from '../correspondence/statement.ts';
import { fromDay } from '../platform/civil-date.ts';
import { defined } from '../platform/defined.ts';
import type { Account } from './customer-account.ts';
import type { CustomerReader } from './customer-reader.ts';

/** All open invoices in one currency, as the statement beside a letter has them. */
export const statementOf = ({ words }: CustomerReader, { view, open }: Account, currency: string): Statement => ({
  language: words.lang,
  on: fromDay(view.today),
  payer: { id: view.payer.customerId, name: view.payer.name },
  currency,
  lines: open
    .filter(({ invoice }) => invoice.currency === currency)
    .map(
      ({ invoice, position, dueDay, customerName }) =>
        defined({
          invoiceId: invoice.invoiceId,
          number: invoice.number,
          customerId: invoice.customerId,
          customerName,
          site: invoice.site,
          purchaseOrder: invoice.purchaseOrder,
          issuedOn: invoice.issuedOn,
          dueOn: dueDay === undefined ? undefined : fromDay(dueDay),
          overdueDays: position.overdueDays,
          amount: position.balance - position.disputed,
          underReview: position.disputed > 0 ? position.disputed : undefined,
          step: null,
        }) as LetterLine,
    ),
});
