import { html } from 'hono/html';
import type { StaffMember } from '../platform/settings.contract.ts';
import type { WorkItem } from '../work-list/item.ts';
import { mayDecide } from '../work-list/who-decides.ts';
import { titleOf } from './item-title.ts';
import { itemPath } from './list-rows.ts';
import type { Html } from './page.ts';
import type { SignedIn } from './shell.ts';
import { workWords } from './words/work-words.ts';

/** Who may answer a request, by name; empty where its item does not say it. */
export const whoMayDecide = (staff: readonly StaffMember[], item: WorkItem): string =>
  item.approver === undefined
    ? ''
    : staff
        .filter((member) => mayDecide(item, member))
        .map(({ name }) => name)
        .join(', ');

/** Where somebody opens a request that others are asked. */
export const notTheirsPage = (
  signedIn: SignedIn,
  staff: readonly StaffMember[],
  item: WorkItem,
): { title: string; body: Html } => {
  const { reader } = signedIn;
  const { notTheirs, first } = workWords(reader);
  const body = html`<div class="card"><h1>${notTheirs.title}</h1><p><strong>${titleOf(reader, item)}</strong></p>
<p>${notTheirs.who(whoMayDecide(staff, item))}</p>
<p class="acts"><a class="button" href="${itemPath(item)}">${first.look}</a> <a class="button second" href="/list">${first.list}</a></p></div>`;
  return { title: notTheirs.title, body };
};
