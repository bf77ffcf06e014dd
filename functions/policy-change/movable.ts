import { recipientsOf } from '../correspondence/recipients.ts';
import { judgeEscalation } from '../escalation/judge-escalation.ts';
import { balanceOf } from '../ledger/balance.ts';
import type { CustomerHead, InvoiceFacts } from '../ledger/entities.ts';
import { itemsOfCustomer } from '../lifecycle/customer-items.ts';
import type { Case, StepRecord } from '../lifecycle/entities.ts';
import { assemble, windowOfPayer } from '../lifecycle/load-case.ts';
import type { Company } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { localDate } from '../platform/zone.ts';
import { type CaseFacts, positionOf } from '../policy/case-facts.ts';
import { chooseNextStep } from '../policy/choose-next-step.ts';
import type { Policy } from '../policy/contract.ts';
import type { MovableCase, NextOf, PolicyChange } from './entities.ts';
import type { Family } from './next-families.ts';
import { readUnlessFaulty } from './unless-faulty.ts';

/** A running case that can be moved, and the cycle that it runs in. */
export interface Movable {
  cycle: number;
  of: MovableCase;
}

/** Whether a step is a letter that goes to nobody: it is due on its day, and a contact has to be found first. */
const isUnreachable = ({ policy, payer }: CaseFacts, id: string): boolean => {
  const step = policy?.steps.find((each) => each.id === id);
  if (step?.kind === 'escalation')
    return (step.action ?? 'final-notice') === 'final-notice' && recipientsOf(payer, 'escalation').length === 0;
  return (step?.kind === 'check-in' || step?.kind === 'reminder') && recipientsOf(payer, 'billing').length === 0;
};

const named = (facts: CaseFacts, step: string, on: string, standing: NextOf['standing']): NextOf =>
  isUnreachable(facts, step) ? { step, on, standing, unreachable: true } : { step, on, standing };

/** Where a case stands, and its next step: the one that comes by itself, or else what is carried out now. */
const nextOf = (facts: CaseFacts): NextOf => {
  const { next, parts, standing } = chooseNextStep(facts);
  if (next !== null) return named(facts, next.step, next.on, standing);
  for (const part of parts)
    if ('step' in part && part.do !== 'skip')
      return named(facts, part.step, localDate(facts.now, facts.zone), standing);
  return { step: null, on: null, standing };
};

/** The version that a running case follows before this change; undefined where it follows none of the policy's, or a later one. */
const versionBefore = (invoice: InvoiceFacts, running: Case, change: PolicyChange): number | undefined => {
  const { movedTo } = invoice;
  const isMoved = movedTo !== undefined && (movedTo.cycle ?? invoice.cycle) === invoice.cycle;
  // What an earlier call for the same part has moved already is counted again, as it was.
  const isOwn = isMoved && movedTo.source === change.changeId;
  const of = isMoved && !isOwn ? movedTo : { policyId: running.policyId, version: running.policyVersion };
  return of.policyId === change.policyId && of.version < change.version ? of.version : undefined;
};

const byPolicy = (company: Company, target: Policy): Company => ({
  ...company,
  policies: company.policies.map((policy) => (policy.id === target.id ? target : policy)),
});

/** A policy that is put in the place of the one with which a case began. */
export interface Target {
  change: PolicyChange;
  target: Policy;
}

const isAsked = (company: Company, facts: CaseFacts): boolean => {
  const position = positionOf(facts);
  return facts.records.some(
    ({ status, approval }) =>
      status === 'asked' &&
      approval !== undefined &&
      judgeEscalation(approval, facts, position, company).state !== 'Lapsed',
  );
};

/** Whether a request that is open lapses with moving. */
const lapsesWith = (company: Company, before: CaseFacts, after: CaseFacts): boolean =>
  isAsked(company, before) && !isAsked(company, after);

const movableOf = async (
  platform: Platform,
  company: Company,
  { change, target }: Target,
  of: { customer: CustomerHead; payer: CustomerHead; invoice: InvoiceFacts; case: Case; steps: readonly StepRecord[] },
): Promise<Movable | undefined> => {
  const { invoice, customer, payer } = of;
  const fromVersion = versionBefore(invoice, of.case, change);
  if (fromVersion === undefined) return undefined;
  const movedTo = { policyId: change.policyId, version: fromVersion, at: change.at, cycle: invoice.cycle };
  const facts = await assemble(platform, company, { ...of, invoice: { ...invoice, movedTo } });
  const payerWindow = windowOfPayer(byPolicy(company, target), payer);
  const moved = {
    ...facts,
    policy: target,
    payerWindow,
    invoice: { ...invoice, movedTo: { ...movedTo, version: change.version } },
  };
  return {
    cycle: invoice.cycle,
    of: {
      invoiceId: invoice.invoiceId,
      number: invoice.number,
      customerId: invoice.customerId,
      name: customer.name,
      amount: balanceOf(invoice),
      currency: invoice.currency,
      fromVersion,
      before: nextOf(facts),
      after: nextOf(moved),
      ...(lapsesWith(company, facts, moved) ? { lapses: true as const } : {}),
    },
  };
};

/**
 * The running cases of a family that follow an older version of the policy, each with its next step as it is and as it
 * would be by the target: decided by the hub's own rule on the case's facts, as of the change's instant.
 */
export const movableIn = async (
  platform: Platform,
  company: Company,
  of: Target,
  { payer, members }: Family,
): Promise<Movable[]> => {
  const now = Date.parse(of.change.at);
  const standing = { ...platform, clock: { now: () => now } };
  const found: Movable[] = [];
  for (const { head, items, open } of members)
    for (const { invoice, case: running, steps } of itemsOfCustomer(items).invoices.values()) {
      if (invoice === undefined || !open.has(invoice.invoiceId)) continue;
      if (running?.status !== 'open' || running.cycle !== invoice.cycle) continue;
      const each = { customer: head, payer, invoice, case: running, steps };
      const movable = await readUnlessFaulty(() => movableOf(standing, company, of, each));
      if (movable !== undefined) found.push(movable);
    }
  return found;
};
