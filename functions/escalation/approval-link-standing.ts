import type { ApprovalDecision } from '../ledger/entities.ts';
import { type Snapshot, type StepRecord, stepKey } from '../lifecycle/entities.ts';
import { type LoadedCase, loadCase } from '../lifecycle/load-case.ts';
import type { Company } from '../platform/company.ts';
import { minorOf } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { type CaseFacts, type Position, positionOf } from '../policy/case-facts.ts';
import { itemKey, itemPointerKey, type WorkItem } from '../work-list/item.ts';
import { withoutEffect } from './answers.ts';
import { type ApprovalLink, linkOf } from './approval-link.ts';
import { approvalItem, putOffHoldId } from './escalation-case.ts';
import { judgeEscalation, lapsedBecause, needsSecond, snapshotOf } from './judge-escalation.ts';

/** Why a link alone may not decide: it proves a mailbox, not a person (domain rule 26). */
export type SignInReason = 'write-off' | 'two-people' | 'amount';

/** Where the request behind a link stands, seen from whom the link was sent to. */
export type LinkStanding =
  | { is: 'open'; signIn?: SignInReason }
  /** `other`: the answer of the other one of two people who both approved. */
  | { is: 'answered'; answer: ApprovalDecision; waitsForSecond: boolean; other?: ApprovalDecision }
  /** `answer`: somebody had answered, and then what it was based on changed. */
  | { is: 'lapsed'; because: string; answer?: ApprovalDecision };

export interface SeenLink {
  link: ApprovalLink;
  /** Whom the link was sent to. */
  person: StaffMember;
  loaded: LoadedCase;
  position: Position;
  /** The record of the step that the request belongs to, while it is about this request. */
  record: StepRecord | undefined;
  standing: LinkStanding;
}

export type Sight = SeenLink | { unseen: 'unknown' | 'expired' | 'not-asked' };

const signInFor = (snapshot: Snapshot, facts: CaseFacts, company: Company): SignInReason | undefined => {
  if (snapshot.action === 'write-off') return 'write-off';
  if (needsSecond(company.settings, snapshot)) return 'two-people';
  const above = facts.policy?.approval.signInAbove?.[snapshot.currency];
  return above !== undefined && snapshot.amount > minorOf(above, snapshot.currency) ? 'amount' : undefined;
};

/** The answers to a request, last one first; whoever opens it finds the own one first. */
const ownFirst = ({ staffId }: ApprovalLink, lastFirst: readonly ApprovalDecision[]): ApprovalDecision[] =>
  lastFirst.toSorted((a, b) => Number(b.by === staffId) - Number(a.by === staffId));

/** The answers by which a request was approved or refused. */
const answersOf = (
  link: ApprovalLink,
  record: StepRecord | undefined,
  { decisions }: CaseFacts['invoice'],
): ApprovalDecision[] => {
  const { first, second } = record?.approval ?? {};
  const found = [second, first].flatMap(
    (answer) => decisions.find(({ by, at }) => by === answer?.by && at === answer.at) ?? [],
  );
  return ownFirst(link, found);
};

const answered = (answer: ApprovalDecision, other: ApprovalDecision | undefined): LinkStanding => ({
  is: 'answered',
  answer,
  waitsForSecond: false,
  ...(other === undefined ? {} : { other }),
});

/** The answer to a request that is no longer open: the one that ended it, else one that names it or put it off. */
const lastAnswer = (
  link: ApprovalLink,
  record: StepRecord | undefined,
  invoice: CaseFacts['invoice'],
): ApprovalDecision | undefined => {
  const { approvalId, askedAt } = link;
  const { invoiceId, decisions, holds } = invoice;
  return (
    answersOf(link, record, invoice)[0] ??
    decisions.find((decision) => decision.approvalId === approvalId) ??
    decisions.find(({ at, eventId }) => at >= askedAt && Object.hasOwn(holds, putOffHoldId(invoiceId, eventId)))
  );
};

/** Why a request that is over, though all it was based on is as it was, is over. */
const endedBecause = ({ step, demand, askedAt }: ApprovalLink, { invoice, records }: CaseFacts): string => {
  const { movedTo } = invoice;
  const isAsked = records.some((record) => record.step === step && record.demand === demand);
  // Asked before a move, and not since: its step comes after another one by now.
  return !isAsked && movedTo !== undefined && Date.parse(movedTo.at) >= Date.parse(askedAt)
    ? 'earlier-step'
    : 'asked-anew';
};

const openOr = (link: ApprovalLink, loaded: LoadedCase): LinkStanding => {
  const signIn = signInFor(link.snapshot, loaded.facts, loaded.company);
  return signIn === undefined ? { is: 'open' } : { is: 'open', signIn };
};

const standingOf = (
  link: ApprovalLink,
  loaded: LoadedCase,
  position: Position,
  record: StepRecord | undefined,
): LinkStanding => {
  const { facts, company } = loaded;
  const lapsed = lapsedBecause(facts, position, link.snapshot);
  if (record?.status === 'asked') {
    const judged = judgeEscalation(record.approval!, facts, position, company);
    const { state, first, second } = judged;
    if (state === 'Waiting for an answer') return openOr(link, loaded);
    if (state === 'Waiting for a second answer')
      return first!.by === link.staffId
        ? { is: 'answered', answer: first!, waitsForSecond: true }
        : { is: 'open', signIn: 'two-people' };
    if (state === 'Lapsed') return { is: 'lapsed', because: judged.because! };
    const [answer, other] = ownFirst(link, second === undefined ? [first!] : [second, first!]);
    return answered(answer!, other);
  }
  const answer = lastAnswer(link, record, facts.invoice);
  // An approval whose record is gone never came to its letter; a refusal and a wait have no more to come to.
  if (answer !== undefined && (record !== undefined || answer.decision !== 'approve'))
    return answered(answer, answersOf(link, record, facts.invoice)[1]);
  const because = facts.invoice.cycle === link.cycle ? (lapsed ?? endedBecause(link, facts)) : 'cycle-over';
  return answer === undefined ? { is: 'lapsed', because } : { is: 'lapsed', because, answer };
};

