import { randomBytes } from 'node:crypto';
import type { Ids } from '../../platform/ports.ts';

const LONGEST_ID = 64;
/** 120 random bits: as base64url without padding, and never two alike in practice. */
const RANDOM_BYTES = 15;
const RANDOM_LETTERS = 20;

/** Throws `TypeError` for a prefix that makes no good id together with so many letters after it. */
export const checkPrefix = (prefix: string, lettersAfter: number): void => {
  if (!/^[A-Za-z0-9_-]+$/.test(prefix) || prefix.length + 1 + lettersAfter > LONGEST_ID)
    throw new TypeError(
      `Id prefix ${JSON.stringify(prefix)} must be 1 to ${LONGEST_ID - 1 - lettersAfter} of A-Z a-z 0-9 _ -.`,
    );
};

/** Ids of 120 and tokens of 256 random bits from the system's cryptographic source. */
export const randomIds = (): Ids => ({
  next(prefix) {
    checkPrefix(prefix, RANDOM_LETTERS);
    return `${prefix}-${randomBytes(RANDOM_BYTES).toString('base64url')}`;
  },
  token: () => randomBytes(32).toString('base64url'),
});
