import type { Item, Key, Write } from '../../platform/ports.ts';
import { nameOf } from './item-size.ts';

/** The key that a write is about. */
export function keyOf(write: Write): Key {
  if ('put' in write) return write.put;
  if ('update' in write) return write.update;
  return 'delete' in write ? write.delete : write.check;
}

/**
 * The item after an update. `undefined` in `set` takes the attribute away, as it does in a put.
 * Throws `TypeError` where an attribute is changed twice, belongs to the key, or is to be added to but is no number.
 */
export function updated(write: Extract<Write, { update: Key }>, before: Item | undefined): Item {
  const { update: key, set, remove, add } = write;
  const after: Item = before === undefined ? { pk: key.pk, sk: key.sk } : { ...before };
  for (const name in set) {
    refuseKeyAttribute(name, key);
    after[name] = set[name];
  }
  if (add !== undefined) addTo(after, add, set, key);
  if (remove !== undefined)
    for (const name of remove) {
      refuseKeyAttribute(name, key);
      refuseSecondChange(name, key, set, add);
      delete after[name];
    }
  return after;
}

function addTo(after: Item, add: Record<string, number>, set: Record<string, unknown> | undefined, key: Key): void {
  for (const name in add) {
    refuseKeyAttribute(name, key);
    refuseSecondChange(name, key, set);
    const before = after[name] ?? 0;
    if (typeof before !== 'number' || after[name] === null)
      throw new TypeError(`Item ${nameOf(key)}: ${name} is no number, so nothing can be added to it.`);
    after[name] = before + (add[name] ?? 0);
  }
}

function refuseKeyAttribute(name: string, key: Key): void {
  if (name === 'pk' || name === 'sk')
    throw new TypeError(`Item ${nameOf(key)}: ${name} is part of its key and cannot be updated; put a new item.`);
}

function refuseSecondChange(name: string, key: Key, ...others: (object | undefined)[]): void {
  for (const other of others)
    if (other !== undefined && Object.hasOwn(other, name))
      throw new TypeError(`Item ${nameOf(key)}: one update changes ${name} twice; name it once.`);
}
