import { html } from 'hono/html';
import type { Policy } from '../policy/contract.ts';
import { differs } from '../policy-change/entities.ts';
import type { Html } from './page.ts';
import { type Place, placeText, type Shown, tickOf } from './policy-cases-view.ts';
import type { ReadChange } from './policy-change-read.ts';
import { policyPath } from './policy-path.ts';
import type { SignedIn } from './shell.ts';
import { form } from './staff-parts.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** What is about to be moved: these cases of those that the page showed, or all of the preview. */
export interface Moving {
  active: Policy;
  read: ReadChange;
  place: Place;
  shown: Shown;
  /** The ids of the ticked cases; undefined: all. */
  only: readonly string[] | undefined;
}

/** What moving does, before it is done: how many go on differently, and which requests lapse. */
export const confirmView = (staff: SignedIn, { active, read, place, shown, only }: Moving): Html => {
  const { confirm: words } = policyChangeWords(staff.reader);
  const { changeId, totals } = read.change;
  const ticked = [...shown.changed, ...shown.kept].filter(({ invoiceId }) => only?.includes(invoiceId));
  const counts =
    only === undefined
      ? { cases: totals.cases, changed: totals.changed, lapsing: totals.lapsing ?? 0 }
      : {
          cases: ticked.length,
          changed: ticked.filter(differs).length,
          lapsing: ticked.filter(({ lapses }) => lapses === true).length,
        };
  const which =
    only === undefined
      ? html`<input type="hidden" name="all" value="yes">`
      : only.map((id) => html`<input type="hidden" name="${tickOf(id)}" value="yes">`);
  const fields = html`<input type="hidden" name="change" value="${changeId}"><input type="hidden" name="from" value="${placeText(place)}"><input type="hidden" name="sure" value="yes">${which}<div class="acts"><button>${words.button(counts.cases)}</button><a class="button second" href="${policyPath(active.id)}/cases">${words.back}</a></div>`;
  return html`<section class="card answer"><h2>${words.title(counts.cases, active.version)}</h2><ul><li>${words.changed(counts.changed)}</li><li>${words.lapsing(counts.lapsing)}</li><li>${words.stays}</li></ul>${form(staff, `${policyPath(active.id)}/move`, fields)}</section>`;
};
