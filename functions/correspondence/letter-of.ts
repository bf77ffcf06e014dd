import type { Claim } from '../ledger/entities.ts';
import { fromDay } from '../platform/civil-date.ts';
import { defined } from '../platform/defined.ts';
import { personFor } from '../work-list/item.ts';
import { CONTACT_CHANGE } from './contact-change.ts';
import { type Draft, stepOfDraft } from './draft.ts';
import type { LetterLine, LetterModel, Mailbox } from './letter-model.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';
import type { PayerView } from './payer-view.ts';

/** What of a payer's view a letter's words are made of. */
type Addressed = Pick<PayerView, 'company' | 'payer' | 'today'>;

/** Who answers for the account: its owner, else the first specialist, else the sender's own mailbox. */
export const personOf = (view: Addressed): LetterModel['person'] => {
  const { staff, settings } = view.company;
  const person =
    staff.find((member) => member.id === view.payer.accountOwner) ?? personFor('specialist', staff, undefined);
  if (person === undefined)
    return { name: settings.sender.name, email: settings.sender.replyTo ?? settings.sender.email };
  return defined({ name: person.name, email: person.email, phone: person.phone }) as LetterModel['person'];
};

const languageOf = (view: Addressed, to: readonly { language?: string }[]): string => {
  const named = to.find(({ language }) => language !== undefined)?.language;
  return (named ?? view.payer.locale ?? view.company.settings.locale).slice(0, 2).toLowerCase();
};

/** The letter as its reader will see it; `answerUrl` is the page where they can answer. */
export const modelOf = (
  view: Addressed,
  draft: Draft,
  claim: Pick<Claim, 'letterId'>,
  to: readonly (Mailbox & { language?: string })[],
  answerUrl: string,
): LetterModel => {
  const { company, payer } = view;
  const several = new Set(draft.lines.map(({ invoice }) => invoice.customerId)).size > 1;
  const lines = draft.lines.map(({ invoice, facts, position, amount, underReview, step }): LetterLine => {
    const due = position.demands.find((demand) => demand.dueDay !== undefined && demand.open > 0)?.dueDay;
    return defined({
      invoiceId: invoice.invoiceId,
      number: invoice.number,
      customerId: invoice.customerId,
      customerName: several || invoice.customerId !== payer.customerId ? facts.customer.name : undefined,
      site: invoice.site,
      purchaseOrder: invoice.purchaseOrder,
      issuedOn: invoice.issuedOn,
      dueOn: due === undefined ? undefined : fromDay(due),
      overdueDays: position.overdueDays,
      amount,
      underReview: underReview > 0 ? underReview : undefined,
      step,
    }) as LetterLine;
  });
  const issue = draft.notice?.issueId === undefined ? undefined : draft.lines[0]?.invoice.issues[draft.notice.issueId];
  const asked = draft.template === CONTACT_CHANGE ? payer.askedContact : undefined;
  const contact = asked === undefined ? undefined : { name: asked.name, email: asked.email };
  const last = payer.thread.at(-1);
  return defined({
    letterId: claim.letterId,
    template: draft.template,
    language: languageOf(view, to),
    locale: payer.locale ?? company.settings.locale,
    on: fromDay(view.today),
    company: company.settings.company,
    sender: defined(company.settings.sender),
    person: personOf(view),
    to: to.map(({ name, email }) => ({ name, email })),
    payer: { id: payer.customerId, name: payer.name },
    currency: draft.currency,
    total: draft.total,
    lines: contact === undefined ? lines : [],
    contact,
    answerUrl,
    issue:
      issue === undefined
        ? undefined
        : defined({
            category: issue.category,
            description: issue.description,
            outcome: issue.outcome,
            credit: issue.credit === undefined || issue.credit === 0 ? undefined : issue.credit,
            correctiveAction: issue.correctiveAction,
            rootCause: issue.rootCause,
          }),
    thread: last === undefined ? undefined : { inReplyTo: last, references: payer.thread },
  }) as LetterModel;
};

/** What is kept of a letter once its claim has ended. */
export const recordOf = (
  view: PayerView,
  draft: Draft,
  claim: Claim,
  to: readonly Mailbox[],
  said: Pick<LetterRecord, 'subject' | 'text'>,
  end: { status: LetterRecord['status']; messageId?: string },
): LetterRecord => ({
  ...letterKey(view.payer.customerId, claim.letterId),
  letterId: claim.letterId,
  payerId: view.payer.customerId,
  attempt: claim.attempt,
  at: claim.at,
  to: to.map(({ email }) => email),
  template: draft.template,
  currency: draft.currency,
  total: draft.total,
  ...said,
  step: stepOfDraft(draft),
  lines: draft.lines.map(({ invoice, step, amount, underReview }) => ({
    invoiceId: invoice.invoiceId,
    cycle: invoice.cycle,
    step: draft.kind === 'notice' ? null : step,
    amount,
    ...(underReview > 0 ? { underReview } : {}),
  })),
  steps: claim.steps,
  v: 1,
  ...end,
});
