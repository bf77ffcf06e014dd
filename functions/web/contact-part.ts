import { html } from 'hono/html';
import type { CustomerHead } from '../ledger/entities.ts';
import type { WorkItem } from '../work-list/item.ts';
import { accountPath } from './account-parts.ts';
import { inWords, reachable } from './acts/act-form.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { badge } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';

/** Whether somebody is to be called about an item: a task of the policy, or a promise that was not kept. */
export const asksForCall = ({ kind, step, closedAt }: Pick<WorkItem, 'kind' | 'step' | 'closedAt'>): boolean =>
  closedAt === undefined && (kind === 'broken-promise' || (kind === 'task' && step !== undefined));

/**
 * Whom an account's letters and calls go to, by role; where it has nobody of its own, those of its payer. `calls` says that
 * somebody is to be called: then a missing telephone number is said.
 */
export const contactList = (
  reader: Reader,
  head: CustomerHead,
  of: { most: number; calls: boolean; payer: CustomerHead | undefined },
): Html => {
  const words = accountWords(reader);
  const people = reachable(head);
  if (people.length === 0)
    return head.parent === undefined
      ? html`<p>${words.noContacts}</p>`
      : html`<p>${words.noOwnContacts} <a href="${accountPath(head.parent)}"><bdi>${of.payer?.name ?? words.toPayer}</bdi></a></p>${of.payer === undefined || of.payer.parent !== undefined ? '' : contactList(reader, of.payer, { ...of, payer: undefined })}`;
  const missesPhone = of.calls && people.every(({ phone }) => phone === undefined);
  return html`${missesPhone ? html`<p class="notice">${words.noPhone}</p>` : ''}<ul class="people-list">${people
    .slice(0, of.most)
    .map(
      ({ name, email, phone, bad, roles }) =>
        html`<li><b><bdi>${name}</bdi></b> <span class="small">${roles.length === 0 ? words.noRole : roles.map((role) => words.roles[role] ?? inWords(role)).join(', ')}</span>${
          phone === undefined ? '' : html`<br><a href="tel:${phone.replace(/[^+\d]/g, '')}"><bdi>${phone}</bdi></a>`
        }${
          email === undefined
            ? ''
            : html`<br><a href="mailto:${email}"><bdi>${email}</bdi></a>${bad === undefined ? '' : html` ${badge(words.bad[bad], 'bad')}`}`
        }</li>`,
    )}</ul>${head.correctedContacts === undefined ? '' : html`<p class="hint">${words.corrected}</p>`}`;
};
