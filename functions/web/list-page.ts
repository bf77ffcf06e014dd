import { html } from 'hono/html';
import { recipientsOf } from '../correspondence/recipients.ts';
import type { InvoiceFacts } from '../ledger/entities.ts';
import type { Company } from '../platform/company.ts';
import { localDate } from '../platform/zone.ts';
import type { Position } from '../policy/case-facts.ts';
import { EVERYBODY } from '../work-list/entry.ts';
import type { WorkItem } from '../work-list/item.ts';
import { offersOf } from '../work-list/offers.ts';
import { isRequest, mayDecide } from '../work-list/who-decides.ts';
import { inWords, labelOf, reachable } from './acts/act-form.ts';
import { issueOfItem } from './acts/issue-of-item.ts';
import { isUnreachable } from './acts/item-input.ts';
import { titleOf } from './item-title.ts';
import { holdersOf, isManyPeople, type ListOf, listOfHolder } from './list-holders.ts';
import { type Done, itemPath, type Listed, type Row } from './list-rows.ts';
import { may } from './may.ts';
import type { Content, Html } from './page.ts';
import type { SignedIn } from './shell.ts';
import { badge, empty, form } from './staff-parts.ts';
import { accountWords } from './words/account-words.ts';
import { workWords } from './words/work-words.ts';

/** The work list as a page: each item with its reason, whom to talk to, and what can be done at once. */

export interface ListView {
  signedIn: SignedIn;
  company: Company;
  of: ListOf;
  listed: Listed;
  page: number;
  now: number;
  /** What was closed today, where nothing is open. */
  done: readonly Done[];
  /** How many were closed; only the latest are read. */
  doneCount: number;
  /** How many wait for the department of whoever has nothing left on their own list. */
  waiting: number;
}

/** The address of a list. */
const listPath = ({ kind, id }: ListOf): string =>
  kind === 'person' || kind === 'department' ? `/list?of=${kind}:${encodeURIComponent(id)}` : `/list?of=${kind}`;

const nameOf = ({ staff }: Pick<Company, 'staff'>, id: string): string =>
  staff.find((member) => member.id === id)?.name ?? id;

const headingOf = ({ signedIn, company, of }: ListView): string => {
  const words = workWords(signedIn.reader).list;
  if (of.kind === 'everybody') return words.everybody;
  if (of.kind === 'nobody') return words.nobodys;
  if (of.kind === 'department') return words.department(inWords(of.id));
  return of.id === signedIn.member.id ? words.mine : words.person(nameOf(company, of.id));
};

/** Whom to call about it: the first who can be reached by telephone. */
const callable = ({ head }: Row): Html | '' => {
  if (head === undefined) return '';
  const contacts = reachable(head);
  const first = recipientsOf(head, 'billing')[0]?.name;
  const called =
    contacts.find(({ name, phone }) => name === first && phone !== undefined) ??
    contacts.find(({ phone }) => phone !== undefined);
  if (called?.phone === undefined) return '';
  return html` · <bdi>${called.name}</bdi> <a class="tel" href="tel:${called.phone.replace(/[^+\d]/g, '')}"><bdi>${called.phone}</bdi></a>`;
};

/** An issue about a part of an invoice is worth that part. */
const isPart = (position: Position, { amount }: InvoiceFacts, { kind }: WorkItem): boolean =>
  kind === 'issue' && position.disputed > 0 && position.disputed < amount;

const moneyOf = ({ signedIn: { reader } }: ListView, { invoice, position, item }: Row): Content => {
  const words = workWords(reader).list;
  if (invoice !== undefined && position !== undefined) {
    const days = position.overdueDays;
    const when =
      days > 0 ? words.overdueDays(days) : invoice.dueOn === undefined ? '' : words.dueOn(reader.date(invoice.dueOn));
    return html`<b>${reader.money(Math.max(position.balance, 0), invoice.currency)}</b><span class="${days > 0 ? 'is-late' : 'small'}">${when}</span>${isPart(position, invoice, item) ? html`<span class="small">${accountWords(reader).disputed(reader.money(position.disputed, invoice.currency))}</span>` : ''}${position.promised === 0 ? '' : html`<span class="small">${words.promised(reader.money(position.promised, invoice.currency))}</span>`}`;
  }
  return item.stake === undefined ? '' : html`<b>${reader.money(item.stake.amount, item.stake.currency)}</b>`;
};

const about = ({ signedIn: { reader } }: ListView, row: Row): Html => {
  const words = workWords(reader).list;
  const { item, head, invoice } = row;
  if (item.customerId === undefined) return html`${words.everyCustomer}`;
  const account = `/accounts/${item.customerId}`;
  return html`<a href="${account}"><bdi>${head?.name ?? item.customerId}</bdi></a>${
    invoice === undefined
      ? ''
      : html` · <a href="${account}/invoices/${invoice.invoiceId}">${words.invoice(invoice.number)}</a>`
  }${callable(row)}`;
};

