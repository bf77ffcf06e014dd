import { isOverdue } from '../escalation/wake-escalations.ts';
import { isOpen } from '../ledger/balance.ts';
import { hasEnded } from '../lifecycle/has-ended.ts';
import type { LoadedCase } from '../lifecycle/load-case.ts';
import { chooseNextStep } from '../policy/choose-next-step.ts';
import { type Decision, OPEN_STANDINGS } from '../policy/decision.ts';

/** Where an invoice stands now, decided afresh on its facts. */
export const standingOf = ({ facts }: LoadedCase): Decision => chooseNextStep(facts);

/**
 * Why an open invoice stands nowhere, or undefined where it stands in exactly one place and something will move it:
 * its running execution's timer, its entry on the agenda, or the item that a person acts on. Anything else is an orphan.
 */
export const orphanBecause = (loaded: LoadedCase, decision: Decision): string | undefined => {
  const { facts } = loaded;
  if (!isOpen(facts.invoice) || facts.invoice.closedAs !== undefined) return undefined;
  if (!(OPEN_STANDINGS as readonly string[]).includes(decision.standing))
    return `its standing is "${decision.standing}"`;
  const found = loaded.case;
  // An execution that has not parked yet is on its way: it was started before the invoice left the agenda.
  const running = found?.status === 'open' && found.cycle === facts.invoice.cycle && !hasEnded(found, facts.now);
  const onAgenda = facts.invoice.agenda !== undefined;
  if (!onAgenda && facts.records.some((record) => isOverdue(record, loaded)))
    return 'its approval was not handed on: no execution waits for the answer';
  return running || onAgenda ? undefined : 'nothing will look at it again: no execution waits, and it is on no agenda';
};
