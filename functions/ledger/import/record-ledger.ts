import { BadInput } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import type { LedgerEvent } from '../event.ts';
import { recordTogether } from '../record-event.ts';

/** Events of one customer that are written in one transaction: an invoice takes four of its hundred items. */
const TOGETHER = 20;
/** Events that are looked at together, to find those of one customer. */
const WINDOW = 5000;

export interface LedgerRecorded {
  recorded: number;
  repeated: number;
  refused: number;
}

export interface LedgerListener {
  /** An event was refused; the others are recorded all the same. */
  onRefused(event: LedgerEvent, problems: readonly string[]): void;
  onProgress?(done: number, of: number): void;
}

/** Whose event it is, as far as it says itself; what only names an invoice or a payment is recorded by itself. */
const customerOf = (event: LedgerEvent): string | undefined => {
  switch (event.type) {
    case 'customer.updated':
      return event.customer.id;
    case 'invoice.issued':
    case 'invoice.changed':
      return event.invoice.customerId;
    case 'payment.received':
    case 'credit.issued':
      return event.customerId;
    default:
      return undefined;
  }
};

/** Groups of events that can be written together: of one customer, in their order, at most so many. */
const groupsOf = (events: readonly LedgerEvent[]): LedgerEvent[][] => {
  const groups: LedgerEvent[][] = [];
  let open = new Map<string, LedgerEvent[]>();
  for (const event of events) {
    const customer = customerOf(event);
    if (customer === undefined) {
      // What it is about may stand in any group before it, and none after it may come first.
      groups.push([event]);
      open = new Map();
      continue;
    }
    const group = open.get(customer);
    if (group !== undefined && group.length < TOGETHER) group.push(event);
    else {
      const fresh = [event];
      open.set(customer, fresh);
      groups.push(fresh);
    }
  }
  return groups;
};

/**
 * Records a whole ledger, the events of one customer together. A refused event is reported and left out, and those
 * beside it are recorded. It may be stopped and repeated at any point: what was recorded is a repeat.
 */
export const recordLedger = async (
  platform: Platform,
  events: readonly LedgerEvent[],
  listener: LedgerListener,
): Promise<LedgerRecorded> => {
  const counts: LedgerRecorded = { recorded: 0, repeated: 0, refused: 0 };
  const record = async (group: readonly LedgerEvent[]): Promise<void> => {
    try {
      for (const outcome of await recordTogether(platform, group)) counts[outcome] += 1;
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      if (group.length > 1) for (const event of group) await record([event]);
      else {
        counts.refused += 1;
        listener.onRefused(group[0]!, error.problems);
      }
    }
  };
  for (let from = 0; from < events.length; from += WINDOW) {
    for (const group of groupsOf(events.slice(from, from + WINDOW))) await record(group);
    listener.onProgress?.(Math.min(from + WINDOW, events.length), events.length);
  }
  return counts;
};
