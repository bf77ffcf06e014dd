/** First in, first out. */
export class Fifo<T> {
  private entries: (T | undefined)[] = [];
  private head = 0;

  isEmpty(): boolean {
    return this.head === this.entries.length;
  }

  add(entry: T): void {
    this.entries.push(entry);
  }

  take(): T | undefined {
    if (this.isEmpty()) return undefined;
    const entry = this.entries[this.head];
    this.entries[this.head] = undefined;
    this.head += 1;
    // Cutting off what was taken costs as much as it is long: only when it is most of it.
    if (this.head > 1024 && this.head * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.head);
      this.head = 0;
    }
    return entry;
  }
}
