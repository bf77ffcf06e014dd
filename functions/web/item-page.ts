import { html } from 'hono/html';
import type { Issue } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { localDate } from '../platform/zone.ts';
import { staysUntil } from '../work-list/stays-until.ts';
import { isRequest } from '../work-list/who-decides.ts';
import { actForms, type FormOf, inWords, reachable } from './acts/act-form.ts';
import type { FormAct, Problem } from './acts/act-input.ts';
import { issueOfItem, issueOfTask } from './acts/issue-of-item.ts';
import { actsFor, inputOf } from './acts/item-input.ts';
import { asksForCall, contactList } from './contact-part.ts';
import { evidenceLink } from './evidence-link.ts';
import { lastSaid, promisedFact } from './item-known.ts';
import { closedAlone, titleOf } from './item-title.ts';
import type { ItemView } from './item-view.ts';
import { rowOf } from './list-rows.ts';
import { whoMayDecide } from './not-theirs-page.ts';
import type { Content, Html } from './page.ts';
import { replyPart } from './reply-part.ts';
import { sentence } from './sentence.ts';
import type { SignedIn } from './shell.ts';
import { badge, facts } from './staff-parts.ts';
import { stepsDone } from './steps-done.ts';
import { replyWords } from './words/reply-words.ts';
import { workWords } from './words/work-words.ts';

/** What was sent, where a form comes back. */
export interface Sent {
  open: FormAct;
  problems: readonly Problem[];
  form(name: string): string;
}

