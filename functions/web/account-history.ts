import type { CustomerHead, Hold, InvoiceFacts, Plan, PromiseToPay, Withdrawn } from '../ledger/entities.ts';
import { contactAskedItem, type WorkItem } from '../work-list/item.ts';
import { isRequest } from '../work-list/who-decides.ts';
import { inWords } from './acts/act-form.ts';
import { titleOf } from './item-title.ts';
import type { Reader } from './reader.ts';
import { accountWords } from './words/account-words.ts';
import { workWords } from './words/work-words.ts';

/** Something that happened on an account, and who did it. */
export interface Happened {
  at: string;
  text: string;
  by?: string;
  /** Whose account it happened on. */
  customerId?: string;
  invoiceId?: string;
  /** The item that has more of it. */
  itemId?: string;
  /** What the invoice is called; its id where it was not read. */
  number?: string;
  note?: string;
}

type Line = Omit<Happened, 'by'> & { by?: string | undefined };

const withBy = ({ by, ...line }: Line): Happened => (by === undefined || by === 'system' ? line : { ...line, by });

const ofHolds = (reader: Reader, holds: Readonly<Record<string, Hold>>): Line[] => {
  const { happened } = accountWords(reader);
  return Object.values(holds).flatMap(({ until, reason, owner, placedAt, placedBy, liftedAt, liftedBy, endedAt }) => [
    { at: placedAt, text: happened.hold(reader.date(until), reason), by: placedBy ?? owner },
    ...(liftedAt === undefined ? [] : [{ at: liftedAt, text: happened.lifted, by: liftedBy }]),
    ...(endedAt === undefined ? [] : [{ at: endedAt, text: happened.held }]),
  ]);
};

const ofMoney = (reader: Reader, { payments, credits, currency }: InvoiceFacts): Line[] => {
  const { happened } = accountWords(reader);
  return [
    ...Object.values(payments).flatMap(({ at, amount, reversedAt }) => [
      { at, text: happened.payment(reader.money(amount, currency)) },
      ...(reversedAt === undefined
        ? []
        : [{ at: reversedAt, text: happened.reversed(reader.money(amount, currency)) }]),
    ]),
    ...Object.values(credits).flatMap(({ at, amount, cancelledAt }) => [
      { at, text: happened.credit(reader.money(amount, currency)) },
      ...(cancelledAt === undefined
        ? []
        : [{ at: cancelledAt, text: happened.creditCancelled(reader.money(amount, currency)) }]),
    ]),
  ];
};

const ofIssues = (reader: Reader, { issues, currency }: InvoiceFacts): Line[] => {
  const { happened } = accountWords(reader);
  const { agreed } = workWords(reader);
  return Object.values(issues).flatMap((issue) => {
    const category = inWords(issue.category);
    return [
      { at: issue.raisedAt, text: happened.issue(category), by: issue.raisedBy, note: issue.description },
      ...(issue.takenUpAt === undefined
        ? []
        : [{ at: issue.takenUpAt, text: happened.takenUp(category), by: issue.takenUpBy }]),
      ...(issue.resolvedAt === undefined
        ? []
        : [
            {
              at: issue.resolvedAt,
              text:
                issue.withdrawnAt === undefined
                  ? happened.solved(category)
                  : agreed.withdrawn(happened.issue(category)),
              by: issue.resolvedBy,
              note:
                issue.withdrawnReason ??
                [issue.rootCause, issue.correctiveAction].filter((text) => text !== undefined).join(' → '),
            },
          ]),
      ...(issue.resolvedAt === undefined || issue.credit === undefined || issue.credit === 0
        ? []
        : [
            {
              at: issue.resolvedAt,
              text: happened.creditAsked(reader.money(issue.credit, currency)),
              by: issue.resolvedBy,
            },
          ]),
    ];
  });
};

/** The plan in force, and those that it has replaced. */
const plansFrom = (plan: Plan | undefined): Plan[] => (plan === undefined ? [] : [plan, ...plansFrom(plan.before)]);

