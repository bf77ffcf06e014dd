import { recipientsOf } from '../../correspondence/recipients.ts';
import { balanceOf } from '../../ledger/balance.ts';
import type { CustomerHead, InvoiceFacts } from '../../ledger/entities.ts';
import type { Company } from '../../platform/company.ts';
import type { Platform } from '../../platform/platform.ts';
import { localDay } from '../../platform/zone.ts';
import { type ItemAct, offersOf } from '../../work-list/offers.ts';
import { mayDecide } from '../../work-list/who-decides.ts';
import type { ItemView } from '../item-view.ts';
import { may } from '../may.ts';
import type { SignedIn } from '../shell.ts';
import { workWords } from '../words/work-words.ts';
import type { ActInput } from './act-input.ts';
import { issueOfItem } from './issue-of-item.ts';
import { RIGHT } from './may-act.ts';

const NOTHING = (): string => '';

/** What a form about an item is judged by. */
export const inputOf = (
  platform: Platform,
  company: Company,
  signedIn: SignedIn,
  of: Partial<ItemView>,
  form: (name: string) => string = NOTHING,
): ActInput => ({
  form,
  words: workWords(signedIn.reader),
  reader: signedIn.reader,
  company,
  member: signedIn.member,
  today: localDay(platform.clock.now(), company.settings.timeZone),
  once: '',
  head: of.head,
  invoice: of.invoice,
  owed: owedOn(of.invoice),
  item: of.item,
});

/** Whether no letter of any kind finds anybody. */
export const isUnreachable = (head: CustomerHead | undefined): boolean =>
  head !== undefined && recipientsOf(head, 'escalation').length === 0;

const owedOn = (invoice: InvoiceFacts | undefined): number =>
  invoice === undefined || invoice.voidedAt !== undefined || invoice.closedAs !== undefined
    ? 0
    : Math.max(balanceOf(invoice), 0);

/** What this person can do about an item, and may. */
export const actsFor = ({ item, invoice, head }: ItemView, { member }: SignedIn): ItemAct[] => {
  const takenUp = issueOfItem(invoice, item.itemId)?.takenUpAt !== undefined;
  const unreachable = isUnreachable(head);
  return offersOf({ ...item, owes: owedOn(invoice) > 0, takenUp, unreachable }, member.id).filter((act) =>
    act === 'decide' ? mayDecide(item, member) : may(member, RIGHT[act], item),
  );
};
