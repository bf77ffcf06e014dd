import { html } from 'hono/html';
import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import { contactsOf } from '../../functions/correspondence/recipients.ts';
import { type CustomerHead, customerPartition, headKey, payerIdOf } from '../../functions/ledger/entities.ts';
import { selectPolicy } from '../../functions/policy/select-policy.ts';
import { lettersOf } from '../server/letters-of.ts';
import type { Look } from '../server/look.ts';
import { invoiceTable } from './invoices.ts';
import { layout } from './layout.ts';
import { lettersSent } from './letters-sent.ts';
import { address, type Content, facts, type Html, link, pager, path, section, tableOr } from './parts.ts';
import { TIMELINE_PAGE, timeline } from './timeline.ts';
import { inWords } from './words.ts';
import { itemTable } from './work-list.ts';

const PAGE = 40;
const LETTERS = 10;

const letterFamily = ({ world }: Look, head: CustomerHead): Content => {
  const named = (id: string): Html => link(path('customers', id), world.survey.customers.get(id)?.name ?? id);
  if (head.parent !== undefined) return html`Letters go to ${named(head.parent)}`;
  if (head.children.length === 0) return 'Gets its own letters';
  return html`Gets the letters of ${head.children.map((id, index) => html`${index === 0 ? '' : ', '}${named(id)}`)}`;
};

const contacts = (head: CustomerHead): Html =>
  tableOr(
    'Contacts',
    [
      { head: 'Name', cell: ({ name }) => name },
      {
        head: 'E-mail',
        cell: ({ email }) => {
          const bad = email === undefined ? undefined : head.badAddresses[email.toLowerCase()];
          return email === undefined
            ? '–'
            : bad === undefined
              ? email
              : html`${email} <span class="badge late">${bad}</span>`;
        },
      },
      { head: 'Telephone', cell: ({ phone }) => phone ?? '–' },
      { head: 'For', cell: ({ roles }) => roles.map(inWords).join(', ') || '–' },
    ],
    contactsOf(head),
    head.parent === undefined
      ? 'Nobody can be written to: correct the contacts, and the step that waits goes to them.'
      : 'No contact of its own: letters go to the parent.',
  );

/** Everything about one customer. */
export const customer = async (
  look: Look,
  customerId: string,
  query: { page?: string; below?: string },
): Promise<Html | undefined> => {
  const { world, company, formats, chrome } = look;
  const head = (await world.table.get(headKey(customerId))) as CustomerHead | undefined;
  if (head === undefined) return undefined;
  const base = path('customers', customerId);
  const family = [customerId, ...head.children];
  const invoices = family
    .flatMap((member) => world.survey.invoicesOf(member))
    .sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || (a.dueDay ?? 0) - (b.dueDay ?? 0));
  const number = Math.max(Number.parseInt(query.page ?? '1', 10) || 1, 1);
  const more = (to: number): string => address(base, { page: to });
  const items = [...world.survey.items.values()].filter((item) => item.customerId === customerId);
  const owner = company.staff.find(({ id }) => id === head.accountOwner);
  const policy = selectPolicy(company.policies, head);
  const below = Number.parseInt(query.below ?? '', 10) || undefined;
  const letters: LetterRecord[] = await lettersOf(world, customerPartition(payerIdOf(head)));
  const holds = Object.values(head.holds).filter(
    ({ liftedAt, endedAt }) => liftedAt === undefined && endedAt === undefined,
  );
  const unapplied = Object.values(head.unapplied);
  const body = html`<p class="crumbs">${link('/customers', 'Customers')}</p>
<h1>${head.name}</h1>
${facts([
  ['Id', head.customerId],
  ['Segment', head.segment === '' ? 'Not known yet' : inWords(head.segment)],
  ['Policy', policy === undefined ? 'None fits' : `${inWords(policy.id)}, version ${policy.version}`],
  ['Letters', letterFamily(look, head)],
  owner === undefined ? undefined : ['Account owner', owner.name],
  ['Time zone', head.timeZone ?? `${company.settings.timeZone} (the company’s)`],
  head.locale === undefined ? undefined : ['Language and region', head.locale],
  head.tags.length === 0 ? undefined : ['Tags', head.tags.join(', ')],
  head.fixedIncome ? ['Fixed income', 'Yes: instalments are offered before anything else'] : undefined,
  ...unapplied.map(({ amount, currency }) => ['Money to apply', formats.money(amount, currency)] as const),
  ...holds.map(
    ({ until, reason, owner: by }) => ['On hold', `until ${formats.date(until)}: ${reason} (${by})`] as const,
  ),
])}
${items.length === 0 ? '' : section('Work list', itemTable(look, 'Open items of this customer', items.slice(0, PAGE), ''))}
${section(
  'Invoices',
  html`${invoiceTable(look, 'Invoices of this customer', invoices.slice((number - 1) * PAGE, number * PAGE), 'No invoice has come in yet.', head.children.length > 0)}
${pager(number > 1 ? more(number - 1) : undefined, number * PAGE < invoices.length ? more(number + 1) : undefined, ['Before', 'More'])}`,
)}
${section('Contacts', contacts(head))}
${section('Letters', lettersSent(look, letters.slice(0, LETTERS), 'No letter has been sent yet.'))}
${section('Timeline', timeline(look, world.timeline.ofCustomer(customerId, TIMELINE_PAGE, below), { base, withInvoice: true, isFirstPage: below === undefined }))}`;
  return layout(chrome, '/customers', head.name, body);
};
