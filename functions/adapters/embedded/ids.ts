import { createHash } from 'node:crypto';
import type { Ids } from '../../platform/ports.ts';
import { checkPrefix } from '../aws/ids.ts';

const counterDigits = 6;

/**
 * Ids that count up per prefix (`letter-000001`) and tokens that follow from the seed: the same calls in the same
 * order give the same ids and tokens. The seed shows in the tokens only.
 */
export function seededIds(seed: number | string): Ids {
  const counters = new Map<string, number>();
  let tokens = 0;
  return {
    next(prefix) {
      const before = counters.get(prefix);
      // Room for ten digits is checked once per prefix, so that counting on never makes an id too long.
      if (before === undefined) checkPrefix(prefix, 10);
      const count = (before ?? 0) + 1;
      counters.set(prefix, count);
      return `${prefix}-${String(count).padStart(counterDigits, '0')}`;
    },
    token() {
      tokens += 1;
      return createHash('sha256').update(`${seed}/${tokens}`).digest('base64url');
    },
  };
}
