import { type Company, companyOf } from '../../platform/company.ts';
import { BadInput } from '../../platform/errors.ts';
import type { WorkItem } from '../../work-list/item.ts';
import { type ItemView, isId, readForAct } from '../item-view.ts';
import { ownPath } from '../own-path.ts';
import { backToForm } from '../refused-form.ts';
import { failed, missing, type StaffContext, type StaffPages, staffPage, unlessMay } from '../staff-pages.ts';
import type { Told } from '../told.ts';
import { workWords } from '../words/work-words.ts';
import { type ActInput, type Drafted, type Fact, type FormAct, isDrafted, type Problem } from './act-input.ts';
import { firstPage } from './first-page.ts';
import { actsFor, inputOf } from './item-input.ts';
import { RIGHT } from './may-act.ts';
import { recordAct } from './record-act.ts';

type Answer = Response | Promise<Response>;

/** Acts after which the item is closed by whoever did them. */
const CLOSING: ReadonlySet<FormAct> = new Set(['done', 'promise', 'plan', 'issue', 'hold', 'contact', 'resolve']);

/** What can be opened again once it is done: a visit, and what was found out of a letter, have been acted on by then. */
const mayReopen = ({ policies }: Pick<Company, 'policies'>, { kind, step }: WorkItem): boolean => {
  if (!['task', 'reply', 'broken-promise', 'hold-ended', 'unapplied-credit', 'find-contact'].includes(kind))
    return false;
  if (step === undefined) return true;
  return policies.some(({ steps }) => steps.some(({ id, kind: of }) => id === step && of === 'task'));
};

/** The item closes first, so that whoever acted is who closed it; an issue's once it is solved, and not before. */
const withDone = (act: FormAct, { facts }: Drafted, { itemId }: WorkItem, note: string): Fact[] => {
  const done = { type: 'task.done', taskId: itemId, ...(note === '' ? {} : { note }) };
  if (act === 'resolve') return [...facts, done];
  return CLOSING.has(act) ? [done, ...facts] : facts;
};

/** How it is taken back; the item's version is then one more. */
const undoOf = (act: FormAct, company: Company, item: WorkItem, drafted: Drafted): Told['undo'] => {
  const seen = `${item.v + 1}`;
  if ((act === 'done' && mayReopen(company, item)) || act === 'wait')
    return { to: `/items/${item.itemId}/reopen`, fields: { seen } };
  if ((act === 'hand-on' || act === 'take-over') && item.assignee !== undefined)
    return { to: `/items/${item.itemId}/hand-on`, fields: { seen, to: item.assignee } };
  const { undo } = drafted.told;
  // The item that asked for a contact is open again with the contacts that stood before.
  if (act === 'contact' && undo !== undefined) return { ...undo, fields: { ...undo.fields, item: item.itemId } };
  return undo;
};

/** What is kept of an act on its item: the person's own words, else what was said of it. */
const noteOf = ({ note, told }: Drafted): string => note ?? told.text;

/**
 * Names an act by the state of the item that it was done in: of two of the same state the first counts. Taking an issue up
 * leaves its item as it is, and what comes after it is another act.
 */
const nameOf = ({ itemId, v }: WorkItem, act: FormAct | 'reopen'): string =>
  `item-${itemId}-v${v}${act === 'take-up' ? '-take-up' : ''}`;

/**
 * `POST /items/:itemId/:act`: 303 done, 403 not theirs, 404 no such item or act, 409 somebody was first, 422 something is
 * wrong with the form.
 */
export const itemActs = (pages: StaffPages): void => {
  const { platform, options } = pages;

  const first = async (context: StaffContext, company: Company, itemId: string): Promise<Response> => {
    const now = await readForAct(platform, itemId);
    if (now === undefined) return missing(context);
    return staffPage(context, { ...firstPage(context.var.staff, company, now.item), status: 409 });
  };

  const again = (context: StaffContext, { item }: ItemView, act: FormAct, problems: readonly Problem[]): Answer => {
    const { itemId, customerId } = item;
    const query = {
      ...(customerId === undefined ? {} : { of: customerId }),
      ...(context.var.form('back') === '' ? {} : { back: context.var.form('back') }),
    };
    return backToForm(platform, context, { path: `/items/${itemId}`, query }, { act, problems });
  };

  const done = async (context: StaffContext, told: Told): Promise<Response> => {
    await options.recorded?.();
    // The next key leads to what is on the list, not through the navigation once more.
    return pages.done(context, `${ownPath(context.var.form('back')) ?? '/list'}#content`, told);
  };

  const reopen = async (context: StaffContext, company: Company, { item }: ItemView): Promise<Response> => {
    const { member, reader } = context.var.staff;
    const refused = unlessMay(context, 'finish-item', item);
    if (refused !== undefined) return refused;
    if ((item.closedAt === undefined && item.putOff === undefined) || context.var.form('seen') !== `${item.v}`)
      return first(context, company, item.itemId);
    const facts = [{ type: 'item.reopened', itemId: item.itemId }];
    const name = nameOf(item, 'reopen');
    if (!(await recordAct(platform, { name, by: member.id, facts }))) return first(context, company, item.itemId);
    return done(context, { text: workWords(reader).told.reopen });
  };

  const perform = async (context: StaffContext, company: Company, view: ItemView, act: FormAct): Promise<Answer> => {
    const { staff: signedIn, form } = context.var;
    const { item } = view;
    const once = isId(form('once')) ? form('once') : platform.ids.next('act');
    const input: ActInput = { ...inputOf(platform, company, signedIn, view, form), once };
    const { readAct } = await import('./read-act.ts');
    const read = readAct(act, input);
    if (!isDrafted(read)) return again(context, view, act, read);
    const facts = withDone(act, read, item, noteOf(read));
    try {
      const name = nameOf(item, act);
      if (!(await recordAct(platform, { name, by: signedIn.member.id, facts })))
        return first(context, company, item.itemId);
    } catch (error) {
      if (error instanceof BadInput) return failed(context, 'refused', error.problems);
      throw error;
    }
    const undo = undoOf(act, company, item, read);
    const whose = view.head?.name;
    const text = whose === undefined ? read.told.text : `${whose}: ${read.told.text}`;
    return done(context, { text, ...(undo === undefined ? {} : { undo }) });
  };

  pages.post('/items/:itemId/:act', async (context) => {
    const { itemId, act } = context.req.param();
    if (!isId(itemId)) return missing(context);
    const view = await readForAct(platform, itemId);
    if (view === undefined || !(act === 'reopen' || Object.hasOwn(RIGHT, act))) return missing(context);
    const company = await companyOf(platform.table, platform.clock.now());
    if (act === 'reopen') return reopen(context, company, view);
    const asked = act as FormAct;
    const { item } = view;
    const refused = unlessMay(context, RIGHT[asked], item);
    if (refused !== undefined) return refused;
    const stale = item.closedAt !== undefined || item.putOff !== undefined || context.var.form('seen') !== `${item.v}`;
    if (stale || !actsFor(view, context.var.staff).includes(asked as never)) return first(context, company, itemId);
    return perform(context, company, view, asked);
  });
};
