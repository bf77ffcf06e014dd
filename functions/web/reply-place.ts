import { html } from 'hono/html';
import { companyOf } from '../platform/company.ts';
import { itemKey, type WorkItem } from '../work-list/item.ts';
import { accountPath } from './account-parts.ts';
import { inWords } from './acts/act-form.ts';
import { isId } from './item-view.ts';
import { itemPath } from './list-rows.ts';
import type { Content, Html } from './page.ts';
import { find, searchedFor } from './search.ts';
import type { Found } from './search-page.ts';
import type { SignedIn } from './shell.ts';
import { missing, type StaffPages, staffPage, unlessMay } from './staff-pages.ts';
import { empty, form } from './staff-parts.ts';
import { replyWords } from './words/reply-words.ts';

/** Whose message is it? A search among customers and contacts, each with a button that gives it to them. */

/** Those who were found, each once, with what it was found by; whose invoice it is only by the id. */
const foundIn = ({
  customers,
  contacts,
  invoices,
}: Found): Map<string, { name: string; by: string[]; about: string }> => {
  const all = new Map<string, { name: string; by: string[]; about: string }>();
  for (const { customerId, invoiceId } of invoices)
    all.set(customerId, { name: customerId, by: [invoiceId], about: '' });
  for (const head of [...customers, ...contacts.map(({ head }) => head)])
    all.set(head.customerId, {
      name: head.name,
      by: all.get(head.customerId)?.by ?? [],
      about: [head.customerId, ...(head.segment === '' ? [] : [inWords(head.segment)])].join(' · '),
    });
  for (const { head, contact } of contacts)
    all.get(head.customerId)!.by.push([contact.name, contact.email].filter((text) => text !== undefined).join(', '));
  return all;
};

const MOST_OFFERED = 20;

const offers = (signedIn: SignedIn, item: WorkItem, found: Found): Content => {
  const { place: words } = replyWords(signedIn.reader);
  const all = [...foundIn(found)].filter(([customerId]) => customerId !== item.customerId);
  if (all.length === 0) return empty(words.nobody, words.nobodyText);
  return html`<section class="card"><h2>${words.found}</h2><ul class="plain-list">${all
    .slice(0, MOST_OFFERED)
    .map(
      ([customerId, { name, by, about }]) =>
        html`<li><a href="${accountPath(customerId)}"><bdi>${name}</bdi></a> <span class="small">${about}</span>${by.slice(0, 3).map((contact) => html`<br><span class="small"><bdi>${contact}</bdi></span>`)}${form(
          signedIn,
          `/items/${item.itemId}/place`,
          html`<input type="hidden" name="customerId" value="${customerId}"><input type="hidden" name="seen" value="${item.v}"><div class="acts"><button class="second">${words.give(name)}</button></div>`,
        )}</li>`,
    )}</ul>${all.length > MOST_OFFERED || found.more ? html`<p class="small">${words.more}</p>` : ''}</section>`;
};

const placePage = (
  signedIn: SignedIn,
  item: WorkItem,
  text: string,
  found: Found | undefined,
): { title: string; body: Html } => {
  const all = replyWords(signedIn.reader);
  const { place: words } = all;
  const { reply, itemId, customerId } = item;
  const of = customerId === undefined ? '' : html`<input type="hidden" name="of" value="${customerId}">`;
  const body = html`<div class="head"><div><h1>${words.title}</h1><p class="lead">${words.lead}</p></div></div>
<div class="columns"><div>
<form class="ask" method="get" action="/items/${itemId}/place">${of}<label for="q">${words.label}</label><div><input type="search" id="q" name="q" value="${text}" maxlength="200" autofocus><button>${words.search}</button></div></form>
${found === undefined ? '' : offers(signedIn, item, found)}
</div><div><section class="card"><h2>${all.title}</h2><p class="small"><bdi>${reply!.from}</bdi></p><p><b><bdi>${reply!.subject}</bdi></b></p><p class="said">${reply!.text.slice(0, 1000)}</p><p class="acts"><a href="${itemPath(item)}">${words.back}</a></p></section></div></div>`;
  return { title: words.title, body };
};

/** `GET /items/:itemId/place?q=`, with `?of=` where it stands with a customer already: three requests with the session. */
export const replyPlacePages = (pages: StaffPages): void => {
  const { platform } = pages;
  pages.get('/items/:itemId/place', async (context) => {
    const { itemId } = context.req.param();
    const of = context.req.query('of');
    if (!isId(itemId) || (of !== undefined && !isId(of))) return missing(context);
    const text = searchedFor(context.req.query('q'));
    const company = await companyOf(platform.table, platform.clock.now());
    const key = itemKey(of, itemId);
    const found = text === '' ? undefined : await find(platform, company, text, [key]);
    const item = (found === undefined ? await platform.table.get(key) : found.also[0]) as WorkItem | undefined;
    if (item?.reply === undefined || item.closedAt !== undefined) return missing(context);
    const refused = unlessMay(context, 'hand-on', item);
    return refused ?? staffPage(context, placePage(context.var.staff, item, text, found));
  });
};