/** Promises and plans, those that were taken back included. */
const ofAgreed = (reader: Reader, invoice: InvoiceFacts): Line[] => {
  const { happened } = accountWords(reader);
  const { agreed } = workWords(reader);
  const { currency, plan, promises, withdrawnPromises = {}, withdrawnPlans = {} } = invoice;
  const made = ({ madeAt, amount, promisedOn, by }: PromiseToPay): Line => ({
    at: madeAt,
    text: happened.promise(reader.money(amount, currency), reader.date(promisedOn)),
    by,
  });
  const planned = ({ agreedAt, instalments, by }: Plan): Line => ({
    at: agreedAt,
    text: happened.plan(instalments.length),
    by,
  });
  const gone = ({ text }: Line, { withdrawnAt, withdrawnBy, withdrawnReason }: Withdrawn): Line => ({
    at: withdrawnAt,
    text: agreed.withdrawn(text),
    by: withdrawnBy,
    ...(withdrawnReason === undefined ? {} : { note: withdrawnReason }),
  });
  return [
    ...Object.values(promises).map(made),
    ...Object.values(withdrawnPromises).flatMap((each) => [made(each), gone(made(each), each)]),
    ...plansFrom(plan).map(planned),
    ...Object.values(withdrawnPlans).flatMap((each) => [planned(each), gone(planned(each), each)]),
  ];
};

/** Everything that was said and done about an invoice, in no order. */
const ofInvoice = (reader: Reader, invoice: InvoiceFacts): Line[] => {
  const { happened } = accountWords(reader);
  const { decisions, voidedAt } = invoice;
  return [
    ...ofMoney(reader, invoice),
    ...ofIssues(reader, invoice),
    ...ofAgreed(reader, invoice),
    ...decisions.map(({ at, by, action, decision, reason }) => ({
      at,
      text: happened[decision](inWords(action)),
      by,
      ...(reason === undefined ? {} : { note: reason }),
    })),
    ...(voidedAt === undefined ? [] : [{ at: voidedAt, text: happened.voided }]),
    ...ofHolds(reader, invoice.holds),
  ].map((line) => ({ ...line, customerId: invoice.customerId, invoiceId: invoice.invoiceId }));
};

/** A long message is read on its own page. */
const MOST_OF_MESSAGE = 300;
const beginningOf = (text: string): string =>
  text.length <= MOST_OF_MESSAGE ? text : `${text.slice(0, MOST_OF_MESSAGE).toWellFormed()} …`;

const ofItem = (reader: Reader, item: WorkItem): Line[] => {
  const { closedAt, closedBy, note, raisedAt, customerId, invoiceId, lost, reply } = item;
  const title = titleOf(reader, item);
  const { happened } = accountWords(reader);
  const about = {
    ...(customerId === undefined ? {} : { customerId }),
    ...(invoiceId === undefined ? {} : { invoiceId }),
  };
  const { itemId } = item;
  return [
    ...(reply === undefined
      ? [{ at: raisedAt, text: happened.raised(title), ...about }]
      : [{ at: raisedAt, text: happened.wrote(reply.subject), note: beginningOf(reply.text), itemId, ...about }]),
    ...(reply?.placed === undefined
      ? []
      : [{ at: reply.placed.at, text: happened.placed, by: reply.placed.by, itemId, ...about }]),
    ...(lost !== undefined && closedBy === 'system' && closedAt !== undefined
      ? [{ at: closedAt, text: workWords(reader).agreed.overBecause(title, workWords(reader).lost[lost]), ...about }]
      : []),
    // What was answered to a request is told by the decision itself.
    ...(closedAt === undefined || closedBy === undefined || closedBy === 'system' || isRequest(item)
      ? []
      : [
          {
            at: closedAt,
            text:
              closedBy === 'customer' && item.itemId === contactAskedItem(customerId ?? '')
                ? happened.customerAnswered
                : happened.item(title),
            by: closedBy,
            ...(note === undefined ? {} : { note }),
            ...about,
          },
        ]),
  ];
};

/** What happened on an account as far as it was read, the newest first. */
export const historyOf = (
  reader: Reader,
  of: { heads?: readonly CustomerHead[]; invoices: readonly InvoiceFacts[]; items: readonly WorkItem[] },
): Happened[] => {
  const numbers = new Map(of.invoices.map(({ invoiceId, number }) => [invoiceId, number]));
  const numbered = (line: Happened): Happened => {
    const number = line.invoiceId === undefined ? undefined : numbers.get(line.invoiceId);
    return number === undefined ? line : { ...line, number };
  };
  return [
    ...(of.heads ?? []).flatMap(({ holds, customerId }) =>
      ofHolds(reader, holds).map((line) => ({ ...line, customerId })),
    ),
    ...of.invoices.flatMap((invoice) => ofInvoice(reader, invoice)),
    ...of.items.flatMap((item) => ofItem(reader, item)),
  ]
    .map((line) => numbered(withBy(line)))
    .sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0));
};