/** Whether the person may still answer: not once the role was taken from them, or they have left. */
const mayStillAnswer = (
  link: ApprovalLink,
  { facts, company }: LoadedCase,
  record: StepRecord | undefined,
): boolean => {
  if (record?.status !== 'asked') return true;
  const { action, amount } = link.snapshot;
  const at = new Date(facts.now).toISOString();
  const { approvalId, staffId: by } = link;
  const probe: ApprovalDecision = { eventId: '', at, by, action, amount, approvalId, decision: 'approve' };
  return withoutEffect(probe, record.approval!, company.staff) === undefined;
};

/**
 * What a request is for the person whom it is asked of, or for somebody who has its role.
 *
 * @throws PayerBeingChanged while a change of the payer is being written in parts.
 */
const seenAs = (link: ApprovalLink, loaded: LoadedCase): Sight => {
  const person = loaded.company.staff.find(({ id }) => id === link.staffId);
  const { sk } = stepKey(link.customerId, link.invoiceId, link.cycle, link.demand, link.step);
  const found = loaded.facts.records.find((candidate) => candidate.sk === sk);
  const record = found?.approval?.approvalId === link.approvalId ? found : undefined;
  if (person === undefined || !mayStillAnswer(link, loaded, record)) return { unseen: 'not-asked' };
  const position = positionOf(loaded.facts);
  return { link, person, loaded, position, record, standing: standingOf(link, loaded, position, record) };
};

/**
 * What a link leads to now. Reads only: opening a link decides nothing (domain rule 28).
 *
 * @throws PayerBeingChanged while a change of the payer is being written in parts.
 */
export const seeLink = async (platform: Platform, token: string): Promise<Sight> => {
  const link = await linkOf(platform.table, token);
  if (link === undefined) return { unseen: 'unknown' };
  if (Date.parse(link.validUntil) <= platform.clock.now()) return { unseen: 'expired' };
  const loaded = await loadCase(platform, link);
  return loaded === undefined ? { unseen: 'unknown' } : seenAs(link, loaded);
};

/** A request that ended without a trace on its step, as its answer tells of it. */
const endedRequest = (
  { facts }: LoadedCase,
  { itemId, step: id = '', raisedAt }: WorkItem,
): Pick<ApprovalLink, 'approvalId' | 'snapshot' | 'askedAt' | 'step'> | undefined => {
  const isAbout = (approvalId: string): boolean =>
    [false, true].some((second) => approvalItem({ approvalId }, second) === itemId);
  const answer = facts.invoice.decisions.find(({ approvalId }) => approvalId !== undefined && isAbout(approvalId));
  if (answer?.approvalId === undefined) return undefined;
  const { approvalId, action, amount } = answer;
  const letter = facts.policy?.steps.find((step) => step.id === id)?.letter;
  const step = { id, action: action as Parameters<typeof snapshotOf>[2]['action'], ...(letter && { letter }) };
  const { demand: _unknown, ...snapshot } = snapshotOf(facts, positionOf(facts), step, '');
  return { approvalId, step: id, askedAt: raisedAt, snapshot: { ...snapshot, amount: amount ?? snapshot.amount } };
};

/**
 * What the request behind an item of the work list is to a colleague who is signed in. Reads only.
 *
 * @throws PayerBeingChanged while a change of the payer is being written in parts.
 */
export const seeRequest = async (platform: Platform, itemId: string, staffId: string): Promise<Sight> => {
  const pointer = await platform.table.get(itemPointerKey(itemId));
  if (typeof pointer?.customerId !== 'string') return { unseen: 'unknown' };
  const item = (await platform.table.get(itemKey(pointer.customerId, itemId))) as WorkItem | undefined;
  if (item?.customerId === undefined || item.invoiceId === undefined) return { unseen: 'unknown' };
  const { customerId, invoiceId } = item;
  const loaded = await loadCase(platform, { customerId, invoiceId });
  const record = loaded?.steps.find(
    ({ approval }) =>
      approval !== undefined && [false, true].some((second) => approvalItem(approval, second) === itemId),
  );
  if (loaded === undefined) return { unseen: 'unknown' };
  if (record?.approval === undefined) {
    const ended = endedRequest(loaded, item);
    if (ended === undefined) return { unseen: 'unknown' };
    const of = { customerId, invoiceId, cycle: loaded.facts.invoice.cycle, demand: '' };
    return seenAs({ pk: item.pk, sk: item.sk, staffId, ...of, ...ended, validUntil: ended.askedAt }, loaded);
  }
  const { approvalId, snapshot, askedAt } = record.approval;
  const { pk, sk, cycle, demand, step } = record;
  const of = { customerId, invoiceId, cycle, demand, step };
  return seenAs({ pk, sk, approvalId, staffId, ...of, snapshot, askedAt, validUntil: askedAt }, loaded);
};
