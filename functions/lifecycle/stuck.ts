import { COMPANY, invoiceIdOf } from '../ledger/entities.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key } from '../platform/ports.ts';
import { isRecordFault } from '../platform/record-fault.ts';
import type { AgendaKind } from '../platform/shard.ts';
import { writeIfStill } from '../platform/write-if-still.ts';

/** What cannot be decided: a record on which a rule fails, or a case whose executions keep dying. */
export interface Stuck extends Item {
  of: Key;
  /** The agenda that names it. */
  kind: AgendaKind;
  customerId?: string;
  invoiceId?: string;
  since: string;
  /** The error's name; its message may hold personal data. */
  error: string;
  /** When the item for a person was raised last. */
  raisedAt?: string;
}

/** Executions of a case that keep dying, in place of an error's name. */
export const KEEPS_DYING = 'KeepsDying';

export const STUCK = 'STUCK#';

/** The ids that a key in a customer's partition tells. */
export const idsOf = ({ pk, sk }: Key): { customerId?: string; invoiceId?: string } => {
  if (!pk.startsWith('C#')) return {};
  const invoiceId = invoiceIdOf(sk);
  return { customerId: pk.slice(2), ...(invoiceId === undefined ? {} : { invoiceId }) };
};

/**
 * Notes that a record cannot be decided, once; the sweep tries it again and hands it to a person. Written only where
 * something is wrong, and never read by a decision.
 */
export const noteStuck = async (platform: Platform, of: Key, error: string, kind: AgendaKind): Promise<void> => {
  const since = new Date(platform.clock.now()).toISOString();
  const ids = idsOf(of);
  const stuck: Stuck = {
    pk: COMPANY,
    sk: `STUCK#${kind}#${of.pk}#${of.sk}`,
    of: { pk: of.pk, sk: of.sk },
    kind,
    ...ids,
    since,
    error,
  };
  if (!(await writeIfStill(platform, { put: stuck, if: { exists: false } }))) return;
  platform.tell({
    at: since,
    ...ids,
    what: 'record-stuck',
    why: {
      rule: 'cannot-be-decided',
      text: 'It cannot be decided: it is tried again with every sweep, then a person has to look.',
      facts: { error, kind },
    },
  });
};

/**
 * Does something with one record: where a rule fails on it, that is noted for the sweep and for a person, so that it
 * keeps no other one waiting. Returns whether it was done; errors that pass are thrown.
 */
export const orNote = async (
  platform: Platform,
  of: Key,
  run: () => Promise<void>,
  kind: AgendaKind = 'wake',
): Promise<boolean> => {
  try {
    await run();
    return true;
  } catch (error) {
    if (!isRecordFault(error)) throw error;
    await noteStuck(platform, of, (error as Error).name, kind);
    return false;
  }
};
