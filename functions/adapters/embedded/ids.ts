import { createHash, randomBytes } from 'node:crypto';
import type { Ids } from '../../platform/ports.ts';

const longestId = 64;
const counterDigits = 6;
/** 120 random bits: as base64url without padding, and never two alike in practice. */
const randomIdBytes = 15;
const randomIdLetters = 20;

function checkPrefix(prefix: string, lettersAfter: number): void {
  if (!/^[A-Za-z0-9_-]+$/.test(prefix) || prefix.length + 1 + lettersAfter > longestId)
    throw new TypeError(
      `Id prefix ${JSON.stringify(prefix)} must be 1 to ${longestId - 1 - lettersAfter} of A-Z a-z 0-9 _ -.`,
    );
}

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

/** Ids of 120 and tokens of 256 random bits from the system's cryptographic source. */
export function randomIds(): Ids {
  return {
    next(prefix) {
      checkPrefix(prefix, randomIdLetters);
      return `${prefix}-${randomBytes(randomIdBytes).toString('base64url')}`;
    },
    token: () => randomBytes(32).toString('base64url'),
  };
}
