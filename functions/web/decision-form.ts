import { html } from 'hono/html';
import type { LinkAnswer } from '../escalation/approval-link-decision.ts';
import type { SeenLink } from '../escalation/approval-link-standing.ts';
import { needsSecond } from '../escalation/judge-escalation.ts';
import { secondPerson } from '../escalation/next-asked.ts';
import { fromDay, parseDate, toDay } from '../platform/civil-date.ts';
import { cleanText } from '../platform/clean-text.ts';
import type { Html } from './page.ts';
import type { Reader } from './reader.ts';

/** The form of a decision: what it shows, and what it brings back. */

const CHOICES = ['approve', 'reject', 'wait'] as const;
type Choice = (typeof CHOICES)[number];

/** As contracts §2 has it for a reason. */
const LONGEST_REASON = 2000;
/** A year typed wrong would hide a debt for good. */
const MOST_DAYS_AHEAD = 366;

export interface FormValues {
  decision: string;
  reason: string;
  until: string;
}

export const EMPTY: FormValues = { decision: '', reason: '', until: '' };

interface Problem {
  field: 'decision' | 'reason' | 'until';
  text: string;
}

export const isProblems = (read: LinkAnswer | readonly Problem[]): read is readonly Problem[] => Array.isArray(read);

const isChoice = (text: string): text is Choice => (CHOICES as readonly string[]).includes(text);

const waitProblem = ({ words, date }: Reader, until: string, today: number): string | undefined => {
  if (until === '') return words.problems.dateMissing;
  if (parseDate(until) === undefined) return words.problems.dateWrong(until.slice(0, 40));
  if (toDay(until) <= today) return words.problems.datePast(date(fromDay(today + 1)));
  if (toDay(until) > today + MOST_DAYS_AHEAD) return words.problems.dateFar(date(fromDay(today + MOST_DAYS_AHEAD)));
  return undefined;
};

/** The decision that a form holds, or what is wrong with it. `today` is the customer's, a day since 1970. */
export const readForm = (reader: Reader, values: FormValues, today: number): LinkAnswer | readonly Problem[] => {
  const { problems: say } = reader.words;
  const { decision } = values;
  const reason = cleanText(values.reason).trim();
  const until = values.until.trim();
  if (!isChoice(decision)) return [{ field: 'decision', text: say.choose }];
  if (decision === 'approve') return { decision };
  const problems: Problem[] = [];
  if (reason.length > LONGEST_REASON) problems.push({ field: 'reason', text: say.reasonLong });
  if (decision === 'reject') {
    if (reason === '') problems.push({ field: 'reason', text: say.reasonMissing });
    return problems.length > 0 ? problems : { decision, reason };
  }
  const wrong = waitProblem(reader, until, today);
  if (wrong !== undefined) problems.push({ field: 'until', text: wrong });
  if (problems.length > 0) return problems;
  return reason === '' ? { decision, until } : { decision, until, reason };
};

const choiceCard = (id: Choice, title: string, hint: string, chosen: string): Html => html`
<label class="choice" for="${id}"><input type="radio" name="decision" id="${id}" value="${id}" required${chosen === id ? html` checked` : ''}> <b>${title}</b><span>${hint}</span></label>`;

const alertOf = ({ words }: Reader, problems: readonly Pick<Problem, 'text'>[]): Html | '' =>
  problems.length === 0
    ? ''
    : html`<div class="wrong" role="alert"><strong>${words.problem}</strong><ul>${problems.map(({ text }) => html`<li>${text}</li>`)}</ul></div>`;

/** What an approval brings about; of an amount for two, what the first one does. */
const ifApproved = ({ words }: Reader, { link, loaded, record }: SeenLink): string => {
  const { snapshot, staffId } = link;
  const brings = words.ifApproved[snapshot.action] ?? '';
  const approval = record?.approval;
  if (approval === undefined || approval.first !== undefined) return brings;
  if (!needsSecond(loaded.company.settings, snapshot)) return brings;
  return `${words.ifApprovedFirst(secondPerson(loaded.company.staff, approval, staffId)?.name)} ${brings}`;
};

/** The form of an open request, empty or as it came back. It works without script, and nothing is chosen beforehand. */
export const decisionForm = (
  reader: Reader,
  seen: SeenLink,
  form: { nonce: string; values: FormValues; problems: readonly (Problem | { text: string })[] },
): Html => {
  const { words } = reader;
  const { position } = seen;
  const { nonce, values, problems } = form;
  const first = problems.find((problem) => 'field' in problem);
  const wrong = (field: Problem['field']): Html | '' => {
    if (!problems.some((problem) => 'field' in problem && problem.field === field)) return '';
    return first?.field === field ? html` aria-invalid="true" autofocus` : html` aria-invalid="true"`;
  };
  return html`<form method="post" class="card" novalidate>
${alertOf(reader, problems)}
<input type="hidden" name="nonce" value="${nonce}">
<fieldset><legend id="decision" tabindex="-1">${words.decision}</legend>
${choiceCard('approve', words.choices.approve, ifApproved(reader, seen), values.decision)}
${choiceCard('reject', words.choices.reject, words.ifRefused, values.decision)}
${choiceCard('wait', words.choices.wait, words.ifPutOff, values.decision)}
</fieldset>
<div class="field for-wait"><label for="until">${words.until}</label>
<input type="date" id="until" name="until" value="${values.until}" min="${fromDay(position.today + 1)}" max="${fromDay(position.today + MOST_DAYS_AHEAD)}"${wrong('until')}></div>
<div class="field for-reason"><label for="reason">${words.reason}</label>
<textarea id="reason" name="reason" maxlength="${LONGEST_REASON}" aria-describedby="reason-hint"${wrong('reason')}>${values.reason}</textarea>
<p class="hint" id="reason-hint">${words.reasonHint}</p></div>
<button>${words.send}</button>
<p class="hint">${words.opened} ${words.neverAlone}</p>
</form>`;
};
