import { html } from 'hono/html';
import { isFresh } from '../../functions/ledger/freshness.ts';
import type { Settings } from '../../functions/platform/settings.contract.ts';
import type { Formats } from './formats.ts';
import type { Html } from './parts.ts';

/** What keeps letters from leaving just now: switches that are on, and books that are out of date. */
export const switches = (
  settings: Settings,
  feedAsOf: string | undefined,
  now: number,
  formats: Formats,
): Html | '' => {
  const { sending, freshnessHours } = settings;
  const lines: Html[] = [];
  if (sending?.stopped === true)
    lines.push(
      html`<strong>Sending is stopped.</strong> No letter leaves until <code>sending.stopped</code> is taken out of the settings.`,
    );
  if (sending?.onlyTo !== undefined)
    lines.push(html`<strong>Only listed recipients get letters:</strong> ${sending.onlyTo.join(', ') || 'nobody'}.`);
  if (sending?.perDay !== undefined)
    lines.push(
      html`<strong>At most ${formats.count(sending.perDay)} letters a day leave,</strong> the oldest due dates first.`,
    );
  if (!isFresh(feedAsOf, freshnessHours, now))
    lines.push(
      html`<strong>The books are out of date:</strong> ${feedAsOf === undefined ? 'no feed has come yet' : html`the last feed came on ${formats.instant(feedAsOf)}`}. Letters wait for fresh payment data; nothing has to be released by hand.`,
    );
  return lines.length === 0
    ? ''
    : html`<aside class="notice" aria-label="What holds letters back"><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></aside>`;
};
