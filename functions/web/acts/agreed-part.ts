import { html } from 'hono/html';
import type { InvoiceFacts } from '../../ledger/entities.ts';
import type { Company } from '../../platform/company.ts';
import type { Position } from '../../policy/case-facts.ts';
import { doerOf } from '../account-parts.ts';
import { may } from '../may.ts';
import type { Html } from '../page.ts';
import type { SignedIn } from '../shell.ts';
import { form } from '../staff-parts.ts';
import { workWords } from '../words/work-words.ts';
import { inWords } from './act-form.ts';
import type { FormAct } from './act-input.ts';
import { RIGHT } from './may-act.ts';

/** What was agreed about an invoice and still stands, each with the button that takes it back. */

interface Line {
  text: string;
  by: string | undefined;
  /** Undefined where it is not ours to take back. */
  act: FormAct | undefined;
  fields: Readonly<Record<string, string>>;
}

const linesOf = ({ reader }: SignedIn, invoice: InvoiceFacts, position: Position): Line[] => {
  const { agreed } = workWords(reader);
  const { currency, plan, issues } = invoice;
  return [
    ...position.promises
      .filter(({ outcome }) => outcome === undefined)
      .map(
        ({ promise: { promiseId, amount, promisedOn, by } }): Line => ({
          text: agreed.promise(reader.money(amount, currency), reader.date(promisedOn)),
          by,
          act: 'withdraw-promise',
          fields: { promiseId },
        }),
      ),
    ...(plan === undefined
      ? []
      : [
          {
            text: `${agreed.plan(plan.instalments.length)}: ${plan.instalments
              .slice(0, 6)
              .map(({ dueOn, amount }) => `${reader.date(dueOn)} ${reader.money(amount, currency)}`)
              .join('; ')}${plan.instalments.length > 6 ? '; …' : ''}`,
            by: plan.by,
            act: 'withdraw-plan' as const,
            fields: { planId: plan.planId },
          },
        ]),
    ...Object.values(issues)
      .filter(({ resolvedAt }) => resolvedAt === undefined)
      .map(
        ({ issueId, category, raisedBy, takenUpAt }): Line => ({
          text: agreed.issue(inWords(category)),
          by: raisedBy === 'system' ? undefined : raisedBy,
          // One that nobody works on yet, and that no customer raised, may be a mistake of ours.
          act: takenUpAt === undefined && raisedBy !== 'customer' ? 'withdraw-issue' : undefined,
          fields: { issueId },
        }),
      ),
  ];
};

export const agreedPart = (
  signedIn: SignedIn,
  company: Pick<Company, 'staff'>,
  invoice: InvoiceFacts,
  position: Position,
): Html | '' => {
  const words = workWords(signedIn.reader);
  const lines = linesOf(signedIn, invoice, position);
  if (lines.length === 0) return '';
  return html`<section class="card"><h2>${words.agreed.title}</h2><ul class="plain-list">${lines.map(
    ({ text, by, act, fields }) =>
      html`<li class="agreed"><span>${text}${by === undefined ? '' : html` <span class="small">${words.agreed.by(doerOf(signedIn.reader, company, by))}</span>`}</span>${
        act !== undefined && may(signedIn.member, RIGHT[act])
          ? form(
              signedIn,
              `/accounts/${invoice.customerId}/${act}`,
              html`${Object.entries({ invoiceId: invoice.invoiceId, ...fields }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="second" title="${words.hints[act]}">${words.agreed.withdraw}<span class="unseen">: ${text}</span></button>`,
            )
          : ''
      }</li>`,
  )}</ul></section>`;
};
