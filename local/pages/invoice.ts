import { html } from 'hono/html';
import { customerPartition, ownerKey, payerIdOf } from '../../functions/ledger/entities.ts';
import { type LoadedCase, loadCase } from '../../functions/lifecycle/load-case.ts';
import { positionOf } from '../../functions/policy/case-facts.ts';
import type { Decision } from '../../functions/policy/decision.ts';
import { standingOf } from '../../functions/reports/standing.ts';
import { accountPath } from '../../functions/web/account-parts.ts';
import { executionsOf } from '../server/executions-of.ts';
import { lettersOf } from '../server/letters-of.ts';
import type { Look } from '../server/look.ts';
import { executionTable } from './executions.ts';
import { invoiceFacts } from './invoice-facts.ts';
import { standingBadge } from './invoices.ts';
import { itemTable } from './item-table.ts';
import { layout } from './layout.ts';
import { lettersSent } from './letters-sent.ts';
import { facts, type Html, link, path, section } from './parts.ts';
import { stepsDone } from './steps-done.ts';
import { TIMELINE_PAGE, timeline } from './timeline.ts';
import { heldBack } from './why-not-sent.ts';
import { inWords, STANDINGS } from './words.ts';

const LETTERS = 10;

const next = ({ formats, company }: Look, loaded: LoadedCase, { next: step }: Decision): Html => {
  if (step === null) return html`<p>No automatic step is planned.</p>`;
  const { policy, customer, records } = loaded.facts;
  const held = records.find((record) => record.step === step.step && record.status === 'planned')?.verdict;
  if (held !== undefined)
    return html`<p><strong>${inWords(step.step)}</strong> is looked at again on <strong>${formats.date(held.on)}</strong>.</p>`;
  const of = policy?.steps.find(({ id }) => id === step.step);
  const rule =
    of === undefined
      ? ''
      : `${Math.abs(of.when.days)} ${Math.abs(of.when.days) === 1 ? 'day' : 'days'} ${of.when.days < 0 ? 'before' : 'after'} ${{ issued: 'the day of issue', due: 'the due date', installed: 'the installation', previous: 'the step before' }[of.when.anchor]}, moved to a working day and kept apart from the step before`;
  return html`<p><strong>${inWords(step.step)}</strong> on <strong>${formats.date(step.on)}</strong>${rule === '' ? '' : html`: ${rule} (${policy!.id}, version ${policy!.version}; ${customer.timeZone ?? company.settings.timeZone}).`}</p>`;
};

/** The why of one invoice: where it stands and why, what was done, what comes, and why nothing was sent. */
export const invoice = async (look: Look, invoiceId: string, query: { below?: string }): Promise<Html | undefined> => {
  const { world, formats, chrome } = look;
  const owner = await world.table.get(ownerKey(invoiceId));
  if (owner === undefined) return undefined;
  const customerId = owner.customerId as string;
  const loaded = await loadCase(world.runtime.platform, { customerId, invoiceId });
  if (loaded === undefined) return undefined;
  const { facts: of } = loaded;
  const position = positionOf(of);
  const decision = standingOf(loaded);
  const { invoice: own, customer, policy } = of;
  const base = path('invoices', invoiceId);
  const below = Number.parseInt(query.below ?? '', 10) || undefined;
  const letters = (await lettersOf(world, customerPartition(payerIdOf(customer)))).filter(({ lines }) =>
    lines.some((line) => line.invoiceId === invoiceId),
  );
  const items = [...world.survey.items.values()].filter((item) => item.invoiceId === invoiceId);
  const due = world.survey.invoices.get(invoiceId)?.dueDay;
  const entries = world.timeline.ofInvoice(invoiceId, TIMELINE_PAGE, below);
  const body = html`<p class="crumbs">${link('/invoices', 'Invoices')} / ${link(accountPath(customerId), customer.name)}</p>
<h1>Invoice ${own.number} ${standingBadge({ isDraft: own.status === 'draft', decision })}</h1>
${facts([
  [
    'Balance',
    html`<strong>${formats.money(Math.max(position.balance, 0), own.currency)}</strong> of ${formats.money(own.amount, own.currency)}`,
  ],
  [
    'Due',
    due === undefined
      ? 'No date'
      : html`${formats.day(due)}${position.balance > 0 && position.overdueDays > 0 ? html`, ${formats.count(position.overdueDays)} days overdue` : ''}`,
  ],
  ['Issued', formats.date(own.issuedOn)],
  own.installedOn === undefined ? undefined : ['Installed', formats.date(own.installedOn)],
  own.site === undefined ? undefined : ['Site', own.site],
  own.purchaseOrder === undefined ? undefined : ['Purchase order', own.purchaseOrder],
  own.kind === 'deposit' ? ['Kind', 'Deposit'] : undefined,
  position.disputed > 0 ? ['Disputed', formats.money(position.disputed, own.currency)] : undefined,
  position.promised > 0 ? ['Promised', formats.money(position.promised, own.currency)] : undefined,
  own.cycle > 1 ? ['Cycle', `${own.cycle}: a payment was reversed`] : undefined,
  ['Policy', policy === undefined ? 'None fits' : `${inWords(policy.id)}, version ${policy.version}`],
  own.number === invoiceId ? undefined : ['Id', invoiceId],
])}
${section(
  'Why it stands here',
  html`<p class="why"><strong>${STANDINGS[decision.standing].label}.</strong> ${formats.sentence(decision.text)}</p>
<p class="figures">${decision.rule}${Object.entries(decision.facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` · ${name} ${value}`)
    .join('')}</p>`,
)}
${section('Next step', next(look, loaded, decision))}
${heldBack(look, loaded, entries)}
${items.length === 0 ? '' : section('Work list', itemTable(look, 'Open items about this invoice', items, ''))}
${section('Steps', stepsDone(look, of.records))}
${section('Facts', invoiceFacts(look, loaded))}
${section('Letters', lettersSent(look, letters.slice(0, LETTERS), 'No letter about this invoice has been sent yet.'))}
${section('Executions', executionTable(look, 'Executions of this invoice', executionsOf(world, loaded), 'No execution has begun: a case begins within 36 hours before its first step.'))}
${section('Timeline', timeline(look, entries, { base, isFirstPage: below === undefined }))}`;
  return layout(chrome, '/invoices', `Invoice ${own.number}`, body);
};
