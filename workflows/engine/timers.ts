/** A moment to come for an owner. Cancelling only marks it: it is dropped when it comes up. */
export interface Timer<T> {
  readonly at: number;
  /** Order of setting, which decides between equal instants. */
  readonly order: number;
  owner: T | undefined;
}

const isBefore = (a: Timer<unknown>, b: Timer<unknown>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A queue of timers, earliest first, first set first among equals: a binary heap. */
export class Timers<T> {
  private heap: Timer<T>[] = [];
  private orders = 0;
  private cancelled = 0;

  /** Sets a timer for an instant in milliseconds since 1970. */
  set(at: number, owner: T): Timer<T> {
    const timer: Timer<T> = { at, order: this.orders, owner };
    this.orders += 1;
    this.heap.push(timer);
    this.up(this.heap.length - 1);
    return timer;
  }

  cancel(timer: Timer<T>): void {
    if (timer.owner === undefined) return;
    timer.owner = undefined;
    this.cancelled += 1;
    // Most timers of parked executions run for weeks and are cancelled before: they may not pile up.
    if (this.cancelled > 1000 && this.cancelled > this.heap.length / 2) this.compact();
  }

  /** The earliest instant that is still due. */
  next(): number | undefined {
    this.dropCancelled();
    return this.heap[0]?.at;
  }

  /** Takes the first timer that is due at `now`, and gives its owner. */
  take(now: number): T | undefined {
    this.dropCancelled();
    const first = this.heap[0];
    if (first === undefined || first.at > now) return undefined;
    this.removeFirst();
    const owner = first.owner;
    first.owner = undefined;
    return owner;
  }

  private dropCancelled(): void {
    while (this.heap.length > 0 && this.heap[0]!.owner === undefined) {
      this.removeFirst();
      this.cancelled -= 1;
    }
  }

  private compact(): void {
    // A sorted list is a heap.
    this.heap = this.heap.filter((timer) => timer.owner !== undefined).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    this.cancelled = 0;
  }

  private removeFirst(): void {
    const last = this.heap.pop()!;
    if (this.heap.length === 0) return;
    this.heap[0] = last;
    this.down(0);
  }

  private up(from: number): void {
    const { heap } = this;
    const timer = heap[from]!;
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(timer, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = timer;
  }

  private down(from: number): void {
    const { heap } = this;
    const timer = heap[from]!;
    let index = from;
    for (;;) {
      let child = index * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, timer)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = timer;
  }
}
