import { html } from 'hono/html';
import type { KeptEntry } from '../../functions/adapters/embedded/timeline-log.ts';
import type { Look } from '../server/look.ts';
import { address, type Html, pager } from './parts.ts';
import { inWords } from './words.ts';

export const TIMELINE_PAGE = 40;

const figures = (entry: KeptEntry): string =>
  Object.entries(entry.why.facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');

/** What happened or was held back, the newest first, each with its reason. */
export const timeline = (
  { formats }: Look,
  entries: readonly KeptEntry[],
  of: { base: string; isFirstPage: boolean },
): Html => {
  if (entries.length === 0) return html`<p class="empty">Nothing has happened here yet.</p>`;
  const last = entries.length === TIMELINE_PAGE ? entries.at(-1)!.number : undefined;
  return html`<ol class="timeline">${entries.map(
    (entry) => html`<li>
<p class="when">${formats.instant(entry.at)}</p>
<div><p><strong>${inWords(entry.what)}</strong></p>
<p>${formats.sentence(entry.why.text)}</p>
<p class="figures">${entry.why.rule}${figures(entry) === '' ? '' : html` · ${formats.sentence(figures(entry))}`}</p></div>
</li>`,
  )}</ol>${pager(of.isFirstPage ? undefined : of.base, last === undefined ? undefined : `${address(of.base, { below: last })}#timeline`, ['Newest', 'Earlier'])}`;
};
