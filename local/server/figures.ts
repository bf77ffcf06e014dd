import { toDay } from '../../functions/platform/civil-date.ts';
import {
  type Ageing,
  addToAgeing,
  BUCKETS,
  type Bucket,
  emptyAgeing,
  totalOf,
} from '../../functions/reports/ageing.ts';
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

/** How many invoices are open. */
export const openCount = (survey: Survey): number => {
  let count = 0;
  for (const { isOpen } of survey.invoices.values()) if (isOpen) count += 1;
  return count;
};

/** What is open in a currency by age, and what is not among it though it was never paid. */
export interface OpenByAge {
  currency: string;
  ageing: Ageing;
  /** Written off or handed over: out of the pipeline, and in the figures until the books credit it. */
  closed: Ageing;
  /** Paid beyond what was asked, above zero: the figures take it off. */
  overpaid: number;
}

/** What is open of each currency at the end of a date, `YYYY-MM-DD`; the company's own currency first. */
export const openByAge = (survey: Survey, on: string, first: string): OpenByAge[] => {
  const found = new Map<string, OpenByAge>();
  const of = (currency: string): OpenByAge => {
    const known = found.get(currency);
    if (known !== undefined) return known;
    const made = { currency, ageing: emptyAgeing(), closed: emptyAgeing(), overpaid: 0 };
    found.set(currency, made);
    return made;
  };
  of(first);
  const day = toDay(on);
  for (const { histories, currency, isOpen } of survey.invoices.values()) {
    const sums = of(currency);
    const own = emptyAgeing();
    for (const history of histories) addToAgeing(own, history, on, day, 'all');
    const total = totalOf(own);
    if (!isOpen && total < 0) sums.overpaid -= total;
    else for (const bucket of BUCKETS) (isOpen ? sums.ageing : sums.closed)[bucket] += own[bucket];
  }
  return [...found.values()].sort((a, b) =>
    a.currency === first ? -1 : b.currency === first ? 1 : a.currency < b.currency ? -1 : 1,
  );
};

/** What is past its due date. */
export const overdueOf = (ageing: Ageing): number => totalOf(ageing) - ageing.current;

/** Whether something of an invoice is open at so many days after its due date, at the end of a date. */
export const isOpenAt = ({ histories, isOpen }: SurveyedInvoice, bucket: Bucket, on: string): boolean => {
  if (!isOpen) return false;
  const ages = emptyAgeing();
  const day = toDay(on);
  for (const history of histories) addToAgeing(ages, history, on, day, 'all');
  return ages[bucket] > 0;
};
