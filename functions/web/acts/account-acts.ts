import { type CustomerHead, headKey, holdKey, type InvoiceFacts, invoiceKey } from '../../ledger/entities.ts';
import { companyOf } from '../../platform/company.ts';
import type { Item } from '../../platform/ports.ts';
import { itemKey, type WorkItem } from '../../work-list/item.ts';
import { isId } from '../item-view.ts';
import { backToForm } from '../refused-form.ts';
import { missing, type StaffPages, unlessMay } from '../staff-pages.ts';
import { workWords } from '../words/work-words.ts';
import { type ActInput, type FormAct, isDrafted } from './act-input.ts';
import { inputOf } from './item-input.ts';
import { RIGHT } from './may-act.ts';
import { recordAct } from './record-act.ts';
import { isTakeBack, standingOf, TAKE_BACKS, takenBackName } from './take-back.ts';

/** Acts that need no item; of these a hold and a contact may be about the account as a whole. */
const ACTS: ReadonlySet<string> = new Set<string>([
  'promise',
  'plan',
  'issue',
  'hold',
  'lift',
  'contact',
  ...TAKE_BACKS,
]);
const OF_ACCOUNT: ReadonlySet<string> = new Set<FormAct>(['hold', 'lift', 'contact', 'contact-back']);

/**
 * `POST /accounts/:customerId/:act`: 303 done, 403 not theirs, 404 no such customer, invoice or hold of this customer, 422
 * something is wrong with the form. A form that is sent twice counts once.
 */
export const accountActs = (pages: StaffPages): void => {
  const { platform, options } = pages;
  pages.post('/accounts/:customerId/:act', async (context) => {
    const { customerId, act } = context.req.param();
    const { staff: signedIn, form } = context.var;
    if (!isId(customerId) || !ACTS.has(act)) return missing(context);
    const asked = act as FormAct;
    const refused = unlessMay(context, RIGHT[asked]);
    if (refused !== undefined) return refused;
    const invoiceId = form('invoiceId');
    if (invoiceId !== '' ? !isId(invoiceId) : !OF_ACCOUNT.has(act)) return missing(context);
    const keys = [
      headKey(customerId),
      ...(invoiceId === '' ? [] : [invoiceKey(customerId, invoiceId)]),
      ...(asked === 'lift' ? [holdKey(isId(form('holdId')) ? form('holdId') : '-')] : []),
      ...(asked === 'contact-back' && isId(form('item')) ? [itemKey(customerId, form('item'))] : []),
    ];
    const read = await platform.table.batchGet(keys);
    const head = read[0] as CustomerHead | undefined;
    const invoice = invoiceId === '' ? undefined : (read[1] as InvoiceFacts | undefined);
    if (head === undefined || (invoiceId !== '' && invoice === undefined)) return missing(context);
    // A hold is lifted on the account that it is on.
    const hold = asked === 'lift' ? (read.at(-1) as (Item & { customerId: string }) | undefined) : undefined;
    if (asked === 'lift' && hold?.customerId !== customerId) return missing(context);
    const account = `/accounts/${customerId}`;
    const back = invoice === undefined ? account : `${account}/invoices/${invoiceId}`;
    if (isTakeBack(asked)) {
      const item = form('item') === '' ? undefined : (read.at(-1) as WorkItem | undefined);
      const standing = standingOf(asked, form, { head, invoice, item });
      if (standing === 'never-was') return missing(context);
      const { told } = workWords(signedIn.reader);
      if (standing === 'taken-back') return pages.done(context, back, { text: told.before });
    }
    const company = await companyOf(platform.table, platform.clock.now());
    const once = isId(form('once')) ? form('once') : platform.ids.next('act');
    const input: ActInput = { ...inputOf(platform, company, signedIn, { head, invoice }, form), once };
    const { readAct } = await import('./read-act.ts');
    const drafted = readAct(asked, input);
    if (!isDrafted(drafted)) return backToForm(platform, context, { path: back }, { act, problems: drafted });
    const name = isTakeBack(asked)
      ? takenBackName(asked, form, once)
      : asked === 'lift'
        ? `lift-${form('holdId')}`
        : `account-${once}`;
    const isFirst = await recordAct(platform, { name, by: signedIn.member.id, facts: drafted.facts });
    await options.recorded?.();
    if (!isFirst) return pages.done(context, back, { text: workWords(signedIn.reader).told.twice });
    return pages.done(context, back, drafted.told);
  });
};
