import { AlreadyStarted } from '../platform/errors.ts';
import { hash32 } from '../platform/shard.ts';
import type { Part } from '../policy/decision.ts';
import type { Carrying } from './carry-out.ts';

/** Step Functions' limit for an execution's name. */
const LONGEST_NAME = 80;

/** A name for the escalation of a step as the facts stand: changed facts make a new request possible. */
const escalationName = (invoiceId: string, cycle: number, demand: string, step: string, version: number): string => {
  const name = `${invoiceId}-c${cycle}-${step}-v${version}`.replace(/[^A-Za-z0-9_-]/g, '_');
  const unique = `${demand}#${step}`;
  const suffix = demand === 'invoice' ? '' : `-${hash32(unique).toString(36)}`;
  return name.length + suffix.length <= LONGEST_NAME
    ? `${name}${suffix}`
    : `${name.slice(0, 70)}-${hash32(name + unique).toString(36)}`;
};

/** Starts the escalation of a step; one of this name that was started before is this one. */
export const startEscalation = async (
  { platform, of, decision }: Carrying,
  part: Extract<Part, { do: 'start-escalation' }>,
): Promise<void> => {
  const name = escalationName(of.invoiceId, of.cycle, part.demand, part.step, decision.invoiceVersion);
  try {
    await platform.workflows.start('escalation', name, {
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
