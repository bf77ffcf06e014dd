import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveIds, suffixedId } from '../../../../functions/ledger/import/derived-ids.ts';
import { id } from '../../../../functions/platform/fields.ts';

const idsOf = (...originals: string[]) => originals.map((original) => deriveIds(originals).get(original));

describe('the ids of numbers', () => {
  it('stay as they are where they are ids, with their leading zeros', () => {
    expect(idsOf('0140105686', 'INV-1_a')).toEqual(['0140105686', 'INV-1_a']);
  });

  it('are the readable part of what is none', () => {
    expect(idsOf('2960623488.0', 'RE/2026/17', ' Größe 4 ')).toEqual(['2960623488', 'RE-2026-17', 'Gro-e-4']);
  });

  it('keep two numbers apart that would give one id', () => {
    const [first, second, third] = idsOf('INV/1', 'INV-1', 'INV.1');
    expect(second).toBe('INV-1');
    expect(first).toMatch(/^INV-1-[0-9a-f]{10}$/);
    expect(third).toMatch(/^INV-1-[0-9a-f]{10}$/);
    expect(first).not.toBe(third);
  });

  it('do not depend on the order of the numbers', () => {
    expect(deriveIds(['1001.0', '1001']).get('1001.0')).toBe(deriveIds(['1001', '1001.0']).get('1001.0'));
  });

  it('are short enough for long numbers and written for those without a Latin letter', () => {
    expect(idsOf('x'.repeat(65))[0]).toHaveLength(64);
    expect(idsOf('請求書')[0]).toMatch(/^[0-9a-f]{10}$/);
    expect(suffixedId('x'.repeat(60), '-payment')).toMatch(/^x{45}-[0-9a-f]{10}-payment$/);
  });

  it('fit the contracts and differ, whatever the numbers are', () => {
    const odd = fc.string({
      unit: fc.constantFrom('a', '1', '0', '.', '-', '/', ' ', 'é'),
      minLength: 1,
      maxLength: 70,
    });
    fc.assert(
      fc.property(fc.uniqueArray(odd, { maxLength: 30 }), (originals) => {
        const ids = [...deriveIds(originals).values()];
        expect(new Set(ids).size).toBe(originals.length);
        for (const derived of ids) expect(id.safeParse(derived).success).toBe(true);
      }),
    );
  });
});
