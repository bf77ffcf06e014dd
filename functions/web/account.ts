import { type CustomerHead, headKey } from '../ledger/entities.ts';
import { companyOf } from '../platform/company.ts';
import { invoicePage } from './account-invoice-page.ts';
import { OPEN_ON_PAGE } from './account-open.ts';
import { type AccountPage, accountPage } from './account-page.ts';
import { invoicePath } from './account-parts.ts';
import { isOnAccount } from './account-records.ts';
import { memberOf, payerOf, readAccount, standOf } from './account-view.ts';
import { accountForms, holdOn } from './acts/account-forms.ts';
import { inputOf } from './acts/item-input.ts';
import { isId, readInvoice } from './item-view.ts';
import { type Refused, takeRefused } from './refused-form.ts';
import { missing, type StaffContext, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';

type Answer = Response | Promise<Response>;

const SHOWN = ['letters', 'history', 'closed'] as const;
const MOST_PAGES = 10_000;

/** The keys of the table stand in the address of a long account's next part: nothing else is taken. */
const partOf = (text: string | undefined): string | undefined =>
  text !== undefined && /^INVOICE#[\w#-]{1,200}$/.test(text) ? text : undefined;

const pageIn = (text: string | undefined): number =>
  Math.min(Math.max(Number.parseInt(text ?? '1', 10) || 1, 1), MOST_PAGES);

const byDue = (a: { invoice: { dueOn?: string; invoiceId: string } }, b: typeof a): number =>
  (a.invoice.dueOn ?? '') < (b.invoice.dueOn ?? '')
    ? -1
    : (a.invoice.dueOn ?? '') > (b.invoice.dueOn ?? '')
      ? 1
      : a.invoice.invoiceId < b.invoice.invoiceId
        ? -1
        : 1;

/** A form that is shown again names the same act: corrected and sent twice, it counts once. */
const onceOf = ({ ids }: StaffPages['platform'], returned: Refused | undefined): string => {
  const once = returned?.form('once');
  return isId(once) ? once : ids.next('act');
};

/** The page of an account: the session, its partition, and its payer or its items; three requests, and one for each customer that it pays for. */
const showAccount = async ({ platform }: StaffPages, context: StaffContext, customerId: string): Promise<Response> => {
  const { staff: signedIn } = context.var;
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  const returned = takeRefused(platform, context);
  const query = (name: string): string | undefined => context.req.query(name);
  const customers = query('customers') === undefined ? undefined : pageIn(query('customers'));
  const view = await readAccount(platform, customerId, { from: partOf(query('from')), customers });
  if (view === undefined) return missing(context);
  const page = pageIn(query('page'));
  const open = view.invoices.filter(isOnAccount).sort(byDue);
  const { head } = view;
  const shown: AccountPage['shown'][number][] = [];
  for (const each of open.slice((page - 1) * OPEN_ON_PAGE, page * OPEN_ON_PAGE)) {
    const whose = memberOf(view, each.invoice.customerId)!;
    const of = { ...each, head: whose, payer: payerOf(view, whose) };
    shown.push({ ...each, stand: await standOf(platform, company, of) });
  }
  const input = {
    ...inputOf(platform, company, signedIn, { head }, returned?.form),
    once: onceOf(platform, returned),
  };
  const holdId = holdOn(head, now, head.timeZone ?? company.settings.timeZone);
  const forms = accountForms({ signedIn, input, customerId, holdId, sent: returned });
  const of: AccountPage = {
    ...{ signedIn, company, view, shown, page, forms, now, open: open.length, customers },
    show: SHOWN.find((each) => each === query('show')) ?? 'account',
    opened: returned?.act ?? query('act'),
  };
  return staffPage(context, { ...accountPage(of), status: returned === undefined ? 200 : 422 });
};

/**
 * A customer and who gets its letters, in one request; in two where that is another payer than the last decision's. Where
 * the payer is not there, or nothing was decided yet, it is shown without.
 */
const withPayer = async (
  { table }: StaffPages['platform'],
  customerId: string,
  known: string | undefined,
): Promise<{ head: CustomerHead | undefined; payer: CustomerHead | undefined }> => {
  const keys = [customerId, ...(known === undefined || known === customerId ? [] : [known])].map(headKey);
  const [head, other] = (await table.batchGet(keys)) as (CustomerHead | undefined)[];
  if (head?.parent === undefined) return { head, payer: head };
  if (other?.customerId === head.parent || known === undefined) return { head, payer: other };
  return { head, payer: (await table.get(headKey(head.parent))) as CustomerHead | undefined };
};

/** The page of an invoice: the session, its customer, and everything under it. */
const showInvoice = async (
  { platform }: StaffPages,
  context: StaffContext,
  ids: { customerId: string; invoiceId: string },
): Promise<Response> => {
  const { staff: signedIn } = context.var;
  const { customerId, invoiceId } = ids;
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  const { invoice, found, steps } = await readInvoice(platform, customerId, invoiceId);
  if (invoice === undefined) return missing(context);
  const { head, payer } = await withPayer(platform, customerId, found?.decision?.payerId);
  if (head === undefined) return missing(context);
  const returned = takeRefused(platform, context);
  const view = { invoice, found, steps };
  const stand = await standOf(platform, company, { ...view, head, payer });
  const input = {
    ...inputOf(platform, company, signedIn, { head, invoice }, returned?.form),
    once: onceOf(platform, returned),
  };
  const holdId = holdOn(invoice, now, head.timeZone ?? company.settings.timeZone);
  const at = {
    path: invoicePath(customerId, invoiceId),
    query: {},
    asked: (name: string): string => context.req.query(name) ?? '',
  };
  const forms = accountForms({ signedIn, input, customerId, holdId, sent: returned, at });
  const opened = returned?.act ?? context.req.query('act');
  return staffPage(context, {
    ...invoicePage({ signedIn, company, head, view, stand, forms, opened }),
    status: returned === undefined ? 200 : 422,
  });
};

/** `/accounts/:customerId` and `/accounts/:customerId/invoices/:invoiceId`. */
export const accountPages = (pages: StaffPages): void => {
  pages
    .get('/accounts/:customerId', (context): Answer => {
      const { customerId } = context.req.param();
      const refused = unlessMay(context, 'see-account');
      if (refused !== undefined) return refused;
      return isId(customerId) ? showAccount(pages, context, customerId) : missing(context);
    })
    .get('/accounts/:customerId/invoices/:invoiceId', (context): Answer => {
      const { customerId, invoiceId } = context.req.param();
      const refused = unlessMay(context, 'see-account');
      if (refused !== undefined) return refused;
      if (!isId(customerId) || !isId(invoiceId)) return missing(context);
      return showInvoice(pages, context, { customerId, invoiceId });
    });
};
