import type { CustomerHead, Hold, InvoiceFacts } from '../ledger/entities.ts';
import type { WorkItem } from '../work-list/item.ts';
import { inWords } from './acts/act-form.ts';
import type { Reader } from './reader.ts';
import { accountWords } from './words/account-words.ts';

/** Something that happened on an account, and who did it. */
export interface Happened {
  at: string;
  text: string;
  by?: string;
  /** Whose account it happened on. */
  customerId?: string;
  invoiceId?: string;
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

const ofIssues = (reader: Reader, { issues }: InvoiceFacts): Line[] => {
  const { happened } = accountWords(reader);
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
              text: happened.solved(category),
              by: issue.resolvedBy,
              note: [issue.rootCause, issue.correctiveAction].filter((text) => text !== undefined).join(' → '),
            },
          ]),
    ];
  });
};

/** Everything that was said and done about an invoice, in no order. */
const ofInvoice = (reader: Reader, invoice: InvoiceFacts): Line[] => {
  const { happened } = accountWords(reader);
  const { currency, plan, promises, decisions, voidedAt } = invoice;
  return [
    ...ofMoney(reader, invoice),
    ...ofIssues(reader, invoice),
    ...Object.values(promises).map(({ madeAt, amount, promisedOn, by }) => ({
      at: madeAt,
      text: happened.promise(reader.money(amount, currency), reader.date(promisedOn)),
      by,
    })),
    ...(plan === undefined ? [] : [{ at: plan.agreedAt, text: happened.plan(plan.instalments.length), by: plan.by }]),
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

const ofItem = (
  reader: Reader,
  { title, closedAt, closedBy, note, raisedAt, customerId, invoiceId }: WorkItem,
): Line[] => {
  const { happened } = accountWords(reader);
  const about = {
    ...(customerId === undefined ? {} : { customerId }),
    ...(invoiceId === undefined ? {} : { invoiceId }),
  };
  return [
    { at: raisedAt, text: happened.raised(title), ...about },
    ...(closedAt === undefined || closedBy === undefined || closedBy === 'system'
      ? []
      : [
          { at: closedAt, text: happened.item(title), by: closedBy, ...(note === undefined ? {} : { note }), ...about },
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
