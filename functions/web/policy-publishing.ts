import { html } from 'hono/html';
import type { Policy } from '../policy/contract.ts';
import type { PolicyDraft } from '../policy-change/draft.ts';
import type { PolicyChange } from '../policy-change/entities.ts';
import { MAY, may } from './may.ts';
import type { Html } from './page.ts';
import { freshnessOf, stageOf } from './policy-change-read.ts';
import { nextVersion } from './policy-in.ts';
import { policyPath } from './policy-path.ts';
import type { Reader } from './reader.ts';
import { type SignedIn, staffWords } from './shell.ts';
import { form } from './staff-parts.ts';
import type { PoliciesWords } from './words/policies-en.ts';
import { policyChangeWords } from './words/policy-change-words.ts';

/** How a draft is published or thrown away, with what is known of it. */
export interface Publishing {
  staff: SignedIn;
  words: PoliciesWords;
  active: Policy;
  draft: PolicyDraft;
  /** Its newest rehearsal. */
  rehearsal?: PolicyChange | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

/** Which draft, and which version of the policy, the person has before them. */
export const seenFields = (seen: number, active: number): Html =>
  html`<input type="hidden" name="seen" value="${seen}"><input type="hidden" name="active" value="${active}">`;

/** A rehearsal is of the ledger of its day. */
const DAY_MS = 86_400_000;

/** What a decision to publish rests on. */
const rests = (reader: Reader, { rehearsal, draft, active, now }: Publishing): { text: string; isFresh: boolean } => {
  const { publishing: words } = policyChangeWords(reader);
  if (rehearsal === undefined) return { text: words.none, isFresh: false };
  const freshness = freshnessOf(rehearsal, draft, active);
  if (freshness === 'draft') return { text: words.stale, isFresh: false };
  const stage = stageOf(rehearsal, now);
  if (freshness !== 'fresh' || stage === 'ended' || stage === 'stopped') return { text: words.none, isFresh: false };
  if (stage === 'running') return { text: words.running, isFresh: false };
  const at = reader.instant(rehearsal.at);
  const fresh = now - Date.parse(rehearsal.at) > DAY_MS ? words.old(at) : words.fresh(at);
  return { text: rehearsal.moveRunning === true ? `${fresh} ${words.notMoved}` : fresh, isFresh: true };
};

export const publishingCard = (of: Publishing): Html => {
  const { staff, words, active, draft } = of;
  const act = (name: string, button: Html): Html =>
    form(staff, `${policyPath(active.id)}/${name}`, html`${seenFields(draft.v, active.version)}${button}`);
  const roles = MAY['publish-policy'].map((role) => staffWords(staff.reader.words.lang).roles[role]).join(', ');
  const mayPublish = may(staff.member, 'publish-policy');
  const { text, isFresh } = rests(staff.reader, of);
  return html`<section class="card"><h2>${policyChangeWords(staff.reader).publishing.title}</h2><p${isFresh ? '' : html` class="unrehearsed"`}>${text}</p>${mayPublish ? '' : html`<p class="small">${words.draft.whoPublishes(roles)}</p>`}<div class="acts">${
    mayPublish ? act('publish', html`<button>${words.draft.publish(nextVersion(active))}</button>`) : ''
  }${act('discard', html`<button class="second">${words.draft.discard}</button>`)}</div></section>`;
};
