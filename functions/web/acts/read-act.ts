import { contactsOf } from '../../correspondence/recipients.ts';
import { departmentsOf } from '../../issues/departments.ts';
import type { InvoiceFacts } from '../../ledger/entities.ts';
import { email as emailField } from '../../platform/fields.ts';
import { formatMoney, minorOf } from '../../platform/money.ts';
import { titleOf } from '../item-title.ts';
import { inWords } from './act-form.ts';
import {
  type ActInput,
  type Drafted,
  FieldReader,
  type FormAct,
  LONGEST_NOTE,
  LONGEST_REASON,
  type Problem,
  type TakeBack,
} from './act-input.ts';
import { contactsMark } from './contacts-mark.ts';
import { issueOfItem } from './issue-of-item.ts';
import { readParts } from './plan-parts.ts';

/** What each form records: the facts of an act, or what is wrong with its fields. */

type Read = (input: ActInput, read: FieldReader) => Drafted | undefined;

/** The form that takes back what is recorded about an invoice. */
const takenBack = (
  { customerId, invoiceId }: InvoiceFacts,
  act: TakeBack,
  fields: Readonly<Record<string, string>>,
): NonNullable<Drafted['told']['undo']> => ({ to: `/accounts/${customerId}/${act}`, fields: { invoiceId, ...fields } });

const promise: Read = ({ invoice, words, reader, once, today }, read) => {
  const { invoiceId, currency } = invoice!;
  const amount = read.amount('amount', currency, true)!;
  const promisedOn = read.date('promisedOn', today);
  if (read.problems.length > 0) return undefined;
  const shown = reader.money(minorOf(amount, currency), currency);
  return {
    facts: [{ type: 'promise.made', promiseId: `promise-${once}`, invoiceId, amount, promisedOn }],
    told: {
      text: words.told.promise(shown, reader.date(promisedOn)),
      undo: takenBack(invoice!, 'withdraw-promise', { promiseId: `promise-${once}` }),
    },
  };
};

const plan: Read = (input, read) => {
  const { invoice, words, once } = input;
  const { invoiceId, currency } = invoice!;
  const parts = readParts(input, read);
  if (parts === undefined) return undefined;
  const instalments = parts.map(({ dueOn, amount }) => ({ dueOn, amount: formatMoney(amount, currency) }));
  return {
    facts: [{ type: 'plan.agreed', planId: `plan-${once}`, invoiceId, instalments }],
    told: {
      text: words.told.plan(parts.length),
      undo: takenBack(invoice!, 'withdraw-plan', { planId: `plan-${once}` }),
    },
  };
};

const issue: Read = ({ invoice, company, words, once }, read) => {
  const { invoiceId, currency } = invoice!;
  const categories = company.settings.issueCategories;
  const category = read.choice('category', Object.keys(categories));
  const description = read.text('description', LONGEST_NOTE, true);
  const disputedAmount = read.amount('disputed', currency, false);
  if (read.problems.length > 0) return undefined;
  return {
    facts: [
      {
        type: 'issue.raised',
        issueId: `issue-${once}`,
        invoiceId,
        category,
        description,
        ...(disputedAmount === undefined ? {} : { disputedAmount }),
      },
    ],
    told: {
      text: words.told.issue(inWords(categories[category!]!.department)),
      undo: takenBack(invoice!, 'withdraw-issue', { issueId: `issue-${once}` }),
    },
  };
};

const hold: Read = ({ invoice, head, form, words, reader, member, once, today }, read) => {
  const reason = read.text('reason', LONGEST_REASON, true);
  const until = read.date('until', today + 1);
  if (read.problems.length > 0) return undefined;
  const { customerId } = head!;
  const scope =
    invoice === undefined || form('scope') === 'account' ? { customerId } : { invoiceId: invoice.invoiceId };
  const holdId = `hold-${once}`;
  return {
    facts: [{ type: 'hold.placed', holdId, scope, reason, owner: member.id, until }],
    told: {
      text: words.told.hold(reader.date(until)),
      undo: { to: `/accounts/${customerId}/lift`, fields: { holdId } },
    },
  };
};

const contact: Read = ({ head, form, words }, read) => {
  const name = read.text('name', LONGEST_REASON, true);
  const phone = read.text('phone', LONGEST_REASON, false);
  const email = form('email').trim();
  const known = head!;
  if (email === '' && phone === '') read.wrong('email', words.wrong.reach);
  if (email !== '' && !emailField.safeParse(email).success) read.wrong('email', words.wrong.email);
  else if (known.badAddresses[email.toLowerCase()] !== undefined) read.wrong('email', words.wrong.emailBad);
  const role = read.choice('role', ['billing', 'escalation']);
  if (read.problems.length > 0) return undefined;
  const others = contactsOf(known).filter((other) => other.email === undefined || other.email !== email);
  const added = { name, ...(email === '' ? {} : { email }), ...(phone === '' ? {} : { phone }), roles: [role!] };
  const { customerId } = known;
  const contacts = [added, ...others].slice(0, 200);
  const undo = { to: `/accounts/${customerId}/contact-back`, fields: { entered: contactsMark(contacts) } };
  return {
    facts: [{ type: 'contact.corrected', customerId, contacts }],
    // Where there was nobody before there is nothing to go back to: another one is entered.
    told: { text: words.told.contact(name), ...(contactsOf(known).length === 0 ? {} : { undo }) },
  };
};

