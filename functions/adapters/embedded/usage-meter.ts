/** What DynamoDB on demand would bill: read and write units, and the number of requests. */
export interface Usage {
  readUnits: number;
  writeUnits: number;
  requests: number;
  /**
   * The part of `readUnits` that does not grow with what is stored: reads of the shared partition, and the least that
   * every look into an index costs.
   */
  sharedReadUnits: number;
}

const readUnitBytes = 4096;
const writeUnitBytes = 1024;

/** Counts by DynamoDB's rule (Developer Guide, "DynamoDB on-demand capacity mode"); sizes in bytes. */
export class UsageMeter {
  readonly #usage: Usage = { readUnits: 0, writeUnits: 0, requests: 0, sharedReadUnits: 0 };

  request(): void {
    this.#usage.requests += 1;
  }

  /** A consistent read: a unit for 4 KB, one at least. */
  consistentRead(size: number, shared = false): void {
    this.#usage.readUnits += units(size, readUnitBytes);
    if (shared) this.#usage.sharedReadUnits += units(size, readUnitBytes);
  }

  /** A read that may lag: half a unit for 4 KB. */
  laggingRead(size: number): void {
    this.#usage.readUnits += units(size, readUnitBytes) / 2;
    this.#usage.sharedReadUnits += 0.5;
  }

  /** A write, or one whose condition failed: a unit for 1 KB, one at least; twice that in a transaction. */
  write(size: number, inTransaction: boolean): void {
    this.#usage.writeUnits += units(size, writeUnitBytes) * (inTransaction ? 2 : 1);
  }

  /** Index entries put or removed; a moved entry is one of each. An entry never exceeds 1 KB by much: one unit. */
  indexEntries(count: number): void {
    this.#usage.writeUnits += count;
  }

  total(): Usage {
    return { ...this.#usage };
  }
}

const units = (size: number, unit: number): number => (size <= unit ? 1 : Math.ceil(size / unit));