/** An item on its own: what it is about, and every act with its form. It changes nothing. */
export const itemPage = (
  platform: Platform,
  signedIn: SignedIn,
  company: Company,
  view: ItemView,
  sent?: Sent,
  query: (name: string) => string | undefined = () => undefined,
): { title: string; body: Html } => {
  const { item, head, invoice, found, steps } = view;
  const { reader } = signedIn;
  const words = workWords(reader);
  const title = titleOf(reader, item);
  const now = platform.clock.now();
  const { gain, position } = rowOf(company, now, view);
  const today = localDate(now, company.settings.timeZone);
  const nameOf = (id: string): string => company.staff.find((member) => member.id === id)?.name ?? id;
  const isOpen = item.closedAt === undefined && item.putOff === undefined;
  const late = item.dueOn !== undefined && item.dueOn < today;
  const stays = staysUntil(item);
  const account = item.customerId === undefined ? undefined : `/accounts/${item.customerId}`;

  const acts = isOpen ? actsFor(view, signedIn) : [];
  const once = platform.ids.next('act');
  const back = sent?.form('back') ?? query('back') ?? '';
  const forms = acts.flatMap((act): FormOf[] =>
    act === 'decide'
      ? []
      : [
          {
            act,
            input: { ...inputOf(platform, company, signedIn, view, sent?.form), once },
            signedIn,
            to: `/items/${item.itemId}/${act}`,
            hidden: { seen: `${item.v}`, ...(back === '' ? {} : { back }) },
            problems: sent?.open === act ? sent.problems : [],
            at: {
              path: `/items/${item.itemId}`,
              query: {
                ...(item.customerId === undefined ? {} : { of: item.customerId }),
                ...(back === '' ? {} : { back }),
              },
              asked: (name) => query(name) ?? '',
            },
          },
        ],
  );
  const decide = acts.includes('decide')
    ? html`<p class="hint">${words.hints.decide}</p><p class="acts"><a class="button" href="/requests/${item.itemId}">${words.acts.decide}</a></p>`
    : isRequest(item)
      ? html`<p>${words.notTheirs.who(whoMayDecide(company.staff, item))}</p>`
      : '';

  const ended = (): Content => {
    if (item.closedAt !== undefined)
      return html`<p>${item.closedBy === undefined || item.closedBy === 'system' ? closedAlone(reader, item) : words.first.closed(nameOf(item.closedBy), reader.instant(item.closedAt))}</p>${item.note === undefined || item.note === '' ? '' : html`<p>${words.first.said(item.note)}</p>`}`;
    const { putOff } = item;
    return putOff === undefined
      ? ''
      : html`<p>${words.first.putOff(nameOf(putOff.by), reader.date(putOff.until), putOff.reason)}</p>`;
  };

  /** What was decided last; a step that this item is itself is nothing to come. */
  const next = (): string | undefined => {
    const decision = found?.decision;
    const ids = steps.map(({ step }) => step);
    const carriedOut = steps.some(({ step, status }) => status === 'done' && step === decision?.next?.step);
    if (decision === undefined || (isOpen && (carriedOut || decision.rule === 'task-due'))) return undefined;
    return sentence(reader, decision.text, [decision.next?.step ?? '', ...ids]);
  };

  const money = (): Content =>
    invoice === undefined || position === undefined
      ? facts([
          [
            words.item.amount,
            item.stake === undefined
              ? undefined
              : html`<b class="sum">${reader.money(item.stake.amount, item.stake.currency)}</b>`,
          ],
        ])
      : facts([
          [
            words.item.owed,
            html`<b class="sum">${reader.money(Math.max(position.balance, 0), invoice.currency)}</b> ${position.balance === invoice.amount ? '' : words.item.ofAmount(reader.money(invoice.amount, invoice.currency))}`,
          ],
          [
            words.item.due,
            invoice.dueOn === undefined
              ? undefined
              : html`${reader.date(invoice.dueOn)}${position.overdueDays > 0 ? html` ${badge(words.list.overdueDays(position.overdueDays), 'bad')}` : ''}`,
          ],
          [
            words.item.disputed,
            position.disputed === 0 ? undefined : reader.money(position.disputed, invoice.currency),
          ],
          promisedFact(reader, invoice, item),
          [words.item.next, next()],
        ]);

  /** How much, since when, and whom to call, before anything else is read. */
  const atOnce = (): Content => {
    const owes = invoice !== undefined && position !== undefined && position.balance > 0;
    const called = (head === undefined ? [] : reachable(head)).find(({ phone }) => phone !== undefined);
    if (!isOpen || (!owes && called === undefined)) return '';
    const late =
      owes && position.overdueDays > 0
        ? html` <span class="is-late">${words.list.overdueDays(position.overdueDays)}</span>`
        : '';
    return html`<p class="at-once">${owes ? html`<b>${reader.money(position.balance, invoice.currency)}</b>${late}` : ''}${called === undefined ? '' : html`${owes ? ' · ' : ''}<bdi>${called.name}</bdi> <a class="tel" href="tel:${called.phone!.replace(/[^+\d]/g, '')}"><bdi>${called.phone}</bdi></a>`}</p>`;
  };

  const issue = issueOfItem(invoice, item.itemId) ?? issueOfTask(invoice, item.itemId);
  const tasksOf = ({ tasks = {} }: Issue): Content => {
    const asked = Object.values(tasks);
    return asked.length === 0
      ? ''
      : html`<h3>${words.item.asked}</h3><ul class="plain-list">${asked.map(({ department, title, by, askedAt }) => html`<li>${title}<br><span class="small">${inWords(department)} · ${nameOf(by)}, ${reader.instant(askedAt)}</span></li>`)}</ul>`;
  };
  const body = html`<div class="head"><div><h1>${title}</h1><p class="lead">${
    account === undefined
      ? item.reply === undefined
        ? words.list.everyCustomer
        : replyWords(reader).nobody
      : html`<a href="${account}"><bdi>${head?.name ?? item.customerId!}</bdi></a>${invoice === undefined ? '' : html` · <a href="${account}/invoices/${invoice.invoiceId}">${words.list.invoice(invoice.number)}</a>`}`
  }</p>${atOnce()}</div><p>${badge(words.kinds[item.kind], late ? 'warn' : 'quiet')}</p></div>
${isOpen ? html`<p class="notice">${words.reasons[gain.reason]}${stays === undefined ? '' : html` ${words.stays[stays]}`}</p>` : html`<div class="notice">${ended()}</div>`}
<div class="columns">
<div>${replyPart(reader, item, nameOf)}${issue === undefined ? '' : html`<section class="card"><h2>${words.item.issue}</h2><p>${inWords(issue.category)}</p><p class="said">${issue.description}</p>${issue.takenUpAt === undefined || issue.takenUpBy === undefined ? '' : html`<p class="small">${words.item.takenUp(nameOf(issue.takenUpBy), reader.instant(issue.takenUpAt))}</p>`}${tasksOf(issue)}</section>`}
${isOpen ? html`<section class="card"><h2>${words.item.act}</h2>${decide}${forms.length === 0 ? '' : actForms(forms, sent?.open ?? query('act'))}</section>` : ''}
${invoice === undefined ? '' : html`<section class="card"><h2>${words.item.steps}</h2>${stepsDone(reader, steps) ?? words.item.noSteps}</section>`}</div>
<div>${invoice === undefined ? '' : html`<section class="card"><h2>${words.item.about}</h2>${money()}<p class="acts"><a href="${account!}/invoices/${invoice.invoiceId}">${words.item.whole}</a></p>${evidenceLink(reader, invoice, steps)}</section>`}
${head === undefined ? '' : html`<section class="card"><h2>${words.item.talkTo}</h2>${lastSaid(reader, invoice, item, nameOf)}${contactList(reader, head, { most: 6, calls: asksForCall(item), payer: view.payer })}<p class="acts"><a href="${account!}">${words.item.account}</a></p></section>`}
<section class="card">${facts([
    [
      words.item.whose,
      item.assignee === undefined
        ? item.department === undefined
          ? words.item.nobodyYet
          : inWords(item.department)
        : nameOf(item.assignee),
    ],
    [words.item.raised, reader.instant(item.raisedAt)],
    [
      words.item.answer,
      item.dueOn === undefined
        ? undefined
        : html`${reader.date(item.dueOn)}${late ? html` ${badge(words.list.late, 'warn')}` : ''}`,
    ],
  ])}${item.handedOn === undefined ? '' : html`<p class="small">${words.list.from(nameOf(item.handedOn.by), item.handedOn.note ?? '')}</p>`}${item.waited === undefined ? '' : html`<p class="small">${words.list.waited(nameOf(item.waited.by), item.waited.reason)}</p>`}</section></div>
</div>`;
  return { title, body };
};