const resolve: Read = ({ item, invoice, words }, read) => {
  const outcome = read.choice('outcome', ['customer-right', 'company-right', 'goodwill']);
  const rootCause = read.text('rootCause', LONGEST_NOTE, true);
  const correctiveAction = read.text('correctiveAction', LONGEST_NOTE, true);
  const credit = invoice === undefined ? undefined : read.amount('credit', invoice.currency, false);
  if (read.problems.length > 0) return undefined;
  const { issueId } = issueOfItem(invoice, item!.itemId)!;
  return {
    facts: [
      {
        type: 'issue.resolved',
        issueId,
        outcome,
        rootCause,
        correctiveAction,
        ...(credit === undefined ? {} : { credit }),
      },
    ],
    told: { text: words.told.resolve },
  };
};

const pullIn: Read = ({ item, invoice, company, form, words, once }, read) => {
  const department = read.choice('department', [...departmentsOf(company)]);
  const task = read.text('task', LONGEST_REASON, true);
  const ids = company.staff.map(({ id }) => id);
  const to = form('to') === '' ? undefined : read.choice('to', ids, words.wrong.colleague);
  if (read.problems.length > 0) return undefined;
  const { issueId } = issueOfItem(invoice, item!.itemId)!;
  const asked = { issueId, taskId: `task-${once}`, department, task, ...(to === undefined ? {} : { to }) };
  return {
    facts: [{ type: 'issue.pulled-in', ...asked }],
    told: { text: words.told['pull-in'](inWords(department!)) },
  };
};

const wait: Read = ({ item, words, reader, today }, read) => {
  const until = read.date('until', today + 1);
  const reason = read.text('reason', LONGEST_REASON, true);
  if (read.problems.length > 0) return undefined;
  return {
    facts: [{ type: 'item.put-off', itemId: item!.itemId, until, reason }],
    told: { text: words.told.wait(reader.date(until)) },
  };
};

const handOn: Read = ({ item, company, words }, read) => {
  const note = read.text('note', LONGEST_NOTE, false);
  const ids = company.staff.map(({ id }) => id);
  const to = read.choice('to', ids, words.wrong.colleague);
  if (read.problems.length > 0) return undefined;
  const { name } = company.staff.find(({ id }) => id === to)!;
  return {
    facts: [{ type: 'item.handed-on', itemId: item!.itemId, to, ...(note === '' ? {} : { note }) }],
    told: { text: words.told['hand-on'](name) },
  };
};

const READ: Readonly<Record<FormAct, Read>> = {
  promise,
  plan,
  issue,
  hold,
  contact,
  resolve,
  'pull-in': pullIn,
  wait,
  'hand-on': handOn,
  'take-over': ({ item, member, words }) => ({
    facts: [{ type: 'item.handed-on', itemId: item!.itemId, to: member.id }],
    told: { text: words.told['take-over'] },
  }),
  'take-up': ({ item, invoice, words }) => ({
    facts: [{ type: 'issue.taken-up', issueId: issueOfItem(invoice, item!.itemId)!.issueId }],
    told: { text: words.told['take-up'] },
  }),
  resend: ({ item, words }) => ({
    facts: [{ type: 'letter.lost', customerId: item!.customerId, letterId: item!.letterId }],
    told: { text: words.told.resend },
  }),
  done: ({ item, words, reader }, read) => {
    const note = read.text('note', LONGEST_NOTE, false);
    return read.problems.length > 0
      ? undefined
      : { facts: [], note, told: { text: words.told.done(titleOf(reader, item!)) } };
  },
  'withdraw-promise': ({ form, invoice, words }) => ({
    facts: [{ type: 'promise.withdrawn', promiseId: form('promiseId'), invoiceId: invoice!.invoiceId }],
    told: { text: words.told['withdraw-promise'] },
  }),
  'withdraw-plan': ({ form, invoice, words }) => ({
    facts: [{ type: 'plan.withdrawn', planId: form('planId'), invoiceId: invoice!.invoiceId }],
    told: { text: words.told['withdraw-plan'] },
  }),
  'withdraw-issue': ({ form, words }) => ({
    facts: [{ type: 'issue.withdrawn', issueId: form('issueId') }],
    told: { text: words.told['withdraw-issue'] },
  }),
  'contact-back': ({ form, head, words }) => {
    const { customerId, contactsBefore } = head!;
    const corrected = { type: 'contact.corrected', customerId, contacts: contactsBefore! };
    const itemId = form('item');
    return {
      facts: [corrected, ...(itemId === '' ? [] : [{ type: 'item.reopened', itemId }])],
      told: { text: words.told['contact-back'] },
    };
  },
  lift: ({ form, words }) => ({
    facts: [{ type: 'hold.lifted', holdId: form('holdId') }],
    told: { text: words.told.lift },
  }),
};

/** Reads the form of an act. */
export const readAct = (act: FormAct, input: ActInput): Drafted | Problem[] => {
  const read = new FieldReader(input);
  return READ[act](input, read) ?? read.problems;
};
