import { html } from 'hono/html';
import type { KeptEntry } from '../../functions/adapters/embedded/timeline-log.ts';
import { SENDING_STOPPED } from '../../functions/correspondence/sending-stop-watch.ts';
import type { LoadedCase } from '../../functions/lifecycle/load-case.ts';
import type { Look } from '../server/look.ts';
import { type Html, section } from './parts.ts';
import { HOLD_BACK_WORDS, inWords } from './words.ts';

const HELD = new Set(['letter-held-back', 'letter-dropped']);

/** Why nothing was sent: the last verdict on what is planned, else the last time that a letter was kept at home. */
export const heldBack = ({ formats, world }: Look, { facts }: LoadedCase, entries: readonly KeptEntry[]): Html | '' => {
  const planned = facts.records.filter(({ status }) => status === 'planned');
  const last = entries.find(({ what }) => HELD.has(what));
  if (planned.length === 0 && last === undefined) return '';
  const leaves = world.survey.items.has(SENDING_STOPPED)
    ? 'sending has stopped by itself, and it leaves once a person releases that.'
    : undefined;
  return section(
    'Why nothing was sent',
    html`${planned.map(
      ({ step, verdict, notBefore }) =>
        html`<p><strong>${inWords(step)}</strong> is planned: ${
          verdict === undefined
            ? (leaves ?? html`it leaves with the first sending run from ${formats.instant(notBefore!)} on.`)
            : html`${HOLD_BACK_WORDS[verdict.reason]} It is looked at again on ${formats.date(verdict.on)}.`
        }</p>`,
    )}${last === undefined ? '' : html`<p class="figures">${formats.instant(last.at)} · ${last.why.rule} · ${formats.sentence(last.why.text)}</p>`}`,
  );
};
