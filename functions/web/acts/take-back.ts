import { contactsOf } from '../../correspondence/recipients.ts';
import type { CustomerHead, InvoiceFacts } from '../../ledger/entities.ts';
import type { WorkItem } from '../../work-list/item.ts';
import type { FormAct, TakeBack } from './act-input.ts';
import { contactsMark } from './contacts-mark.ts';

/** What a form wants to take back, as it stands now. */
export type Standing = 'there' | 'taken-back' | 'never-was';

export const TAKE_BACKS: ReadonlySet<string> = new Set<FormAct>([
  ...(['withdraw-promise', 'withdraw-plan', 'withdraw-issue', 'contact-back'] as const),
]);

export const isTakeBack = (act: FormAct): act is TakeBack => TAKE_BACKS.has(act);

/**
 * Which record of an act this is: of two people who take the same back, or of two presses, the first counts. Promises and
 * plans are named within their invoice.
 */
export const takenBackName = (act: TakeBack, form: (name: string) => string, once: string): string =>
  act === 'contact-back'
    ? `account-${once}`
    : `${act}-${form('invoiceId')}-${form('promiseId') || form('planId') || form('issueId')}`;

/** An id may be the name of what every object has. */
const own = <T>(of: Readonly<Record<string, T>> | undefined, id: string): T | undefined =>
  of !== undefined && Object.hasOwn(of, id) ? of[id] : undefined;

const standing = (there: boolean, was: boolean): Standing => (there ? 'there' : was ? 'taken-back' : 'never-was');

/** Whether what is to be taken back is this customer's, and still stands. */
export const standingOf = (
  act: TakeBack,
  form: (name: string) => string,
  { head, invoice, item }: { head: CustomerHead; invoice?: InvoiceFacts | undefined; item?: WorkItem | undefined },
): Standing => {
  if (act === 'contact-back') {
    if (form('item') !== '' && item === undefined) return 'never-was';
    const present = contactsMark(contactsOf(head)) === form('entered');
    return present && head.contactsBefore !== undefined && head.contactsBefore.length > 0 ? 'there' : 'taken-back';
  }
  if (invoice === undefined) return 'never-was';
  if (act === 'withdraw-promise') {
    const id = form('promiseId');
    return standing(own(invoice.promises, id) !== undefined, own(invoice.withdrawnPromises, id) !== undefined);
  }
  if (act === 'withdraw-plan') {
    const id = form('planId');
    return standing(invoice.plan?.planId === id, own(invoice.withdrawnPlans, id) !== undefined);
  }
  const issue = own(invoice.issues, form('issueId'));
  return standing(issue !== undefined && issue.withdrawnAt === undefined, issue !== undefined);
};
