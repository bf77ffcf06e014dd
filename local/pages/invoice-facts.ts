import { html } from 'hono/html';
import type { InvoiceFacts } from '../../functions/ledger/entities.ts';
import type { Approval } from '../../functions/lifecycle/entities.ts';
import type { LoadedCase } from '../../functions/lifecycle/load-case.ts';
import { positionOf } from '../../functions/policy/case-facts.ts';
import type { Look } from '../server/look.ts';
import { type Content, type Html, tableOr } from './parts.ts';
import { inWords } from './words.ts';

interface Fact {
  on: string;
  what: string;
  amount?: number | undefined;
  details: Content;
}

const moneyFacts = ({ formats }: Look, { payments, credits }: InvoiceFacts): Fact[] => [
  ...Object.entries(payments).map(([id, { at, amount, receivedOn, reversedAt }]) => ({
    on: at,
    what: reversedAt === undefined ? 'Payment' : 'Payment, reversed',
    amount,
    details: `${id}, received ${formats.date(receivedOn)}${reversedAt === undefined ? '' : `, reversed ${formats.instant(reversedAt)}`}`,
  })),
  ...Object.entries(credits).map(([id, { at, amount, cancelledAt }]) => ({
    on: at,
    what: cancelledAt === undefined ? 'Credit' : 'Credit, cancelled',
    amount,
    details: id,
  })),
];

const OUTCOMES = { kept: 'kept', 'partly-kept': 'kept in part', broken: 'broken' } as const;

const customerFacts = ({ formats }: Look, loaded: LoadedCase): Fact[] => {
  const { invoice } = loaded.facts;
  return [
    ...Object.values(invoice.issues).map((issue) => ({
      on: issue.raisedAt,
      what: `Issue: ${inWords(issue.category)}`,
      amount: issue.disputedAmount,
      details: html`${issue.description}${issue.takenUpAt === undefined ? '' : html`<br>Taken up ${formats.instant(issue.takenUpAt)}`}${issue.resolvedAt === undefined ? html`<br><strong>Open</strong>` : issue.withdrawnAt !== undefined ? html`<br>Withdrawn ${formats.instant(issue.withdrawnAt)}` : html`<br>Solved ${formats.instant(issue.resolvedAt)}: ${issue.rootCause}. ${issue.correctiveAction}.`}`,
    })),
    ...positionOf(loaded.facts).promises.map(({ promise, outcome, missing }) => ({
      on: promise.madeAt,
      what: 'Promise to pay',
      amount: promise.amount,
      details: `for ${formats.date(promise.promisedOn)}: ${outcome === undefined ? 'still open' : OUTCOMES[outcome]}${outcome === undefined || missing === 0 ? '' : `, ${formats.money(missing, invoice.currency)} missing`}`,
    })),
    ...(invoice.plan === undefined
      ? []
      : [
          {
            on: invoice.plan.agreedAt,
            what: 'Plan',
            details: invoice.plan.instalments
              .map(({ dueOn, amount }) => `${formats.money(amount, invoice.currency)} on ${formats.date(dueOn)}`)
              .join('; '),
          },
        ]),
  ];
};

/** A request stands on several lists, one after the other: when each person was asked. */
export const askedFacts = ({ asked = [], askedAt, snapshot }: Approval, named: (staffId: string) => string): Fact[] => {
  const fact = (on: string, from: string): Fact => ({
    on,
    what: 'Approval asked for',
    amount: snapshot.amount,
    details: `${inWords(snapshot.action)}${from}`,
  });
  const people = asked.map(({ who, since }) => fact(since, `, from ${named(who)}`));
  return asked[0]?.since === askedAt ? people : [fact(askedAt, ''), ...people];
};

const ownFacts = (look: Look, { invoice, records }: LoadedCase['facts']): Fact[] => {
  const { formats } = look;
  const named = (id: string): string => look.company.staff.find((member) => member.id === id)?.name ?? id;
  return [
    ...Object.values(invoice.holds).map((hold) => ({
      on: hold.placedAt,
      what: 'Hold',
      details: `until ${formats.date(hold.until)}: ${hold.reason} (${named(hold.owner)})${hold.liftedAt === undefined ? '' : `, lifted ${formats.instant(hold.liftedAt)}`}`,
    })),
    ...invoice.decisions.map((decision) => ({
      on: decision.at,
      what: `Decision: ${inWords(decision.decision)}`,
      amount: decision.amount,
      details: `${inWords(decision.action)}, by ${named(decision.by)}${decision.reason === undefined ? '' : `: ${decision.reason}`}`,
    })),
    ...records.flatMap(({ approval }) => (approval === undefined ? [] : askedFacts(approval, named))),
    ...(invoice.voidedAt === undefined ? [] : [{ on: invoice.voidedAt, what: 'Voided', details: '' }]),
    ...(invoice.closedAs === undefined
      ? []
      : [
          {
            on: invoice.closedAs.at,
            what: inWords(invoice.closedAs.how),
            amount: invoice.closedAs.amount,
            details: 'as approved',
          },
        ]),
  ];
};

/** What is known about an invoice beside its own fields, in the order in which it came. */
export const invoiceFacts = (look: Look, loaded: LoadedCase): Html => {
  const { invoice } = loaded.facts;
  const all = [...moneyFacts(look, invoice), ...customerFacts(look, loaded), ...ownFacts(look, loaded.facts)];
  return tableOr<Fact>(
    'Facts',
    [
      { head: 'When', cell: ({ on }) => look.formats.instant(on) },
      { head: 'What', cell: ({ what }) => what },
      {
        head: 'Amount',
        cell: ({ amount }) => (amount === undefined ? '–' : look.formats.money(amount, invoice.currency)),
        isNumeric: true,
      },
      { head: 'Details', cell: ({ details }) => details },
    ],
    all.sort((a, b) => (a.on < b.on ? -1 : 1)),
    'No payment, issue, promise or hold has come in.',
  );
};
