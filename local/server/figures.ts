import { toDay } from '../../functions/platform/civil-date.ts';
import { type Ageing, addToAgeing, emptyAgeing } from '../../functions/reports/ageing.ts';
import { STANDING_ORDER } from '../pages/words.ts';
import type { Survey, SurveyedInvoice } from './survey.ts';

/** Sums over everything, by currency, in minor units. */

export type ByCurrency = ReadonlyMap<string, number>;

const add = (sums: Map<string, number>, currency: string, amount: number): void => {
  sums.set(currency, (sums.get(currency) ?? 0) + amount);
};

/** Overdue is after the due date, by the company's date. */
export const isOverdue = (invoice: SurveyedInvoice, today: number): boolean =>
  invoice.isOpen && invoice.dueDay !== undefined && invoice.dueDay < today;

export interface StandingFigures {
  standing: (typeof STANDING_ORDER)[number];
  count: number;
  amounts: ByCurrency;
}

/** How many invoices stand where, and what is open of them; every standing of an open invoice is there. */
export const byStanding = (survey: Survey): StandingFigures[] => {
  const figures = new Map(
    STANDING_ORDER.map((standing) => [standing, { standing, count: 0, amounts: new Map<string, number>() }]),
  );
  for (const { decision, balance, currency, isOpen } of survey.invoices.values()) {
    const figure = figures.get(decision.standing)!;
    figure.count += 1;
    if (isOpen) add(figure.amounts, currency, balance);
  }
  return [...figures.values()];
};

export const openAmounts = (
  survey: Survey,
  today: number,
): { open: ByCurrency; overdue: ByCurrency; count: number } => {
  const [open, overdue] = [new Map<string, number>(), new Map<string, number>()];
  let count = 0;
  for (const invoice of survey.invoices.values()) {
    if (!invoice.isOpen) continue;
    count += 1;
    add(open, invoice.currency, invoice.balance);
    if (isOverdue(invoice, today)) add(overdue, invoice.currency, invoice.balance);
  }
  return { open, overdue, count };
};

/** The ageing of each currency at the end of a date, `YYYY-MM-DD`; the company's own currency first. */
export const ageings = (survey: Survey, on: string, first: string): [currency: string, ageing: Ageing][] => {
  const found = new Map<string, Ageing>([[first, emptyAgeing()]]);
  const day = toDay(on);
  for (const { histories, currency } of survey.invoices.values()) {
    let ageing = found.get(currency);
    if (ageing === undefined) {
      ageing = emptyAgeing();
      found.set(currency, ageing);
    }
    for (const history of histories) addToAgeing(ageing, history, on, day, 'all');
  }
  return [...found].sort(([a], [b]) => (a === first ? -1 : b === first ? 1 : a < b ? -1 : 1));
};
