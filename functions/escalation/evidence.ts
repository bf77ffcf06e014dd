import { keptText } from '../correspondence/kept-text.ts';
import type { LetterRecord } from '../correspondence/letter-record.ts';
import type { InvoiceFacts } from '../ledger/entities.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import type { LoadedCase } from '../lifecycle/load-case.ts';
import { defined } from '../platform/defined.ts';
import { formatMoney } from '../platform/money.ts';
import type { Position } from '../policy/case-facts.ts';
import type { Judgement } from './judge-escalation.ts';

/**
 * Everything that proves a debt, as it stood when it was handed over: what was agreed and billed, what was paid, what was
 * sent and to whom, what the customer said and what became of it, and who decided. It is read by people outside, and by
 * their systems: amounts are decimal strings, dates and instants as in the contracts. Pure.
 */
export type Evidence = ReturnType<typeof evidenceOf>;

/** What it is made of. */
export interface Proof {
  loaded: LoadedCase;
  position: Position;
  judged: Judgement;
  approvalId: string;
  /** What was approved: a hand-over, or a visit, which takes the same file along. */
  action: string;
  /** Minor units. */
  amount: number;
  letters: readonly LetterRecord[];
  /** Milliseconds since 1970. */
  now: number;
}

const byInstant = <T extends { at: string }>(list: T[]): T[] =>
  list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const moneyOf = (invoice: InvoiceFacts) => {
  const { currency } = invoice;
  const entries = [
    ...Object.entries(invoice.payments).flatMap(([id, { amount, receivedOn, at, reversedAt }]) => [
      { at, kind: 'payment' as const, id, on: receivedOn, amount: formatMoney(amount, currency) },
      ...(reversedAt === undefined
        ? []
        : [{ at: reversedAt, kind: 'payment-reversed' as const, id, amount: formatMoney(amount, currency) }]),
    ]),
    ...Object.entries(invoice.credits).flatMap(([event, { amount, at, cancelledAt }]) => [
      { at, kind: 'credit' as const, id: event, amount: formatMoney(amount, currency) },
      ...(cancelledAt === undefined
        ? []
        : [{ at: cancelledAt, kind: 'credit-cancelled' as const, id: event, amount: formatMoney(amount, currency) }]),
    ]),
  ];
  return byInstant<(typeof entries)[number]>(entries);
};

const issuesOf = ({ issues, currency }: InvoiceFacts) =>
  Object.values(issues).flatMap(({ disputedAmount, credit, stopped: _stopped, tasks, ...issue }) =>
    // One that was raised by mistake says nothing about the debt.
    issue.withdrawnAt !== undefined
      ? []
      : [
          defined({
            ...issue,
            disputed: disputedAmount === undefined ? undefined : formatMoney(disputedAmount, currency),
            credit: credit === undefined ? undefined : formatMoney(credit, currency),
            tasks: tasks === undefined ? undefined : Object.values(tasks),
          }),
        ],
  );

/** A task proves nothing as long as nobody has done it. */
const isOpenTask = (
  { cycle: now, tasksDone }: InvoiceFacts,
  { step, cycle, how }: Pick<StepRecord, 'step' | 'cycle' | 'how'>,
): true | undefined => (how === 'task' && cycle === now && tasksDone[step] === undefined ? true : undefined);

const partsOf = (parts: readonly { dueOn: string; amount: number }[] | undefined, currency: string) =>
  parts?.map(({ dueOn, amount }) => ({ dueOn, amount: formatMoney(amount, currency) }));

const lettersAbout = (letters: readonly LetterRecord[], { invoiceId, currency }: InvoiceFacts) =>
  byInstant(
    letters.map(({ letterId, at, template, subject, text, to, status, bounced, messageId, lines }) => {
      const asked = lines.find((line) => line.invoiceId === invoiceId)?.amount;
      return defined({
        ...{ letterId, at, template, subject, to, status, bounced, messageId },
        // Of a letter about several invoices the others are nobody's business who gets this file.
        text: lines.length === 1 ? keptText(text)?.replaceAll('\r\n', '\n') : undefined,
        asked: asked === undefined ? undefined : formatMoney(asked, currency),
      });
    }),
  );

export const evidenceOf = ({ loaded, position, judged, approvalId, action, amount, letters, now }: Proof) => {
  const { company, facts, steps } = loaded;
  const { invoice, customer, payer } = facts;
  const { currency } = invoice;
  const money = (minor: number): string => formatMoney(minor, currency);
  const nameOf = (id: string): string => company.staff.find((member) => member.id === id)?.name ?? id;
  return defined({
    format: 1 as const,
    madeAt: new Date(now).toISOString(),
    company: company.settings.company,
    action,
    currency,
    amount: money(amount),
    approved: defined({
      approvalId,
      by: [judged.first, judged.second].flatMap((answer) =>
        answer === undefined ? [] : [{ id: answer.by, name: nameOf(answer.by), at: answer.at }],
      ),
    }),
    customer: { id: customer.customerId, name: customer.name, segment: customer.segment },
    payer: {
      id: payer.customerId,
      name: payer.name,
      contacts: (payer.correctedContacts ?? payer.contacts).map((contact) => defined({ ...contact })),
    },
    invoice: defined({
      id: invoice.invoiceId,
      number: invoice.number,
      cycle: invoice.cycle,
      issuedOn: invoice.issuedOn,
      dueOn: invoice.dueOn,
      installedOn: invoice.installedOn,
      amount: money(invoice.amount),
      site: invoice.site,
      purchaseOrder: invoice.purchaseOrder,
      lines: invoice.lines?.map((line) => defined({ ...line, amount: money(line.amount) })),
      instalments: partsOf(invoice.instalments, currency),
    }),
    disputed: money(position.disputed),
    money: moneyOf(invoice),
    letters: lettersAbout(letters, invoice),
    steps: byInstant(
      steps.flatMap(({ at, step, cycle, how, why, status }) =>
        at === undefined || status === 'planned'
          ? []
          : [defined({ at, step, cycle, how, why, open: isOpenTask(invoice, { step, cycle, how }) })],
      ),
    ),
    issues: issuesOf(invoice),
    promises: position.promises.map(({ promise, paid, outcome }) => ({
      promiseId: promise.promiseId,
      madeAt: promise.madeAt,
      promisedOn: promise.promisedOn,
      amount: money(promise.amount),
      paid: money(paid),
      outcome: outcome ?? ('open' as const),
      ...(promise.by === undefined ? {} : { by: promise.by }),
    })),
    plan:
      invoice.plan === undefined
        ? undefined
        : {
            planId: invoice.plan.planId,
            agreedAt: invoice.plan.agreedAt,
            instalments: partsOf(invoice.plan.instalments, currency)!,
          },
    holds: Object.values(invoice.holds).map((hold) => defined({ ...hold })),
    decisions: invoice.decisions.map(({ eventId: _event, amount: about, ...decision }) =>
      defined({ ...decision, name: nameOf(decision.by), amount: about === undefined ? undefined : money(about) }),
    ),
  });
};
