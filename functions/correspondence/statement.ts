import { textCell } from '../platform/csv-cell.ts';
import { formatMoney } from '../platform/money.ts';
import { type LetterLine, type LetterModel, LINES_IN_TEXT } from './letter-model.ts';
import { languageCode } from './templates/language-code.ts';
import { LANGUAGES } from './templates/languages.ts';

/** The statement beside a letter: every invoice, by customer and site, as a CSV table. */

export type Statement = Pick<LetterModel, 'language' | 'on' | 'payer' | 'currency' | 'lines'>;

/** A letter has a statement where it names more than 50 invoices, more than one site or more than one customer. */
export const needsStatement = (model: LetterModel): boolean => {
  const first = model.lines[0];
  if (first === undefined) return false;
  return (
    model.lines.length > LINES_IN_TEXT ||
    model.lines.some((line) => line.customerId !== first.customerId || line.site !== first.site)
  );
};

/** The file name of the statement, in the language of the letter. */
export const statementName = (model: Statement): string =>
  `${LANGUAGES[languageCode(model.language)].statementName}-${model.payer.id}-${model.on}.csv`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byCustomerAndSite = (a: LetterLine, b: LetterLine): number =>
  compare(a.customerId, b.customerId) ||
  compare(a.site ?? '', b.site ?? '') ||
  compare(a.dueOn ?? '', b.dueOn ?? '') ||
  compare(a.invoiceId, b.invoiceId);

/**
 * The statement of a letter by RFC 4180, one row a line, ordered by customer, site and due date. Amounts are plain
 * decimals in the letter's currency, dates `YYYY-MM-DD`. The invoice's id stands first: the finished message is
 * checked by it.
 */
export const statementCsv = (model: Statement): string => {
  const rows = [LANGUAGES[languageCode(model.language)].columns.map(textCell).join(',')];
  for (const line of model.lines.toSorted(byCustomerAndSite)) {
    const customer = line.customerName ?? (line.customerId === model.payer.id ? model.payer.name : undefined);
    rows.push(
      [
        ...[textCell(line.invoiceId), textCell(line.customerId), textCell(customer), textCell(line.site)],
        ...[textCell(line.number), textCell(line.purchaseOrder), line.issuedOn, line.dueOn ?? '', line.overdueDays],
        ...[model.currency, formatMoney(line.amount, model.currency)],
        formatMoney(line.underReview ?? 0, model.currency),
      ].join(','),
    );
  }
  return `${rows.join('\r\n')}\r\n`;
};
