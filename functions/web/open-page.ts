import { html } from 'hono/html';
import { wordsFor } from '../correspondence/templates/language-code.ts';
import { LANGUAGES } from '../correspondence/templates/languages.ts';
import type { SeenLink } from '../escalation/approval-link-standing.ts';
import type { Done, Dossier, LetterAhead, TaskDone } from '../escalation/dossier.ts';
import { nextAskedAbout } from '../escalation/next-asked.ts';
import { fromDay } from '../platform/civil-date.ts';
import { accountValue, causeOf } from './account-value.ts';
import type { Content, Html } from './page.ts';
import { backOf, page } from './page.ts';
import type { Reader } from './reader.ts';

/** The page of a request that is open: who is asked, what will happen, and why. */

const inWords = (id: string): string => {
  const text = id.replace(/[-_]+/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const fact = (name: string, value: Content | undefined): Html | '' =>
  value === undefined ? '' : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const line = (name: string, amount: string | undefined): Html | '' =>
  amount === undefined ? '' : html`<li><span>${name}</span> <span>${amount}</span></li>`;

export const questionOf = ({ words }: Reader, { link, loaded }: SeenLink): string => {
  const { action } = link.snapshot;
  const { name } = loaded.facts.customer;
  const ask = Object.hasOwn(words.questions, action) ? words.questions[action] : undefined;
  return ask?.(name) ?? words.anyQuestion(inWords(action), name);
};

export const numberOf = ({ loaded }: SeenLink): string => loaded.facts.invoice.number || loaded.facts.invoice.invoiceId;

const whyNow = ({ words }: Reader, { link, loaded }: SeenLink): Html | '' => {
  const { policy } = loaded.facts;
  const step = policy?.steps.find(({ id }) => id === link.step);
  if (policy === undefined || step === undefined) return '';
  const { anchor, days } = step.when;
  return html`<p>${anchor === 'due' && days > 1 ? words.asksAfterDue(inWords(policy.id), days) : words.asksNow(inWords(policy.id))}</p>`;
};

const owed = (reader: Reader, seen: SeenLink): Html => {
  const { link, loaded, position } = seen;
  const { words, money, date } = reader;
  const { invoice, customer, payer } = loaded.facts;
  const { snapshot } = link;
  const due = position.demands.find(({ id }) => id === link.demand)?.dueDay;
  const inCurrency = (minor: number): string | undefined => (minor === 0 ? undefined : money(minor, invoice.currency));
  return html`<section class="card" aria-labelledby="why"><h2 id="why">${words.why}</h2>
${whyNow(reader, seen)}
<dl class="facts">
${fact(words.customer, html`<bdi>${customer.name}</bdi> <span class="small">${customer.customerId}</span>`)}
${fact(words.letterGoesTo, payer.customerId === customer.customerId ? undefined : html`<bdi>${payer.name}</bdi>`)}
${fact(words.issued, date(invoice.issuedOn))}
${fact(words.due, due === undefined ? undefined : date(fromDay(due)))}
${fact(words.site, invoice.site === undefined ? undefined : html`<bdi>${invoice.site}</bdi>`)}
${fact(words.purchaseOrder, invoice.purchaseOrder === undefined ? undefined : html`<bdi>${invoice.purchaseOrder}</bdi>`)}
</dl>
<ul class="money">
${line(words.invoiced, money(invoice.amount, invoice.currency))}
${line(words.paid, inCurrency(invoice.amount - position.balance))}
${line(words.open, money(position.balance, invoice.currency))}
${line(words.underReview, inCurrency(position.disputed))}
${line(words.promised, inCurrency(position.promised))}
${line(words.itIsAbout, money(snapshot.amount, snapshot.currency))}
</ul></section>`;
};

const nameOf = ({ loaded }: SeenLink, staffId: string): string =>
  loaded.company.staff.find(({ id }) => id === staffId)?.name ?? staffId;

const taskText = ({ words, instant }: Reader, seen: SeenLink, task: TaskDone): Content => {
  if (task.is === 'over') return words.tasks.over;
  if (task.is === 'open') return words.tasks.open(task.with === undefined ? undefined : nameOf(seen, task.with));
  const done = words.tasks.done(nameOf(seen, task.by), instant(task.at));
  return task.note === undefined ? done : html`${done}: <bdi>${task.note}</bdi>`;
};

const doneText = (reader: Reader, seen: SeenLink, { step, how, to, ending, task }: Done): Content => {
  const { words } = reader;
  return html`<b>${inWords(step)}</b> (${words.how[how]})${task === undefined ? '' : html`<br><span class="small">${taskText(reader, seen, task)}</span>`}${ending === undefined || to === undefined ? '' : html`<br><span class="small">${words.endings[ending]} ${to.join(', ')}</span>`}`;
};

const doneSoFar = (reader: Reader, seen: SeenLink, done: readonly Done[]): Html => {
  const { words } = reader;
  return html`<section class="card" aria-labelledby="done"><h2 id="done">${words.done}</h2>
${
  done.length === 0
    ? html`<p>${words.nothingDone}</p>`
    : html`<ul class="said">${done.map(
        (each) =>
          html`<li><time datetime="${each.at}">${reader.instant(each.at)}</time><span>${doneText(reader, seen, each)}</span></li>`,
      )}</ul>`
}</section>`;
};

const said = (reader: Reader, { loaded, position }: SeenLink): Html | '' => {
  const { words, date, money } = reader;
  const { invoice } = loaded.facts;
  const { currency } = invoice;
  const categories = LANGUAGES[words.lang].categories;
  const rows = [
    // One that was raised by mistake and taken back is nothing that a customer said.
    ...Object.values(invoice.issues)
      .filter(({ withdrawnAt }) => withdrawnAt === undefined)
      .map(({ raisedAt, category, description, resolvedAt, rootCause }) => ({
        at: raisedAt,
        what: html`<b>${wordsFor(categories, category) ?? inWords(category)}</b>, ${resolvedAt === undefined ? words.issueOpen : words.issueSolved(reader.instant(resolvedAt))}<br><span class="small"><bdi>${description}</bdi></span>${causeOf(reader, rootCause)}`,
      })),
    ...position.promises.map(({ promise, outcome }) => ({
      at: promise.madeAt,
      what: html`<b>${words.promise(money(promise.amount, currency), date(promise.promisedOn))}</b>, ${words.outcomes[outcome ?? 'open']}`,
    })),
    ...(invoice.plan === undefined
      ? []
      : [{ at: invoice.plan.agreedAt, what: html`<b>${words.plan(invoice.plan.instalments.length)}</b>` }]),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  return rows.length === 0
    ? ''
    : html`<section class="card" aria-labelledby="said"><h2 id="said">${words.fromCustomer}</h2><ul class="said">${rows.map(
        ({ at, what }) => html`<li><time datetime="${at}">${reader.instant(at)}</time><span>${what}</span></li>`,
      )}</ul></section>`;
};

const letterAhead = (reader: Reader, { subject, text, to, notBefore }: LetterAhead): Html => {
  const { words } = reader;
  return html`<section class="card" aria-labelledby="letter"><h2 id="letter">${words.letter}</h2>
<dl class="facts">
${fact(words.letterTo, html`${to.map(({ email }, index) => html`${index === 0 ? '' : html`<br>`}${email}`)}`)}
${fact(words.letterSubject, html`<bdi>${subject}</bdi>`)}
${fact(words.letterWhen, words.notBefore(reader.instant(notBefore)))}
</dl>
<div class="paper">${text.replaceAll('\r\n', '\n')}</div></section>`;
};

/** What became of the request since it was mailed to this person. */
const movedOn = ({ words }: Reader, { link, loaded, record }: SeenLink): Html | '' => {
  const approval = record?.approval;
  if (approval === undefined || approval.assignee === link.staffId) return '';
  const name = loaded.company.staff.find(({ id }) => id === approval.assignee)?.name;
  return html`<p class="notice" role="status">${name === undefined ? words.onDepartment : words.handedOn(name)}</p>`;
};

/** Of two people the second knows what the first has said. */
const approvedFirst = ({ words, instant }: Reader, seen: SeenLink): Html | '' => {
  const first = seen.record?.approval?.first;
  if (first === undefined) return '';
  const name = nameOf(seen, first.by);
  return html`<p class="notice" role="status">${words.approvedFirst(name, instant(first.at))}</p>`;
};

const comesNext = ({ words, date }: Reader, seen: SeenLink): string => {
  const approval = seen.record?.approval;
  if (approval?.dueDay === undefined) return words.staysOnList;
  const on = date(fromDay(approval.dueDay));
  const { assignee } = nextAskedAbout(seen.loaded.company, approval);
  return assignee === undefined ? words.movesToList(on) : words.movesOn(on, nameOf(seen, assignee));
};

/** Where one signs in, and who else is signed in already. */
export interface WayIn {
  href: string;
  notBy?: string;
}

const signInNeeded = (reader: Reader, { standing, person }: SeenLink, { href, notBy }: WayIn): Html => {
  const { signIn } = reader.words;
  const why = standing.is === 'open' && standing.signIn !== undefined ? signIn.why[standing.signIn] : '';
  return html`<section class="card" aria-labelledby="decision"><h2 id="decision" tabindex="-1">${signIn.title}</h2>
<p>${why}</p>${notBy === undefined ? '' : html`<p>${signIn.notBy(notBy, person.name)}</p>`}
<p><a class="button" href="${notBy === undefined ? href : `${href}&anew=1`}">${notBy === undefined ? signIn.go : signIn.other}</a></p><p class="hint">${signIn.how}</p></section>`;
};

/** The page of an open request, with its form, or where a link may not decide it the way in. */
export const openPage = (
  reader: Reader,
  seen: SeenLink,
  dossier: Dossier,
  act: { form: Html } | { wayIn: WayIn },
): Html => {
  const { words, money } = reader;
  const { link, position, person } = seen;
  const question = questionOf(reader, seen);
  const body = html`${movedOn(reader, seen)}${approvedFirst(reader, seen)}
<div class="head"><p class="for">${words.forWhom(person.name)}</p>
<h1>${question}</h1>
<p class="sum"><strong>${money(link.snapshot.amount, link.snapshot.currency)}</strong> <span>${words.invoice(numberOf(seen))}, ${words.overdue(position.overdueDays)}</span></p>
<p class="for">${words.asked(reader.instant(link.askedAt))} ${words.today(reader.date(fromDay(position.today)))} ${comesNext(reader, seen)} <a class="jump" href="#decision">${words.skip}</a></p></div>
<div class="columns"><div class="story">
${owed(reader, seen)}
${doneSoFar(reader, seen, dossier.done)}
${said(reader, seen)}
${accountValue(reader, dossier.account, link.snapshot.currency)}
${dossier.letter === undefined ? '' : letterAhead(reader, dossier.letter)}
</div>
<div class="act">${'form' in act ? act.form : signInNeeded(reader, seen, act.wayIn)}</div></div>`;
  return page(words, { title: question, company: reader.company, body, skip: 'decision', ...backOf(reader) });
};
