import { html } from 'hono/html';
import { askedOf } from '../correspondence/draft.ts';
import type { SeenLink } from '../escalation/approval-link-standing.ts';
import type { ApprovalDecision } from '../ledger/entities.ts';
import { cardPage } from './card-page.ts';
import { numberOf, questionOf } from './open-page.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';

/** The pages of a request on which nothing is left to decide: answered, and lapsed. */

const nameOf = ({ loaded }: SeenLink, staffId: string): string =>
  loaded.company.staff.find(({ id }) => id === staffId)?.name ?? staffId;

/** What the request was about, in one line. */
const about = (reader: Reader, seen: SeenLink): Html => {
  const { amount, currency } = seen.link.snapshot;
  return html`<p class="about"><b>${questionOf(reader, seen)}</b><br><span class="small">${reader.words.invoice(numberOf(seen))}, ${reader.money(amount, currency)}</span></p>`;
};

const whatFollows = (
  { words, instant, date }: Reader,
  { record, loaded }: SeenLink,
  answer: ApprovalDecision,
): Html | '' => {
  if (answer.decision === 'wait') return html`<p>${words.decided.until(date(answer.until!))}</p>`;
  if (answer.decision === 'reject' || record?.template === undefined) return '';
  if (record.status === 'planned') {
    const hours = loaded.company.settings.freshnessHours;
    return html`<p>${words.decided.ahead(instant(record.notBefore!))}${hours === null ? '' : ` ${words.decided.fresh(hours)}`}</p>`;
  }
  return record.letterId === undefined ? '' : html`<p>${words.decided.sent(instant(record.at!))}</p>`;
};

const secondAsked = ({ words }: Reader, seen: SeenLink): string => {
  const { first, assignee } = seen.record?.approval ?? {};
  return first === undefined || assignee === undefined
    ? words.decided.second
    : words.decided.secondIs(nameOf(seen, assignee));
};

const approvedToo = ({ words, instant }: Reader, seen: SeenLink, { by, at }: ApprovalDecision): string =>
  words.decided.approvedToo(nameOf(seen, by), instant(at));

/** Who decided, what and when. `again`: somebody has just tried to decide once more. */
export const answeredPage = (reader: Reader, seen: SeenLink, again: boolean): Html => {
  const { words } = reader;
  const { standing, link } = seen;
  if (standing.is !== 'answered') throw new Error(`A request that is ${standing.is} has no answer to show`);
  const { answer, other, waitsForSecond } = standing;
  const when = reader.instant(answer.at);
  const who = answer.by === link.staffId ? words.decided.you(when) : words.decided.by(nameOf(seen, answer.by), when);
  return cardPage(
    words,
    words.decided.titles[answer.decision],
    reader,
    html`${again ? html`<p class="notice" role="alert">${words.decided.again}</p>` : ''}
<p>${who}${other === undefined ? '' : ` ${approvedToo(reader, seen, other)}`}</p>
${waitsForSecond ? html`<p>${secondAsked(reader, seen)}</p>` : whatFollows(reader, seen, answer)}
${about(reader, seen)}
${answer.reason === undefined ? '' : html`<p>${words.decided.reason}: <bdi>${answer.reason}</bdi></p>`}
<p class="small">${words.decided.nothingMore}${reader.back === undefined ? html` <a href="/list">${words.decided.toList}</a>` : ''}</p>`,
  );
};

/** What changed since it was asked, so that nothing can be decided any more. */
export const lapsedPage = (reader: Reader, seen: SeenLink): Html => {
  const { words, money } = reader;
  const { standing, link, position, loaded } = seen;
  if (standing.is !== 'lapsed') throw new Error(`A request that is ${standing.is} has not lapsed`);
  const { because, answer } = standing;
  const { amount, currency } = link.snapshot;
  const now = askedOf(position);
  const text = Object.hasOwn(words.lapsed.because, because) ? words.lapsed.because[because] : undefined;
  return cardPage(
    words,
    words.lapsed.title,
    reader,
    html`<p>${text ?? ''} ${words.lapsed.wasAbout(money(amount, currency))}${because === 'amount-changed' && now > 0 ? ` ${words.lapsed.nowAsked(money(now, loaded.facts.invoice.currency))}` : ''}</p>
${answer === undefined ? '' : html`<p>${words.lapsed.answered(nameOf(seen, answer.by), reader.instant(answer.at))}</p>`}
${about(reader, seen)}
<p>${words.lapsed.nothing}</p>`,
  );
};
