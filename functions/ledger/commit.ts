import { Conflict, TooBig } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import type { Item, Key, Write } from '../platform/ports.ts';
import { agendaOf } from '../platform/shard.ts';
import type { CustomerHead } from './entities.ts';
import type { LedgerEvent } from './event.ts';

/** What a transaction may hold: DynamoDB's own limit. */
const TRANSACTION_ITEMS = 100;
/** A change in parts that is not complete after this long was interrupted: the sweep finishes it. */
const INTERRUPTED_AFTER_MS = 900_000;

/** A change that is being written in parts, with the events that finish it after a crash. */
export interface Applying extends Item {
  name: string;
  /** As JSON: a map of the table forgets the order of its keys, by which an event's content is recognised. */
  events: string;
}

const applyingKey = (name: string): Key => ({ pk: `A#${name}`, sk: 'APPLYING' });

interface HeadPut {
  put: CustomerHead;
  if?: { equals?: Record<string, unknown> };
}
const isHead = (write: Write): boolean => 'put' in write && write.put.sk === 'HEAD';
/** Items that say that an event was recorded: written last, or a repeat of half a change would be taken for done. */
const SAY_RECORDED = new Set(['EVENT', 'PAYMENT', 'CREDIT', 'ISSUE', 'HOLD']);
const isMarker = (write: Write): boolean => 'put' in write && SAY_RECORDED.has(write.put.sk);

/** The mark that is being finished by these events, if it is theirs; anybody else's has to be waited for. */
const ownMark = async (platform: Platform, heads: readonly HeadPut[], name: string): Promise<boolean> => {
  const marks = heads.map(({ put }) => put.applying).filter((mark) => mark !== undefined);
  if (marks.length === 0) return false;
  if (marks.some((mark) => mark !== name))
    throw new Conflict(`Another change of the same customer is being written: send event ${name} again`);
  return (await platform.table.get(applyingKey(name))) !== undefined;
};

const withoutMark = ({ put, ...condition }: HeadPut): Write => {
  const { applying: _done, ...head } = put;
  return { ...condition, put: head };
};

const isKnown = ({ if: condition }: HeadPut): boolean => condition?.equals !== undefined;

/** The head's last write after its mark: marking is a change too, so that whoever read the head before it writes in vain. */
const afterMark = (head: HeadPut): HeadPut =>
  isKnown(head) ? { put: { ...head.put, v: head.put.v + 1 }, if: { equals: { v: head.put.v } } } : head;

/**
 * Writes a change. One that is too big for one transaction first marks every head that it concerns `applying`, then
 * writes its parts, and clears the marks with the last one: while a head is marked nothing is decided or sent for it.
 * After a crash the sweep records the same events again, which finishes the rest.
 */
export const commit = async (
  platform: Platform,
  writes: readonly Write[],
  events: readonly LedgerEvent[],
): Promise<void> => {
  if (writes.length === 0) return;
  const name = `${events[0]!.source}#${events[0]!.id}`;
  const heads = writes.filter(isHead) as HeadPut[];
  const resumed = await ownMark(platform, heads, name);
  const closing: Write[] = [...(resumed ? heads : heads.map(afterMark)).map(withoutMark), ...writes.filter(isMarker)];
  const others = writes.filter((write) => !isHead(write) && !isMarker(write));
  // What is moved is put in its new place before it leaves the old one.
  const parts = [...others.filter((write) => !('delete' in write)), ...others.filter((write) => 'delete' in write)];
  if (!resumed && writes.length <= TRANSACTION_ITEMS) {
    await platform.table.transact(writes);
    return;
  }
  closing.push({ delete: applyingKey(name) });
  if (closing.length > TRANSACTION_ITEMS)
    throw new TooBig(`Event ${name}: ${closing.length} customers and records at once; at most 100 are possible`);
  if (!resumed) {
    const at = new Date(platform.clock.now() + INTERRUPTED_AFTER_MS).toISOString();
    const mark: Applying = {
      ...applyingKey(name),
      name,
      events: JSON.stringify(events),
      agenda: agendaOf('applying', name),
      agendaAt: `${at}#${name}`,
    };
    await platform.table.transact([
      { put: mark },
      ...heads.filter(isKnown).map(
        ({ put, if: condition }): Write => ({
          update: { pk: put.pk, sk: put.sk },
          set: { applying: name },
          add: { v: 1 },
          if: condition!,
        }),
      ),
    ]);
  }
  for (let from = 0; from < parts.length; from += TRANSACTION_ITEMS)
    await platform.table.transact(parts.slice(from, from + TRANSACTION_ITEMS));
  await platform.table.transact(closing);
};
