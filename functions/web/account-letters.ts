import { html } from 'hono/html';
import type { LetterRecord } from '../correspondence/letter-record.ts';
import type { AccountPage } from './account-page.ts';
import { memberOf } from './account-view.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';
import { badge } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';

export const letterPath = (payerId: string, letterId: string): string => `/accounts/${payerId}/letters/${letterId}`;

/** What the mail service reported of a letter. */
export const letterBadges = (reader: Reader, { bounced = [], complained }: LetterRecord): Html => {
  const words = accountWords(reader);
  return html`${bounced.length > 0 ? html` ${badge(words.returned, 'bad')}` : ''}${complained === true ? html` ${badge(words.complained, 'bad')}` : ''}`;
};

/** The letters that left for an account, the newest first. */
export const letterList = ({ view, signedIn }: AccountPage, most: number): Html => {
  const { reader } = signedIn;
  const words = accountWords(reader);
  if (view.letters.length === 0)
    return html`<p>${view.head.parent === undefined ? words.noLetters : words.elsewhere}</p>`;
  const inOrder = [...view.letters].sort((a, b) => (a.at > b.at ? -1 : 1)).slice(0, most);
  return html`<ol class="timeline">${inOrder.map((letter) => {
    const { at, letterId, subject, to, status, total, currency, payerId } = letter;
    const whose =
      payerId === view.head.customerId ? '' : html` · <bdi>${memberOf(view, payerId)?.name ?? payerId}</bdi>`;
    return html`<li><time datetime="${at}">${reader.instant(at)}</time><span><a href="${letterPath(payerId, letterId)}">${subject}</a>${total === 0 ? '' : html` · ${reader.money(total, currency)}`}${whose}<br><span class="small">${words.letterStatus[status]} ${words.letterTo(to.join(', '))}</span>${letterBadges(reader, letter)}</span></li>`;
  })}</ol>`;
};