/** Where an act leads back to: one's own list needs no address. */
const backOf = ({ of, page, signedIn }: ListView): string | undefined => {
  if (of.kind === 'person' && of.id === signedIn.member.id && page === 1) return undefined;
  return page === 1 ? listPath(of) : `${listPath(of)}&page=${page}`;
};

/** What is done with one press, and what with a second one on the item's own page. */
const actsOf = (view: ListView, { item, position, invoice, head }: Row): Html => {
  const { signedIn } = view;
  const words = workWords(signedIn.reader);
  const title = titleOf(signedIn.reader, item);
  const takenUp = issueOfItem(invoice, item.itemId)?.takenUpAt !== undefined;
  const offers = offersOf(
    { ...item, owes: (position?.balance ?? 0) > 0, takenUp, unreachable: isUnreachable(head) },
    signedIn.member.id,
  );
  const back = backOf(view);
  const path = `${itemPath(item)}${back === undefined ? '' : `${itemPath(item).includes('?') ? '&' : '?'}back=${encodeURIComponent(back)}`}`;
  const at = (act: string): string => `${path}${path.includes('?') ? '&' : '?'}act=${act}#act-${act}`;
  const links = offers
    .filter((act) => act !== 'decide')
    .slice(0, 3)
    .map((act) => {
      if (act === 'done' || act === 'take-up')
        return form(
          signedIn,
          `/items/${item.itemId}/${act}`,
          html`<input type="hidden" name="seen" value="${item.v}">${back === undefined ? '' : html`<input type="hidden" name="back" value="${back}">`}<button class="second">${labelOf(words, act, item.kind)}<span class="unseen">: ${title}</span></button>`,
        );
      return html`<a class="button second" href="${at(act)}">${labelOf(words, act, item.kind)}<span class="unseen">: ${title}</span></a>`;
    });
  if (offers.includes('decide') && mayDecide(item, signedIn.member))
    links.push(
      html`<a class="button second" href="/requests/${item.itemId}">${words.acts.decide}<span class="unseen">: ${title}</span></a>`,
    );
  return html`<div class="do">${links}<a class="more" href="${path}">${words.list.allActs}<span class="unseen">: ${title}</span></a></div>`;
};

/** With whom it is, where the list is not one person's. */
const whose = ({ signedIn, company, of }: ListView, { item: { assignee, department } }: Row): Html | '' => {
  if (of.kind !== 'everybody') return '';
  const { item, list } = workWords(signedIn.reader);
  const name =
    assignee !== undefined
      ? nameOf(company, assignee)
      : department === undefined
        ? item.nobodyYet
        : list.department(inWords(department));
  return html` · ${list.with(name)}`;
};

const heard = (view: ListView, { item, invoice }: Row): Html | '' => {
  const { reader } = view.signedIn;
  const { list, item: words } = workWords(reader);
  const { handedOn, waited } = item;
  const { takenUpAt, takenUpBy } = issueOfItem(invoice, item.itemId) ?? {};
  if (takenUpAt !== undefined && takenUpBy !== undefined && takenUpBy !== view.signedIn.member.id)
    return html`<p class="small">${words.takenUp(nameOf(view.company, takenUpBy), reader.instant(takenUpAt))}</p>`;
  if (waited !== undefined)
    return html`<p class="small">${list.waited(nameOf(view.company, waited.by), waited.reason)}</p>`;
  if (handedOn === undefined || handedOn.by === item.assignee) return '';
  return html`<p class="small">${list.from(nameOf(view.company, handedOn.by), handedOn.note ?? '')}</p>`;
};

const itemOf = (view: ListView, row: Row): Html => {
  const { reader } = view.signedIn;
  const words = workWords(reader);
  const { item, gain } = row;
  const today = localDate(view.now, view.company.settings.timeZone);
  const late = item.dueOn !== undefined && item.dueOn < today;
  return html`<li class="item"><div class="what"><h2><a href="${isRequest(item) && mayDecide(item, view.signedIn.member) ? `/requests/${item.itemId}` : itemPath(item)}">${titleOf(reader, item)}</a></h2>
<p>${about(view, row)}</p><p class="why">${badge(words.kinds[item.kind], late ? 'warn' : 'quiet')} ${words.reasons[gain.reason]}${item.dueOn === undefined || gain.reason === 'answer-today' ? '' : html` · <span class="${late ? 'is-late' : ''}">${item.dueOn === today ? words.list.answerToday : words.list.answerBy(reader.date(item.dueOn))}</span>`}${whose(view, row)}</p>${heard(view, row)}</div>
<div class="money">${moneyOf(view, row)}</div>
${actsOf(view, row)}</li>`;
};

