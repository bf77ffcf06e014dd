import type { DraftIds } from './derived-events.ts';
import { isId, settledId, wantedId } from './derived-ids.ts';
import { Fingerprints, fingerprint64, fingerprintText, half, halfText } from './fingerprints.ts';

/** Finds the ids that several numbers of a table want, without keeping the numbers: see `deriveIds`. */
export class WantedIds {
  /** Numbers that are ids, in the same set as whatever else is known of them. */
  readonly #ids: Fingerprints;
  /** By wanted id, half the fingerprint of the first number that wants it. */
  readonly #wanted = new Fingerprints(1);
  readonly #contested = new Set<string>();

  /** `ids` holds all numbers that were seen, put in by whoever sees them. */
  constructor(ids: Fingerprints) {
    this.#ids = ids;
  }

  /** Sees a number that stands in `ids`. */
  see(original: string): void {
    if (isId(original)) return;
    fingerprint64(original);
    const { low } = half;
    const { at, isNew } = this.#wanted.put(wantedId(original));
    if (isNew) this.#wanted.setWord(at, 0, low);
    else if (this.#wanted.word(at, 0) !== low) this.#contested.add(halfText());
  }

  /** The fingerprints of the contested ids. */
  contested(): string[] {
    this.#wanted.forEach(() => {
      if (this.#ids.hasHalf()) this.#contested.add(halfText());
    });
    return [...this.#contested];
  }
}

/** Contested ids, by what they are ids of. */
export interface ContestedIds {
  customer: string[];
  invoice: string[];
  payment: string[];
}

/** The ids of numbers, once all that are contested are known. */
export const settledIds = (contested: ContestedIds): DraftIds => {
  const settler = (names: readonly string[]) => {
    const isContested = new Set(names);
    return { get: (original: string) => settledId(original, (id) => isContested.has(fingerprintText(id))) };
  };
  return {
    customer: settler(contested.customer),
    invoice: settler(contested.invoice),
    payment: settler(contested.payment),
  };
};
