import { expect, test } from 'vitest';
import { totalOf } from '../../../functions/reports/ageing.ts';
import { isOpenAt, openByAge, openCount, overdueOf } from '../../../local/server/figures.ts';
import type { Survey, SurveyedInvoice } from '../../../local/server/survey.ts';
import { invoiceOf } from '../reports/any-books.ts';

const TODAY = '2026-03-20';

const surveyed = (invoiceId: string, fields: Partial<SurveyedInvoice> & Parameters<typeof invoiceOf>[0] = {}) => {
  const { isOpen = true, currency = 'USD', ...history } = fields;
  const histories = [invoiceOf({ invoiceId, issuedOn: '2026-01-01', dueOn: '2026-01-31', amount: 10_000, ...history })];
  return { invoiceId, currency, isOpen, histories } as unknown as SurveyedInvoice;
};

const surveyOf = (...invoices: SurveyedInvoice[]): Survey =>
  ({ invoices: new Map(invoices.map((each) => [each.invoiceId, each])) }) as unknown as Survey;

test('what is open and what is overdue are the sums of the ages, and what was closed is named beside them', () => {
  const paid = (amount: number) => ({ settlements: [{ on: '2026-02-01', amount }] });
  const survey = surveyOf(
    surveyed('i1', paid(4_000)),
    surveyed('i2', { dueOn: '2026-04-30' }),
    surveyed('written-off', { isOpen: false, writtenOff: { on: '2026-03-01', amount: 10_000 } }),
    surveyed('handed-over', { isOpen: false, dueOn: '2026-03-25' }),
    surveyed('paid', { isOpen: false, ...paid(10_000) }),
    surveyed('paid-twice', { isOpen: false, ...paid(20_000) }),
    surveyed('euro', { currency: 'EUR' }),
  );
  const [usd, eur] = openByAge(survey, TODAY, 'USD');
  expect(usd!.ageing).toEqual({ current: 10_000, d1to30: 0, d31to60: 6_000, d61to90: 0, over90: 0 });
  expect([totalOf(usd!.ageing), overdueOf(usd!.ageing)]).toEqual([16_000, 6_000]);
  expect([totalOf(usd!.closed), overdueOf(usd!.closed), usd!.overpaid]).toEqual([20_000, 10_000, 10_000]);
  expect([eur!.currency, totalOf(eur!.ageing)]).toEqual(['EUR', 10_000]);
  expect(openCount(survey)).toBe(3);
  const inBucket = (bucket: 'current' | 'd31to60') =>
    [...survey.invoices.values()].filter((each) => isOpenAt(each, bucket, TODAY)).map(({ invoiceId }) => invoiceId);
  expect(inBucket('d31to60')).toEqual(['i1', 'euro']);
  expect(inBucket('current')).toEqual(['i2']);
});
