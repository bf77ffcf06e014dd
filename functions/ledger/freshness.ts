const HOUR_MS = 3_600_000;

/**
 * Whether the books are fresh enough to write to customers: everything that they knew at `asOf` was delivered, and that
 * is at most `hours` ago. No gate: always; no feed yet: not (domain rule 4).
 */
export const isFresh = (asOf: string | undefined, hours: number | null, now: number): boolean =>
  hours === null || (asOf !== undefined && now - Date.parse(asOf) <= hours * HOUR_MS);
