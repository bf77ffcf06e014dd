import { type CustomerLink, type LinkPurpose, linkRevision, readLink } from '../correspondence/customer-link.ts';
import { type PayerView, viewPayer } from '../correspondence/payer-view.ts';
import { isOpen } from '../ledger/balance.ts';
import { type CustomerHead, headKey, type InvoiceFacts } from '../ledger/entities.ts';
import { companyOf } from '../platform/company.ts';
import { PayerBeingChanged } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Position } from '../policy/case-facts.ts';
import type { Policy } from '../policy/contract.ts';

/** What a customer sees of their account: the payer's own open invoices and those of its children, and nothing else. */

export interface OpenInvoice {
  invoice: InvoiceFacts;
  position: Position;
  policy: Policy | undefined;
  /** The day by which the oldest part that is open is to be paid; days since 1970. */
  dueDay?: number;
  /** Whose it is, where it is not the payer's own. */
  customerName?: string;
}

export interface Account {
  link: CustomerLink;
  view: PayerView;
  /** Longest overdue first. What has left this company's hands is not among them. */
  open: readonly OpenInvoice[];
}

/** Why a link shows no account. */
export type Unseen = 'unknown' | 'expired' | 'revoked';

const openInvoicesOf = async (view: PayerView): Promise<OpenInvoice[]> => {
  const names = new Map(view.members.map(({ customerId, name }) => [customerId, name]));
  const open: OpenInvoice[] = [];
  for (const invoice of view.invoices.values()) {
    if (!isOpen(invoice) || invoice.closedAs !== undefined) continue;
    const { facts, position } = await view.caseOf(invoice);
    const due = position.demands.flatMap(({ dueDay, open }) => (dueDay === undefined || open <= 0 ? [] : [dueDay]));
    open.push({
      invoice,
      position,
      policy: facts.policy,
      ...(due.length === 0 ? {} : { dueDay: Math.min(...due) }),
      ...(invoice.customerId === view.payer.customerId ? {} : { customerName: names.get(invoice.customerId)! }),
    });
  }
  const dayOf = ({ dueDay }: OpenInvoice): number => dueDay ?? Number.POSITIVE_INFINITY;
  return open.sort((a, b) => dayOf(a) - dayOf(b) || (a.invoice.invoiceId < b.invoice.invoiceId ? -1 : 1));
};

/**
 * The account that a link opens, of any purpose or of this one. Two requests to the table; of a
 * family one more for a hundred heads, and one for each child, a few at once. Nothing is written.
 *
 * @throws PayerBeingChanged while a change to the payer is being written in parts.
 */
export const seeAccount = async (
  platform: Platform,
  token: string,
  purpose?: LinkPurpose,
): Promise<Account | { unseen: Unseen }> => {
  const link = await readLink(platform, token);
  if (link === undefined || (purpose !== undefined && link.purpose !== purpose)) return { unseen: 'unknown' };
  const payer = (await platform.table.get(headKey(link.payerId))) as CustomerHead | undefined;
  if (payer === undefined) return { unseen: 'unknown' };
  // A customer whose letters go to a parent now has no page: the parent has.
  if (link.revision !== linkRevision(payer) || payer.parent !== undefined) return { unseen: 'revoked' };
  const company = await companyOf(platform.table, platform.clock.now());
  const view = payer.applying === undefined ? await viewPayer(platform, company, payer, false) : undefined;
  if (view === undefined)
    throw new PayerBeingChanged(`Customer ${link.payerId} is being changed: show the account when that is complete`);
  if (view.today > link.lastDay) return { unseen: 'expired' };
  return { link, view, open: await openInvoicesOf(view) };
};
