import { html } from 'hono/html';
import { type CustomerHead, headKey } from '../ledger/entities.ts';
import { recordEvent } from '../ledger/record-event.ts';
import { OtherContent } from '../platform/errors.ts';
import { isId } from './item-view.ts';
import { may } from './may.ts';
import type { Html } from './page.ts';
import type { SignedIn } from './shell.ts';
import { missing, type StaffPages, unlessMay } from './staff-pages.ts';
import { form } from './staff-parts.ts';
import { answersWords } from './words/answers-words.ts';

/** What colleagues see and do about a customer's own page. */

/** What the customer said there, and the form that ends the links in older letters, for who may. */
export const customerLinkPart = (signedIn: SignedIn, head: CustomerHead): Html | '' => {
  if (head.parent !== undefined) return '';
  const { reader, member } = signedIn;
  const words = answersWords(reader);
  const { saidWell, askedContact, customerId } = head;
  const revoke = form(
    signedIn,
    `/accounts/${customerId}/revoke-link`,
    html`<input type="hidden" name="revision" value="${head.linkRevision ?? 0}"><p class="hint">${words.hint}</p><div class="acts"><button class="second">${words.send}</button></div>`,
  );
  return html`${saidWell === undefined ? '' : html`<p class="small">${words.saidWell(reader.instant(saidWell.at))}</p>`}${
    askedContact === undefined
      ? ''
      : html`<p class="small"><bdi>${words.asked(askedContact.name, askedContact.email)}</bdi></p>`
  }${may(member, 'revoke-link') ? html`<div class="acts"><details class="act"><summary>${words.revoke}</summary>${revoke}</details></div>` : ''}`;
};

/** `POST /accounts/:customerId/revoke-link`: 303 done, also where somebody else did it first; 403 not theirs, 404. */
export const customerLinkActs = (pages: StaffPages): void => {
  const { platform, options } = pages;
  pages.post('/accounts/:customerId/revoke-link', async (context) => {
    const { customerId } = context.req.param();
    if (!isId(customerId)) return missing(context);
    const refused = unlessMay(context, 'revoke-link');
    if (refused !== undefined) return refused;
    const { staff, form: field } = context.var;
    const head = (await platform.table.get(headKey(customerId))) as CustomerHead | undefined;
    if (head === undefined || !head.known) return missing(context);
    const seen = field('revision');
    // Pressed twice, or by two people at once: the links that both saw are ended once.
    if (seen === `${head.linkRevision ?? 0}`)
      try {
        await recordEvent(platform, {
          ...{ id: `revoke-${customerId}-${seen}`, source: 'pages', at: new Date(platform.clock.now()).toISOString() },
          ...{ by: staff.member.id, type: 'links.revoked', customerId },
        });
        await options.recorded?.();
      } catch (error) {
        if (!(error instanceof OtherContent)) throw error;
      }
    return pages.done(context, `/accounts/${customerId}`, { text: answersWords(staff.reader).revoked });
  });
};
