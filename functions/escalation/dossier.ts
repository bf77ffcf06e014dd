import { draftOf, lineOf } from '../correspondence/draft.ts';
import type { Mailbox } from '../correspondence/letter-model.ts';
import { modelOf } from '../correspondence/letter-of.ts';
import { type LetterRecord, letterKey } from '../correspondence/letter-record.ts';
import { recipientsOf } from '../correspondence/recipients.ts';
import { customerPartition, INVOICES, type InvoiceFacts, isFacts } from '../ledger/entities.ts';
import { newStep } from '../lifecycle/carry-out.ts';
import type { LoadedCase } from '../lifecycle/load-case.ts';
import type { Platform } from '../platform/platform.ts';
import { localDay } from '../platform/zone.ts';
import { nextOpening } from '../policy/window.ts';
import { itemKey, type WorkItem } from '../work-list/item.ts';
import { itemIdsOfStep } from '../work-list/record.ts';
import { type AccountValue, accountValueOf } from './account-value.ts';
import type { SeenLink } from './approval-link-standing.ts';

/** What an approver is shown beside the figures: what was done so far, and the letter as it will leave. */
export interface Dossier {
  /** What was carried out of this invoice, oldest first. */
  done: readonly Done[];
  /** What the account is worth, and what went wrong on it before. */
  account: AccountValue;
  letter?: LetterAhead;
}

export interface Done {
  at: string;
  step: string;
  how: 'letter' | 'task' | 'approval';
  /** For a letter: whom it went to, and what became of it. */
  to?: readonly string[];
  ending?: LetterRecord['status'] | 'bounced';
  /** For a task: a colleague did it and said what came of it, it is over without anybody, or it waits still. */
  task?: TaskDone;
}

export type TaskDone =
  | { is: 'done'; at: string; by: string; note?: string }
  | { is: 'over' }
  | { is: 'open'; with?: string };

export interface LetterAhead {
  subject: string;
  /** The text form, without the closing line that only a letter that has left can have. */
  text: string;
  to: readonly Mailbox[];
  /** The instant before which it does not leave, were it approved now. */
  notBefore: number;
}

/** DynamoDB reads a hundred at once, and a task may stand on either of two items; a case has a few dozen steps at most. */
const AT_ONCE = 50;

/** How it is with the task of a step. An item that is not there says nothing: the task was done, or not, by the facts. */
const taskOf = ({ facts }: LoadedCase, step: string, item: WorkItem | undefined): TaskDone => {
  if (item === undefined) return { is: facts.invoice.tasksDone[step] === undefined ? 'open' : 'over' };
  const { closedAt, closedBy, note, assignee } = item;
  if (closedAt === undefined) return { is: 'open', ...(assignee === undefined ? {} : { with: assignee }) };
  if (closedBy === undefined || closedBy === 'system') return { is: 'over' };
  return { is: 'done', at: closedAt, by: closedBy, ...(note === undefined || note === '' ? {} : { note }) };
};

const doneSoFar = async ({ table }: Platform, { loaded }: SeenLink): Promise<Done[]> => {
  const { records, payer } = loaded.facts;
  const done = records
    .filter(({ status, how }) => (status === 'done' || status === 'unknown') && how !== 'skipped')
    .sort((a, b) => (a.at! < b.at! ? -1 : 1))
    .slice(-AT_ONCE);
  const sent = done.filter(({ letterId }) => letterId !== undefined);
  const keys = [
    ...sent.map(({ letterId, payerId }) => letterKey(payerId ?? payer.customerId, letterId!)),
    ...done
      .filter(({ how }) => how === 'task')
      .flatMap((record) => itemIdsOfStep(record).map((id) => itemKey(record.customerId, id))),
  ];
  const read = keys.length === 0 ? [] : await table.batchGet(keys);
  const found = new Map(read.map((item, index) => [keys[index]!.sk, item]));
  return done.map((record): Done => {
    const { at, step, how, letterId } = record;
    const base = { at: at!, step, how: how as Done['how'] };
    if (how === 'task') {
      const [own, shared] = itemIdsOfStep(record).map((id) => found.get(itemKey(record.customerId, id).sk));
      return { ...base, task: taskOf(loaded, step, (own ?? shared) as WorkItem | undefined) };
    }
    const letter =
      letterId === undefined ? undefined : (found.get(letterKey('', letterId).sk) as LetterRecord | undefined);
    if (letter === undefined) return base;
    const bounced = letter.to.every((email) => letter.bounced?.includes(email.toLowerCase()));
    return { ...base, to: letter.to, ending: bounced ? 'bounced' : letter.status };
  });
};

/** The notice as its reader will see it; made by the same words and facts as the one that leaves. */
const letterAhead = async (platform: Platform, { link, loaded, position }: SeenLink): Promise<LetterAhead> => {
  const { company, facts } = loaded;
  const { payer, invoice, now } = facts;
  const to = recipientsOf(payer, 'escalation');
  const notBefore = nextOpening(facts.payerWindow, facts.calendar, facts.payerZone, now);
  const part = { demand: link.demand, step: link.step, dueDay: position.today };
  const planned = newStep({ of: { ...link, restart: 0 }, now }, part, {
    how: 'approval',
    status: 'planned',
    template: link.snapshot.letter ?? 'final-notice',
  });
  const draft = draftOf('approved', [lineOf(invoice, facts, position, [planned], link.snapshot.amount)]);
  const view = { company, payer, today: localDay(notBefore, facts.payerZone) };
  // The customer's own link is for their eyes alone: who decides sees that there is one.
  const answerUrl = `${platform.publicUrl}/c/…`;
  // Loaded when it is needed: an answer to a request shows no letter.
  const { renderLetter } = await import('../correspondence/render.ts');
  const { subject, text } = renderLetter(modelOf(view, draft, { letterId: link.approvalId }, to, answerUrl));
  const closing = text.lastIndexOf('\r\n-- \r\n');
  return { subject, text: text.slice(0, closing).trimEnd(), to, notBefore };
};

/** One page of the table: several hundred invoices of a customer, with their cases and steps. */
const account = async (platform: Platform, { loaded, position }: SeenLink): Promise<AccountValue> => {
  const { customerId, currency } = loaded.facts.invoice;
  const { items, next } = await platform.table.query(customerPartition(customerId), INVOICES);
  const invoices = items.filter(isFacts) as InvoiceFacts[];
  return accountValueOf(invoices, currency, position.today, next !== undefined);
};

/** Reads what the page of an open request shows; writes nothing. */
export const dossierOf = async (platform: Platform, seen: SeenLink): Promise<Dossier> => {
  const [done, value] = await Promise.all([doneSoFar(platform, seen), account(platform, seen)]);
  const dossier = { done, account: value };
  return seen.link.snapshot.action === 'final-notice'
    ? { ...dossier, letter: await letterAhead(platform, seen) }
    : dossier;
};
