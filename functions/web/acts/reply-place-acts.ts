import { companyOf } from '../../platform/company.ts';
import { BadInput } from '../../platform/errors.ts';
import { isId, readForAct } from '../item-view.ts';
import { itemPath } from '../list-rows.ts';
import { failed, missing, type StaffContext, type StaffPages, staffPage, unlessMay } from '../staff-pages.ts';
import type { Told } from '../told.ts';
import { replyWords } from '../words/reply-words.ts';
import type { Fact } from './act-input.ts';
import { firstPage } from './first-page.ts';
import { recordAct } from './record-act.ts';

/**
 * `POST /items/:itemId/place` gives a message to a customer, `POST /items/:itemId/unplace` takes it back: 303 done, 403
 * not theirs, 404 no such message, 409 somebody was first, 422 no such customer. Before the acts of any item are added.
 */
export const replyPlaceActs = (pages: StaffPages): void => {
  const { platform, options } = pages;

  const act = async (
    context: StaffContext,
    read: (itemId: string) => { fact: Fact; to: string | undefined; told: (v: number) => Told } | undefined,
  ): Promise<Response> => {
    const { itemId } = context.req.param() as { itemId: string };
    const { staff, form } = context.var;
    const view = isId(itemId) ? await readForAct(platform, itemId) : undefined;
    const asked = read(itemId);
    if (view?.item.reply === undefined || asked === undefined) return missing(context);
    const { item } = view;
    const refused = unlessMay(context, 'hand-on', item);
    if (refused !== undefined) return refused;
    const first = async (): Promise<Response> => {
      const now = (await readForAct(platform, itemId))?.item ?? item;
      const company = await companyOf(platform.table, platform.clock.now());
      return staffPage(context, { ...firstPage(staff, company, now), status: 409 });
    };
    if (item.closedAt !== undefined || item.putOff !== undefined || form('seen') !== `${item.v}`) return first();
    try {
      const name = `item-${itemId}-v${item.v}`;
      if (!(await recordAct(platform, { name, by: staff.member.id, facts: [asked.fact] }))) return first();
    } catch (error) {
      if (error instanceof BadInput) return failed(context, 'refused', error.problems);
      throw error;
    }
    await options.recorded?.();
    const to = itemPath({ itemId, ...(asked.to === undefined ? {} : { customerId: asked.to }) });
    return pages.done(context, to, asked.told(item.v + 1));
  };

  pages
    .post('/items/:itemId/place', (context) => {
      const { form, staff } = context.var;
      const customerId = form('customerId');
      const { placed } = replyWords(staff.reader);
      return act(context, (itemId) =>
        isId(customerId)
          ? {
              fact: { type: 'reply.placed', itemId, customerId },
              to: customerId,
              told: (v) => ({ text: placed, undo: { to: `/items/${itemId}/unplace`, fields: { seen: `${v}` } } }),
            }
          : undefined,
      );
    })
    .post('/items/:itemId/unplace', (context) => {
      const { unplaced } = replyWords(context.var.staff.reader);
      return act(context, (itemId) => ({
        fact: { type: 'reply.taken-back', itemId },
        to: undefined,
        told: () => ({ text: unplaced }),
      }));
    });
};