/** The lists beside this one, for whoever may see them; of all lists, how many each has. */
const otherLists = ({ signedIn, company, of, listed }: ListView): Html | '' => {
  const { member, reader } = signedIn;
  if (of.kind === 'person' && of.id === member.id) return '';
  const words = workWords(reader).list;
  const all = may(member, 'see-everybody');
  const nameOfHolder = ({ kind, id }: ListOf): string =>
    kind === 'person' ? nameOf(company, id) : kind === 'department' ? inWords(id) : words.nobodys;
  const seen = holdersOf(company).filter(({ kind, id }) => {
    if (!all)
      return (
        id === member.department ||
        company.staff.some((each) => each.id === id && each.department === member.department)
      );
    if (of.kind === 'department' && kind === 'person')
      return company.staff.some((each) => each.id === id && each.department === of.id);
    // Of all lists those that hold something are named, and the people in any case.
    return of.kind !== 'everybody' || kind === 'person' || (listed.counts.get(listOfHolder({ kind, id })) ?? 0) > 0;
  });
  const links = [...(all ? [{ kind: 'everybody', id: EVERYBODY } as ListOf] : []), ...seen].map((holder) => {
    const count =
      of.kind === 'everybody' && holder.kind !== 'everybody' ? listed.counts.get(listOfHolder(holder)) : undefined;
    const name = holder.kind === 'everybody' ? words.everybody : nameOfHolder(holder);
    return html`<li><a href="${listPath(holder)}"${holder.kind === of.kind && holder.id === of.id ? html` aria-current="page"` : ''}>${name}${count === undefined ? '' : html` <span class="count">${count}</span>`}</a></li>`;
  });
  return html`<nav aria-label="${words.lists}"><ul class="tabs">${links}</ul></nav>`;
};

const doneToday = ({ signedIn, done, doneCount, of }: ListView): Html | '' => {
  if (of.kind !== 'person') return '';
  const { list: words } = workWords(signedIn.reader);
  if (doneCount === 0) return html`<p class="small done-none">${words.nothingToday}</p>`;
  const { reader } = signedIn;
  return html`<section class="card"><h2>${words.doneToday(`${doneCount}`)}</h2><ol class="timeline">${[...done]
    .reverse()
    .map(({ at, item, customer, invoice }) => {
      const { customerId } = item;
      const account = `/accounts/${customerId}`;
      const whose =
        customerId === undefined ? '' : html` · <a href="${account}"><bdi>${customer ?? customerId}</bdi></a>`;
      const of =
        invoice === undefined
          ? ''
          : html` · <a href="${account}/invoices/${invoice.invoiceId}">${words.invoice(invoice.number)}</a>`;
      return html`<li><time datetime="${at}">${reader.instant(at)}</time><span><a href="${itemPath(item)}">${titleOf(reader, item)}</a>${whose}${of}</span></li>`;
    })}</ol></section>`;
};

const blank = (view: ListView): Html => {
  const { list: words } = workWords(view.signedIn.reader);
  if (view.of.kind === 'nobody') return empty(words.leftOver, words.leftOverText);
  if (view.of.kind === 'everybody') return empty(words.blank, words.blankEverybody);
  const own = view.of.kind === 'person' && view.of.id === view.signedIn.member.id;
  const { department } = view.signedIn.member;
  if (own && department !== undefined && view.waiting > 0) {
    const way = html`<a class="button" href="/list?of=department:${encodeURIComponent(department)}">${words.look}</a>`;
    return empty(words.ownBlank, html`${words.departmentWaits(`${view.waiting}`)}<br>${way}`);
  }
  const links = html`${department === undefined || !own ? '' : html`<a href="/list?of=department:${encodeURIComponent(department)}">${words.look}</a> · `}<a href="/search">${words.search}</a>`;
  return html`${empty(words.blank, html`${own ? words.blankText : words.blankOther}<br>${links}`)}${doneToday(view)}`;
};

const pages = ({ of, page, listed, signedIn }: ListView): Html | '' => {
  const words = workWords(signedIn.reader).list;
  const to = (number: number): string => `${listPath(of)}&page=${number}`;
  if (page === 1 && !listed.hasMore) return '';
  return html`<p class="pager">${page > 1 ? html`<a href="${to(page - 1)}" rel="prev">${words.before}</a>` : ''}${listed.hasMore ? html`<a href="${to(page + 1)}" rel="next">${words.allActs}</a>` : ''}</p>`;
};

/** A list, its items in the order of what acting on them brings. */
export const listPage = (view: ListView): { title: string; body: Html } => {
  const { listed, of, signedIn } = view;
  const { list: words } = workWords(signedIn.reader);
  const title = headingOf(view);
  const { rows, open } = listed;
  const lead = {
    everybody: isManyPeople(view.company) ? words.manyLead : words.ordered,
    nobody: words.everybodyLead,
    department: words.departmentLead,
    person: words.ordered,
  }[of.kind];
  const shown = rows.length < open ? words.more(`${rows.length}`, `${open}`) : words.count(`${open}`);
  const today = signedIn.reader.words.today(signedIn.reader.date(localDate(view.now, view.company.settings.timeZone)));
  const body = html`<div class="head"><h1>${title}</h1><p class="lead">${rows.length === 0 ? today : `${today} ${shown}`}</p></div>
${rows.length === 0 && of.kind === 'person' ? '' : html`<p class="lead">${lead}</p>`}
${otherLists(view)}
${rows.length === 0 ? blank(view) : html`<ol class="items">${rows.map((row) => itemOf(view, row))}</ol>${pages(view)}`}`;
  return { title, body };
};
