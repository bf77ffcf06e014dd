import { html } from 'hono/html';
import { QUOTA_NOTED_MS, SENDING_STOPPED } from '../../functions/correspondence/sending-stop-watch.ts';
import { isFresh } from '../../functions/ledger/freshness.ts';
import type { Settings } from '../../functions/platform/settings.contract.ts';
import { itemPath } from '../../functions/web/list-rows.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import type { Formats } from './formats.ts';
import { type Html, link } from './parts.ts';

/** What the table says of sending and of the books. */
export interface SendingState {
  /** When the last feed came. */
  feedAsOf: string | undefined;
  /** The item that says that sending has stopped by itself, while it is open. */
  stop: Pick<WorkItem, 'title' | 'raisedAt'> | undefined;
  /** When the mail service last took no more messages for its day. */
  quotaUsedUpAt: string | undefined;
}

/** A run comes every quarter of an hour, and notes a quota that is used up once an hour. */
const QUOTA_SHOWN_MS = QUOTA_NOTED_MS + 15 * 60_000;

/** What keeps letters from leaving just now: switches that are on, sending that stopped, books that are out of date. */
export const switches = (
  settings: Settings,
  { feedAsOf, stop, quotaUsedUpAt }: SendingState,
  now: number,
  formats: Formats,
): Html | '' => {
  const { sending, freshnessHours } = settings;
  const lines: Html[] = [];
  if (stop !== undefined)
    lines.push(
      html`<strong>${stop.title}.</strong> No customer letter has left since ${formats.instant(stop.raisedAt)}, so that the mail service does not close the account. Letters go on once ${link(itemPath({ itemId: SENDING_STOPPED }), 'its item on the work list')} is closed.`,
    );
  if (quotaUsedUpAt !== undefined && now - Date.parse(quotaUsedUpAt) <= QUOTA_SHOWN_MS)
    lines.push(
      html`<strong>The mail service takes no more messages for its day.</strong> The rest leaves with the first run for which it takes some again.`,
    );
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
