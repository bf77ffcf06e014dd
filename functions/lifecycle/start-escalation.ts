import { AlreadyStarted } from '../platform/errors.ts';
import { hash32 } from '../platform/shard.ts';
import type { Part } from '../policy/decision.ts';
import type { Carrying } from './carry-out.ts';

/** Step Functions' limit for an execution's name. */
const LONGEST_NAME = 80;

/**
 * A name for the escalation of a step, of this entry of the spoke: a repeated call has the same one, and a request that
 * lapsed is followed by one of another name.
 */
const escalationName = ({ of, entry }: Carrying, demand: string, step: string): string => {
  const name = `${of.invoiceId}-c${of.cycle}-${step}`.replace(/[^A-Za-z0-9_-]/g, '_');
  const unique = hash32(`${name}#${demand}#${step}#${entry.enteredAt}#${entry.token}`).toString(36);
  return `${name.slice(0, LONGEST_NAME - unique.length - 1)}-${unique}`;
};

/** Starts the escalation of a step; one of this name that was started before is this one. */
export const startEscalation = async (
  carrying: Carrying,
  part: Extract<Part, { do: 'start-escalation' }>,
): Promise<void> => {
  const { platform, of } = carrying;
  try {
    await platform.workflows.start('escalation', escalationName(carrying, part.demand, part.step), {
      invoiceId: of.invoiceId,
      customerId: of.customerId,
      cycle: of.cycle,
      demand: part.demand,
      step: part.step,
      dueDay: part.dueDay,
    });
  } catch (error) {
    if (!(error instanceof AlreadyStarted)) throw error;
  }
};
