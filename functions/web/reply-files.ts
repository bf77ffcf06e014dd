import { html } from 'hono/html';
import { readKept } from '../correspondence/kept-message.ts';
import { attachmentIn } from '../correspondence/read-reply.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item } from '../platform/ports.ts';
import { itemKey, itemPointerKey, type WorkItem } from '../work-list/item.ts';
import { isId } from './item-view.ts';
import { itemPath } from './list-rows.ts';
import { missing, type StaffContext, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { replyWords } from './words/reply-words.ts';

/** What came with a customer's message, passed on as it is: saved by whoever asks for it, and shown by no page of ours. */

/** An answer of a Lambda function holds 6 MB, in which bytes are written as base64. */
const MOST_PASSED_ON = 4_000_000;

/** Nothing in such an answer is ever run or drawn, whatever a browser takes it for. */
const HEADERS = {
  'content-type': 'application/octet-stream',
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The header that names a file (RFC 6266): in ASCII for who reads no more, and as it is called. */
const named = (name: string): string => {
  const plain = name.replace(/[^\w.-]+/g, '_').slice(-100);
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
};

const readReplyItem = async (
  { table }: Platform,
  itemId: string,
  of: string | undefined,
): Promise<WorkItem | undefined> => {
  const pointer =
    of === undefined
      ? ((await table.get(itemPointerKey(itemId))) as (Item & { customerId?: string }) | undefined)
      : undefined;
  return (await table.get(itemKey(of ?? pointer?.customerId, itemId))) as WorkItem | undefined;
};

type Answer = Response | Promise<Response>;

/**
 * `GET /items/:itemId/attachments/:place` and `GET /items/:itemId/message`, with `?of=` the customer: 404 where there is
 * no such thing, 410 where the message is kept no longer, 413 where it is too large to be passed on.
 */
export const replyFilePages = (pages: StaffPages): void => {
  const { platform, options } = pages;

  const sorry = (context: StaffContext, why: 'gone' | 'tooLarge', item: WorkItem): Answer => {
    const { title, text } = replyWords(context.var.staff.reader)[why];
    const body = html`<div class="card"><h1>${title}</h1><p>${text}</p><p class="go"><a href="${itemPath(item)}">${item.title}</a></p></div>`;
    return staffPage(context, { title, body, status: why === 'gone' ? 410 : 413 });
  };

  /** The item and its message, or the page that says why there is none. */
  const messageOf = async (context: StaffContext): Promise<{ item: WorkItem; raw: Uint8Array } | Response> => {
    const refused = unlessMay(context, 'see-account');
    if (refused !== undefined) return refused;
    const { itemId } = context.req.param() as { itemId: string };
    const of = context.req.query('of');
    if (!isId(itemId) || (of !== undefined && !isId(of))) return missing(context);
    const item = await readReplyItem(platform, itemId, of);
    if (item?.reply === undefined) return missing(context);
    const { file } = item.reply;
    const raw =
      file === undefined || options.messages === undefined ? undefined : await readKept(options.messages, file);
    return raw === undefined ? sorry(context, 'gone', item) : { item, raw };
  };

  const passOn = (context: StaffContext, item: WorkItem, content: Uint8Array, name: string): Answer =>
    content.byteLength > MOST_PASSED_ON
      ? sorry(context, 'tooLarge', item)
      : new Response(new Uint8Array(content), { headers: { ...HEADERS, 'content-disposition': named(name) } });

  pages
    .get('/items/:itemId/attachments/:place', async (context) => {
      const found = await messageOf(context);
      if (found instanceof Response) return found;
      const { item, raw } = found;
      const { place } = context.req.param();
      const noted = /^\d{1,2}$/.test(place) ? item.reply!.attachments?.[Number(place)] : undefined;
      if (noted === undefined) return missing(context);
      if (noted.bytes > MOST_PASSED_ON) return sorry(context, 'tooLarge', item);
      const content = await attachmentIn(raw, Number(place), noted);
      return content === undefined ? sorry(context, 'gone', item) : passOn(context, item, content, noted.name);
    })
    .get('/items/:itemId/message', async (context) => {
      const found = await messageOf(context);
      return found instanceof Response ? found : passOn(context, found.item, found.raw, 'message.eml');
    });
};
