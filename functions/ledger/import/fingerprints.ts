/**
 * Sets and maps of millions of texts in little memory: of each text only 64 bits are kept. Two texts of a file of three
 * million rows share them with a probability below one in a million; nothing here guards against an adversary.
 */

/** The two halves of the last fingerprint made: returned in fields, because it is made millions of times. */
export const half = { high: 0, low: 0 };

/** Makes the fingerprint of a text, in `half`. Two multiplications a character, mixed at the end as in MurmurHash3. */
export const fingerprint64 = (text: string): void => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  const mixedHigh = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  const mixedLow =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(mixedHigh ^ (mixedHigh >>> 13), 3_266_489_909);
  half.high = mixedHigh >>> 0;
  // No fingerprint is all zeros: that is what an empty place holds.
  half.low = mixedHigh === 0 && mixedLow === 0 ? 1 : mixedLow >>> 0;
};

/** The fingerprint in `half` as text, for what is kept between two calls. */
export const halfText = (): string => `${half.high.toString(36)}.${half.low.toString(36)}`;

export const fingerprintText = (text: string): string => {
  fingerprint64(text);
  return halfText();
};

const KEY_WORDS = 2;
/** At this fullness a text that is new is found to be so after some ten looks. */
const FULLEST = 0.8;
const GROWTH = 1.4;

/** A map from texts to a few 32-bit words each, all zero at first; open addressing in one array. */
export class Fingerprints {
  readonly #width: number;
  #capacity = 1024;
  #words: Uint32Array;
  count = 0;

  /** `words`: how many words a text has beside its fingerprint. */
  constructor(words = 0) {
    this.#width = KEY_WORDS + words;
    this.#words = new Uint32Array(this.#capacity * this.#width);
  }

  /** Where the fingerprint in `half` stands, or would stand. */
  #place(): number {
    const words = this.#words;
    let index = Math.floor((half.high / 4_294_967_296) * this.#capacity);
    for (;;) {
      const at = index * this.#width;
      if (words[at] === 0 && words[at + 1] === 0) return at;
      if (words[at] === half.high && words[at + 1] === half.low) return at;
      index = index + 1 === this.#capacity ? 0 : index + 1;
    }
  }

  #grow(): void {
    const before = this.#words;
    const { high, low } = half;
    this.#capacity = Math.ceil(this.#capacity * GROWTH);
    this.#words = new Uint32Array(this.#capacity * this.#width);
    for (let from = 0; from < before.length; from += this.#width) {
      half.high = before[from]!;
      half.low = before[from + 1]!;
      if (half.high === 0 && half.low === 0) continue;
      const to = this.#place();
      for (let word = 0; word < this.#width; word += 1) this.#words[to + word] = before[from + word]!;
    }
    half.high = high;
    half.low = low;
  }

  has(text: string): boolean {
    fingerprint64(text);
    return this.hasHalf();
  }

  /** As `has`, of the fingerprint in `half`. */
  hasHalf(): boolean {
    const at = this.#place();
    return this.#words[at] !== 0 || this.#words[at + 1] !== 0;
  }

  /** Puts the text in where it is new. Returns where its words stand, until the next text is put in. */
  put(text: string): { at: number; isNew: boolean } {
    fingerprint64(text);
    let at = this.#place();
    const isNew = this.#words[at] === 0 && this.#words[at + 1] === 0;
    if (isNew) {
      if (this.count + 1 > this.#capacity * FULLEST) {
        this.#grow();
        at = this.#place();
      }
      this.#words[at] = half.high;
      this.#words[at + 1] = half.low;
      this.count += 1;
    }
    return { at: at + KEY_WORDS, isNew };
  }

  /** Where the words of a text stand; -1 where it is not there. */
  find(text: string): number {
    fingerprint64(text);
    const at = this.#place();
    return this.#words[at] === 0 && this.#words[at + 1] === 0 ? -1 : at + KEY_WORDS;
  }

  word(at: number, index: number): number {
    return this.#words[at + index]!;
  }

  setWord(at: number, index: number, word: number): void {
    this.#words[at + index] = word;
  }

  /** Calls back with each fingerprint, in `half`, and where its words stand. */
  forEach(see: (at: number) => void): void {
    for (let from = 0; from < this.#words.length; from += this.#width) {
      half.high = this.#words[from]!;
      half.low = this.#words[from + 1]!;
      if (half.high !== 0 || half.low !== 0) see(from + KEY_WORDS);
    }
  }
}
