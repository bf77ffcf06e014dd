import type { LetterRecord } from '../../correspondence/letter-record.ts';
import { type Case, isStep, type StepRecord } from '../../lifecycle/entities.ts';
import { formatMoney } from '../../platform/money.ts';
import type { Item } from '../../platform/ports.ts';
import { type InvoiceFacts, isFacts } from '../entities.ts';
import type { OutEvent } from './contract.ts';

/**
 * What other systems are told of a change of the table: a pure function of an item before and after, so that nothing has
 * to be written for it. The same change gives the same events with the same ids, however often the stream delivers it.
 */

/** Lines of a letter in one event: some 60 KB, and the bus takes 256. */
const LINES_AT_ONCE = 500;

const milliseconds = (instant: string): number => Date.parse(instant);

const envelope = (type: OutEvent['type'], at: string, ...about: (string | number)[]) => ({
  id: [type, ...about, milliseconds(at)].join('-'),
  source: 'good-standing' as const,
  at,
});

const CLOSINGS: Readonly<Record<string, 'case.settled' | 'case.written-off' | 'case.handed-over' | 'case.cancelled'>> =
  {
    settled: 'case.settled',
    'written-off': 'case.written-off',
    'handed-over': 'case.handed-over',
    cancelled: 'case.cancelled',
  };

/** A case that was open is over. */
const ofCase = (before: Case | undefined, after: Case): OutEvent[] => {
  const type = CLOSINGS[after.decision?.standing ?? ''];
  if (after.status !== 'closed' || before?.status === 'closed' || type === undefined) return [];
  const { invoiceId, customerId, cycle, policyId, policyVersion } = after;
  const at = after.closedAt!;
  return [{ ...envelope(type, at, invoiceId, cycle), type, invoiceId, customerId, cycle, policyId, policyVersion }];
};

/** A write-off or hand-over was carried out: the books answer with a credit. */
const ofClosing = (before: InvoiceFacts | undefined, after: InvoiceFacts): OutEvent[] => {
  const closed = after.closedAs;
  if (closed === undefined || before?.closedAs !== undefined) return [];
  const { invoiceId, customerId, cycle, currency } = after;
  const type = closed.how === 'written-off' ? 'write-off.approved' : 'hand-over.approved';
  const amount = formatMoney(closed.amount, currency);
  return [{ ...envelope(type, closed.at, invoiceId, cycle), type, invoiceId, customerId, cycle, amount, currency }];
};

const ofIssues = (before: InvoiceFacts | undefined, after: InvoiceFacts): OutEvent[] => {
  const { invoiceId, customerId, currency } = after;
  const events: OutEvent[] = [];
  for (const issueId in after.issues) {
    const issue = after.issues[issueId]!;
    const was = before?.issues[issueId];
    const about = { invoiceId, customerId, issueId };
    const { category, disputedAmount, raisedAt, resolvedAt, outcome = '', credit } = issue;
    if (was === undefined)
      events.push({
        ...envelope('issue.raised', raisedAt, issueId),
        type: 'issue.raised',
        ...about,
        category,
        ...(disputedAmount === undefined ? {} : { disputed: formatMoney(disputedAmount, currency) }),
        currency,
      });
    if (resolvedAt === undefined || was?.resolvedAt !== undefined) continue;
    if (issue.withdrawnAt !== undefined) {
      events.push({ ...envelope('issue.withdrawn', resolvedAt, issueId), type: 'issue.withdrawn', ...about, category });
      continue;
    }
    const resolved = envelope('issue.resolved', resolvedAt, issueId);
    events.push({ ...resolved, type: 'issue.resolved', ...about, category, outcome });
    if (credit === undefined) continue;
    const amount = formatMoney(credit, currency);
    const asked = envelope('credit.requested', resolvedAt, issueId);
    events.push({ ...asked, type: 'credit.requested', ...about, amount, currency });
  }
  return events;
};

/** A credit hold was approved: whoever provides the service suspends it, until it is lifted. */
const ofStep = (before: StepRecord | undefined, after: StepRecord): OutEvent[] => {
  const { approval, at, liftedAt, invoiceId, customerId, cycle } = after;
  if (after.status !== 'done' || approval?.snapshot.action !== 'credit-hold') return [];
  const { approvalId, snapshot, first, second } = approval;
  const about = { invoiceId, customerId, cycle, approvalId };
  const events: OutEvent[] = [];
  if (before?.status !== 'done') {
    const amount = formatMoney(snapshot.amount, snapshot.currency);
    const approvedBy = [first, second].flatMap((answer) => answer?.by ?? []);
    const type = 'credit-hold.requested';
    const money = { amount, currency: snapshot.currency };
    events.push({ ...envelope(type, at!, approvalId), type, ...about, ...money, approvedBy });
  }
  if (liftedAt !== undefined && before?.liftedAt === undefined) {
    const type = 'credit-hold.lifted';
    events.push({ ...envelope(type, liftedAt, approvalId), type, ...about });
  }
  return events;
};

/** A letter left, or is known to have left. */
const ofLetter = (before: LetterRecord | undefined, after: LetterRecord): OutEvent[] => {
  if (after.status !== 'sent' || (before?.status === 'sent' && before.attempt === after.attempt)) return [];
  const { letterId, attempt, payerId, template, step, currency, at } = after;
  const lines = after.lines.map((line) => ({
    invoiceId: line.invoiceId,
    cycle: line.cycle,
    step: line.step,
    amount: formatMoney(line.amount, currency),
  }));
  const parts = Math.max(1, Math.ceil(lines.length / LINES_AT_ONCE));
  const total = formatMoney(after.total, currency);
  return Array.from({ length: parts }, (_, part) => ({
    ...envelope('letter.sent', at, letterId, attempt, part + 1),
    type: 'letter.sent' as const,
    ...{ letterId, payerId, template, step, total, currency },
    lines: lines.slice(part * LINES_AT_ONCE, (part + 1) * LINES_AT_ONCE),
    part: part + 1,
    parts,
  }));
};

/** Whether a change of this item may be told of: what the stream is filtered by. */
export const isTold = (sk: string): boolean => sk.startsWith('INVOICE#') || sk.startsWith('LETTER#');

/** The events of one change. */
export const outEvents = (before: Item | undefined, after: Item | undefined): OutEvent[] => {
  if (after === undefined || !isTold(after.sk)) return [];
  if (after.sk.startsWith('LETTER#')) return ofLetter(before as LetterRecord | undefined, after as LetterRecord);
  if (isFacts(after)) {
    const [was, is] = [before as InvoiceFacts | undefined, after as InvoiceFacts];
    return [...ofIssues(was, is), ...ofClosing(was, is)];
  }
  if (isStep(after)) return ofStep(before as StepRecord | undefined, after as StepRecord);
  return after.sk.endsWith('#CASE') ? ofCase(before as Case | undefined, after as Case) : [];
};
