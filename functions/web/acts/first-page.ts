import { html } from 'hono/html';
import type { Company } from '../../platform/company.ts';
import type { WorkItem } from '../../work-list/item.ts';
import { closedAlone, titleOf } from '../item-title.ts';
import { itemPath } from '../list-rows.ts';
import type { Html } from '../page.ts';
import type { SignedIn } from '../shell.ts';
import { workWords } from '../words/work-words.ts';
import { inWords } from './act-form.ts';

/** Where somebody else was first: who did what, and that nothing was changed. */
export const firstPage = (signedIn: SignedIn, company: Company, item: WorkItem): { title: string; body: Html } => {
  const { reader } = signedIn;
  const words = workWords(reader);
  const { first } = words;
  const nameOf = (id: string): string => company.staff.find((member) => member.id === id)?.name ?? id;
  const sentences = (): (string | undefined)[] => {
    const { closedAt, closedBy, note, putOff, assignee, department } = item;
    if (closedAt !== undefined)
      return [
        closedBy === undefined || closedBy === 'system'
          ? closedAlone(reader, item)
          : first.closed(nameOf(closedBy), reader.instant(closedAt)),
        note === undefined || note === '' ? undefined : first.said(note),
      ];
    if (putOff !== undefined) return [first.putOff(nameOf(putOff.by), reader.date(putOff.until), putOff.reason)];
    if (assignee !== undefined && assignee !== signedIn.member.id) return [first.changed, first.with(nameOf(assignee))];
    if (assignee === undefined && department !== undefined)
      return [first.changed, first.withDepartment(inWords(department))];
    return [first.changed];
  };
  const body = html`<div class="card"><h1>${first.title}</h1><p><strong>${titleOf(reader, item)}</strong></p>
${sentences().map((text) => (text === undefined ? '' : html`<p>${text}</p>`))}<p>${first.nothing}</p>
<p class="acts"><a class="button" href="${itemPath(item)}">${first.look}</a> <a class="button second" href="/list">${first.list}</a></p></div>`;
  return { title: first.title, body };
};
