import { balanceOf } from '../ledger/balance.ts';
import type { CustomerHead } from '../ledger/entities.ts';
import { zoneOfHead } from '../lifecycle/load-case.ts';
import { positionOf } from '../policy/case-facts.ts';
import { overdueOf } from '../policy/demands.ts';
import { selectPolicy } from '../policy/select-policy.ts';
import type { AccountPage } from './account-page.ts';
import { type AccountInvoice, isOnAccount } from './account-records.ts';
import { memberOf } from './account-view.ts';

/** What a customer of a family owes in one currency, in minor units. */
interface Owes {
  customerId: string;
  currency: string;
  open: number;
  owed: number;
  overdue: number;
}

type Of = Pick<AccountPage, 'view' | 'company' | 'now'>;

/** What of an invoice is overdue on its customer's own date: of a plan, or instalments, those whose day has passed. */
const overdueIn = ({ company, now }: Of, head: CustomerHead, { invoice }: AccountInvoice): number => {
  const policy = selectPolicy(company.policies, head);
  const zone = zoneOfHead(head, company);
  const { demands, today } = positionOf({ now, invoice, policy, calendar: company.calendar, zone });
  return overdueOf(demands, today);
};

/** Who owes what: whoever is the furthest behind first; who owes nothing is left out. */
export const owedBy = (of: Of): Owes[] => {
  const { invoices, head } = of.view;
  const owed = new Map<string, Owes>();
  for (const one of invoices) {
    if (!isOnAccount(one)) continue;
    const { customerId, currency } = one.invoice;
    const key = `${customerId} ${currency}`;
    const known = owed.get(key) ?? { customerId, currency, open: 0, owed: 0, overdue: 0 };
    known.open += 1;
    known.owed += balanceOf(one.invoice);
    known.overdue += overdueIn(of, memberOf(of.view, customerId) ?? head, one);
    owed.set(key, known);
  }
  return [...owed.values()].sort(
    (a, b) => b.overdue - a.overdue || b.owed - a.owed || (a.customerId < b.customerId ? -1 : 1),
  );
};
