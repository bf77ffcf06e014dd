import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConditionFailed } from '../../functions/platform/errors.ts';
import type { Condition, Item, Json, Key, Table, Write } from '../../functions/platform/ports.ts';
import type { Bench, TableFeatures } from './table-contract.ts';

const sortKeys = ['a', 'a#1', 'b', 'é', '\uFFFD', '😀'];

/** The table as one would write it down: a map, and the rules of the port word by word. */
class Model {
  readonly items = new Map<string, Item>();

  transact(writes: readonly Write[]): boolean[] {
    const failed = writes.map((write) => !holds(write.if, this.items.get(keyOf(write).sk)));
    if (!failed.includes(true)) for (const write of writes) this.#apply(write);
    return failed;
  }

  #apply(write: Write): void {
    const { pk, sk } = keyOf(write);
    if ('put' in write) this.items.set(sk, { ...write.put });
    else if ('delete' in write) this.items.delete(sk);
    else if ('update' in write) {
      const item: Item = { ...(this.items.get(sk) ?? { pk, sk }), ...write.set };
      for (const name of write.remove ?? []) delete item[name];
      for (const [name, by] of Object.entries(write.add ?? {})) item[name] = ((item[name] as number) ?? 0) + by;
      this.items.set(sk, item);
    }
  }
}

const keyOf = (write: Write): Key =>
  'put' in write ? write.put : 'update' in write ? write.update : 'delete' in write ? write.delete : write.check;

function holds(condition: Condition | undefined, item: Item | undefined): boolean {
  const { exists, equals = {}, absentOrLessThan = {} } = condition ?? {};
  if (exists !== undefined && exists !== (item !== undefined)) return false;
  if (!Object.entries(equals).every(([name, value]) => isDeepStrictEqual(item?.[name], value))) return false;
  return Object.entries(absentOrLessThan).every(
    ([name, bound]) => item?.[name] === undefined || Number(item[name]) < Number(bound),
  );
}

const value: fc.Arbitrary<Json> = fc.oneof(
  { maxDepth: 2 },
  fc.constantFrom<Json>(null, true, false, 0, 1, 'x'),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.integer(),
  fc.array(fc.constantFrom<Json>(1, 'y', null), { maxLength: 3 }),
  // An item is JSON: objects without a prototype do not come out of it.
  fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom<Json>(1, [2], { z: 3 }), { noNullPrototype: true }),
);
const sk = fc.constantFrom(...sortKeys);
const attributes = fc.record({ a: value, b: fc.constantFrom<Json>(0, 1, 'x') }, { requiredKeys: [] });
const condition: fc.Arbitrary<Condition | undefined> = fc.option(
  fc.record(
    {
      exists: fc.boolean(),
      equals: fc.record({ b: fc.constantFrom(undefined, 0, 1, 'x'), a: value }, { requiredKeys: [] }),
      absentOrLessThan: fc.record({ n: fc.integer({ min: -2, max: 6 }) }),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined, freq: 2 },
);

function writeTo(pk: string): fc.Arbitrary<Write> {
  const key = sk.map((name): Key => ({ pk, sk: name }));
  const guarded = (write: Write, guard: Condition | undefined): Write =>
    (guard === undefined ? write : { ...write, if: guard }) as Write;
  return fc.oneof(
    fc.tuple(key, attributes, condition).map(([at, more, guard]) => guarded({ put: { ...at, ...more, n: 0 } }, guard)),
    fc
      .tuple(key, attributes, fc.integer({ min: -3, max: 3 }), fc.boolean(), condition)
      .map(([at, set, n, drop, guard]) => {
        const remove = drop && !('b' in set) ? { remove: ['b'] } : {};
        return guarded({ update: at, set, add: { n }, ...remove }, guard);
      }),
    fc.tuple(key, condition).map(([at, guard]) => guarded({ delete: at }, guard)),
  );
}

/** Whether each write's condition failed, as the table tells it. */
async function transact(table: Table, writes: readonly Write[], single: boolean): Promise<boolean[]> {
  try {
    const [first] = writes;
    if (single && first !== undefined) await table.write(first);
    else await table.transact(writes);
    return writes.map(() => false);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return single ? [true] : writes.map((_, place) => error.reasons[place] !== undefined);
  }
}

/** Random histories of writes leave the table as they leave a plain map. */
export function modelContract(bench: Bench, features: TableFeatures): void {
  describe('any history of writes', () => {
    it('ends as it does in a plain map', async () => {
      const history = fc.array(
        fc.uniqueArray(writeTo(''), { minLength: 1, maxLength: 4, selector: (write) => keyOf(write).sk }),
        { maxLength: 12 },
      );
      await fc.assert(
        fc.asyncProperty(history, fc.boolean(), async (steps, single) => {
          const pk = bench.fresh('model');
          const model = new Model();
          for (const step of steps) {
            const writes = step.map((write) => inPartition(write, pk)).slice(0, single ? 1 : 4);
            expect(await transact(bench.table(), writes, single)).toEqual(model.transact(writes));
          }
          const keys = sortKeys.map((name): Key => ({ pk, sk: name }));
          const items = await bench.table().batchGet(keys);
          expect(items).toEqual(sortKeys.map((name) => model.items.get(name)));
          const listed = await bench.table().query(pk, '');
          expect(listed.items).toEqual(items.filter((item) => item !== undefined));
        }),
        { numRuns: features.histories },
      );
    });
  });
}

function inPartition(write: Write, pk: string): Write {
  if ('put' in write) return { ...write, put: { ...write.put, pk } };
  if ('update' in write) return { ...write, update: { ...write.update, pk } };
  return 'delete' in write ? { ...write, delete: { ...write.delete, pk } } : write;
}
