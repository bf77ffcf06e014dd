import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settledIds, WantedIds } from '../../../../functions/ledger/import/contested-ids.ts';
import { deriveIds } from '../../../../functions/ledger/import/derived-ids.ts';
import { Fingerprints } from '../../../../functions/ledger/import/fingerprints.ts';

it('holds what a map holds, through all its growth', () => {
  const map = new Fingerprints(2);
  const count = 20_000;
  for (let index = 0; index < count; index += 1) {
    const { at, isNew } = map.put(`invoice ${index}`);
    expect(isNew).toBe(true);
    map.setWord(at, 0, index);
    map.setWord(at, 1, count - index);
  }
  expect(map.count).toBe(count);
  for (let index = 0; index < count; index += 97) {
    const at = map.find(`invoice ${index}`);
    expect([map.word(at, 0), map.word(at, 1), map.put(`invoice ${index}`).isNew]).toEqual([
      index,
      count - index,
      false,
    ]);
  }
  expect([map.find('invoice'), map.has('invoice 20000'), map.has('invoice 19999')]).toEqual([-1, false, true]);
  let seen = 0;
  map.forEach(() => {
    seen += 1;
  });
  expect(seen).toBe(count);
});

it('gives each number the id that it gets where all numbers are in memory', () => {
  const number = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{1,4}$/),
    fc.stringMatching(/^[a-c /.ü-]{1,4}$/),
    fc.constantFrom('7', '7.0', '7.00', 'A/1', 'A-1', 'A 1', '日本', '日', 'x'.repeat(70)),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 12 }), (numbers) => {
      const all = new Fingerprints();
      const wanted = new WantedIds(all);
      for (const each of numbers) if (all.put(each).isNew) wanted.see(each);
      const none = { customer: [], payment: [] };
      const { invoice } = settledIds({ ...none, invoice: wanted.contested() });
      for (const [each, id] of deriveIds(numbers)) expect(invoice.get(each)).toBe(id);
    }),
    { numRuns: 2000 },
  );
});
