import { html } from 'hono/html';
import { addDays } from '../../functions/platform/civil-date.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import type { Look } from '../server/look.ts';
import type { Move } from '../server/mover.ts';
import { itemTable } from './item-table.ts';
import { layout } from './layout.ts';
import { letterTable } from './letter-table.ts';
import { facts, type Html, link, section } from './parts.ts';

const SHOWN = 10;

const button = (
  to: string,
  text: string,
  meaning: string,
  kind = 'second',
): Html => html`<form method="post" action="/clock">
<button type="submit" name="to" value="${to}" class="${kind}">${text}</button><small>${meaning}</small></form>`;

const under = ({ formats }: Look, move: Move): Html => {
  const share = move.to === move.from ? 1 : (move.now - move.from) / (move.to - move.from);
  return section(
    'The clock is moving',
    html`<p>From ${formats.instant(move.from)} to ${formats.instant(move.to)}; it stands at <strong>${formats.instant(move.now)}</strong>.</p>
<progress max="100" value="${Math.round(share * 100)}" aria-label="How far the clock has moved">${Math.round(share * 100)} %</progress>
<p>${formats.count(move.letters)} letters so far.</p>
<form method="post" action="/clock/stop"><button type="submit">Stop here</button></form>
<p class="figures">This page looks again by itself. ${link('/clock', 'Look again')}</p>`,
  );
};

const STATES: Record<Move['state'], string> = {
  moving: 'moving',
  arrived: 'arrived',
  stopped: 'stopped before its end',
  failed: 'stopped by an error',
};

/** What the move raised and is still open. Of a move that was cut off nobody kept a list: the items know their day. */
const raisedIn = ({ world: { survey } }: Look, { raised, isCutOff, from, now }: Move): WorkItem[] => {
  if (isCutOff === undefined) return raised.flatMap((itemId) => survey.items.get(itemId) ?? []);
  return [...survey.items.values()].filter(({ raisedAt }) => {
    const at = Date.parse(raisedAt);
    return at > from && at <= now;
  });
};

const outcome = (look: Look, move: Move): Html => {
  const { world, formats } = look;
  const letters = world.mailbox
    .newest(200)
    .filter(({ number, audience }) => number > move.mailBefore && audience === 'customer');
  const more = (found: number, all: number, what: string): Html | '' =>
    Math.max(found, all) <= SHOWN
      ? ''
      : html`<p class="figures">${formats.count(Math.min(found, SHOWN))} of ${formats.count(Math.max(found, all))} ${what}.</p>`;
  const raised = raisedIn(look, move);
  return html`${section(
    'The last move',
    html`${facts([
      ['From', formats.instant(move.from)],
      ['To', `${formats.instant(move.now)}, ${STATES[move.state]}`],
      move.because === undefined ? undefined : ['Error', move.because],
      ['Letters', formats.count(move.letters)],
      ['Mails to staff', formats.count(move.staffMails)],
      ...(move.isCutOff
        ? [['Items raised, still open', formats.count(raised.length)] as const]
        : ([
            ['Items raised', formats.count(move.raised.length)],
            ['Items closed', formats.count(move.closed)],
            ['Facts that came in', formats.count(move.facts)],
          ] as const)),
    ])}${move.isCutOff ? html`<p class="figures">The program ended on the way. Nothing is lost or done twice; which items were closed and which facts came in was not counted.</p>` : ''}<p class="figures">Facts are what the books and colleagues tell: invoices, payments, problems, promises.</p>`,
  )}
${section('Letters that left', html`${letterTable(look, 'Letters of the last move', letters.slice(0, SHOWN), 'No letter left.')}${more(letters.length, move.letters, 'letters; the mailbox has them all')}`, { aside: link('/mailbox', 'Mailbox') })}
${section('Items that were raised', html`${itemTable(look, 'Items of the last move', raised.slice(0, SHOWN), move.isCutOff ? 'Nothing that is still open.' : 'Nothing new to do.')}${more(raised.length, raised.length, 'items that are still open; the lists have them all')}`, { aside: link('/list?of=everybody', 'Everybody’s lists') })}`;
};

/** The clock, what it can be moved to, and what the last move brought. */
export const clock = (look: Look, problem?: string): Html => {
  const { world, mover, formats, chrome } = look;
  const now = world.clock.now();
  const today = formats.today(now);
  const { move } = mover;
  const body = html`<h1>Clock</h1>
<p class="lead">${formats.longInstant(now)} <small>${formats.zone}</small></p>
${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
${
  mover.isMoving && move !== undefined
    ? under(look, move)
    : html`${section(
        'Move on',
        html`<div class="moves">
${button('event', 'Until something happens', 'A letter, or an item for somebody.', 'first')}
${button('run', 'Next sending run', 'The next quarter hour of working time.')}
${button('morning', 'Next working morning', '09:00 on the next working day.')}
${button('day', 'One day', 'The same time tomorrow.')}
${button('week', 'One week', 'The same time in seven days.')}
<form method="post" action="/clock" class="until"><input type="hidden" name="to" value="date">
<div><label for="date">Date</label><input id="date" name="date" type="date" required min="${today}" max="${addDays(today, 366)}" value="${addDays(today, 14)}"></div>
<div><label for="time">Time</label><input id="time" name="time" type="time" required value="09:00"></div>
<button type="submit" class="second">Go there</button></form>
</div>
<p class="figures">Everything that falls due on the way is done. The clock does not go back.</p>`,
      )}${move === undefined ? '' : outcome(look, move)}`
}`;
  return layout(chrome, '/clock', 'Clock', body);
};
