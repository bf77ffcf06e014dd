import type { CustomerHead, InvoiceFacts } from '../../ledger/entities.ts';
import { startOfDay } from '../../platform/zone.ts';
import { may } from '../may.ts';
import type { SignedIn } from '../shell.ts';
import type { FormOf } from './act-form.ts';
import type { ActInput, FormAct, Problem } from './act-input.ts';
import { RIGHT } from './may-act.ts';

/** What can be done about an account, or about one of its invoices, without an item. */

const ABOUT_INVOICE: readonly FormAct[] = ['promise', 'plan', 'issue', 'hold'];
const ABOUT_ACCOUNT: readonly FormAct[] = ['contact', 'hold'];

type Holder = Pick<CustomerHead, 'holds'> | Pick<InvoiceFacts, 'holds'>;

/** A hold that is still on, by the id that lifts it. */
export const holdOn = ({ holds }: Holder, now: number, zone: string): string | undefined =>
  Object.values(holds).find(({ liftedAt, until }) => liftedAt === undefined && startOfDay(until, zone) > now)?.holdId;

/** The forms on an account's page, or on an invoice's, for who may; a hold that is on is lifted instead. */
export const accountForms = (of: {
  signedIn: SignedIn;
  input: ActInput;
  customerId: string;
  holdId: string | undefined;
  sent?: { act: string; problems: readonly Problem[] } | undefined;
  at?: FormOf['at'];
}): FormOf[] => {
  const { signedIn, input, customerId, holdId, sent, at } = of;
  const { invoice, owed } = input;
  const offered = invoice === undefined ? ABOUT_ACCOUNT : owed > 0 ? ABOUT_INVOICE : [];
  const acts = [...(holdId === undefined ? [] : ['lift' as const]), ...offered].filter((act) =>
    may(signedIn.member, RIGHT[act]),
  );
  return acts.map((act) => ({
    act,
    input,
    signedIn,
    to: `/accounts/${customerId}/${act}`,
    hidden: {
      ...(invoice === undefined ? {} : { invoiceId: invoice.invoiceId }),
      ...(act === 'lift' ? { holdId: holdId! } : {}),
    },
    problems: sent?.act === act ? sent.problems : [],
    ...(at === undefined ? {} : { at }),
  }));
};
