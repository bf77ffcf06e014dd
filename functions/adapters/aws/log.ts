import type { TimelineEntry } from '../../platform/timeline.ts';
import { countedOnce, type Metric, metricLine, metricOf } from './log-metrics.ts';

/** Where a line goes: standard output on Lambda. */
export type WriteLine = (line: string) => void;

/** Who writes the lines. */
export interface LogOf {
  /** The function, by the name of its entry. */
  name: string;
  stage: string;
  write: WriteLine;
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * The log of a function: one JSON object a line, written at once, so that a function which dies has told what it did.
 * Lines hold ids and figures, never a payload. `timestamp` and `level` are what Lambda's own JSON logging looks for.
 */
export class Log {
  readonly #of: LogOf;
  readonly #counts = new Map<Metric, number>();
  #requestId = '';
  #lastCounted: string | undefined;

  constructor(of: LogOf) {
    this.#of = of;
  }

  /** A call begins: the lines that follow belong to it. */
  begin(requestId: string): void {
    this.#requestId = requestId;
    this.#lastCounted = undefined;
    this.#counts.clear();
  }

  line(level: 'INFO' | 'WARN' | 'ERROR', message: string, fields: object = {}): void {
    this.#write(level, { message, ...fields });
  }

  /** An entry of the timeline, as a line and, where it is one that is counted, in the metrics. */
  tell({ what, why, ...of }: TimelineEntry): void {
    this.#write('INFO', { message: what, ...of, ...why });
    const metric = metricOf({ what, why, ...of });
    if (metric === undefined) return;
    const one = countedOnce({ what, why, ...of });
    if (one === undefined || one !== this.#lastCounted) this.count(metric);
    this.#lastCounted = one;
  }

  count(metric: Metric, by = 1): void {
    if (by > 0) this.#counts.set(metric, (this.#counts.get(metric) ?? 0) + by);
  }

  /** The call ends: what was counted becomes one line. */
  end(): void {
    const { stage, now } = this.#of;
    if (this.#counts.size > 0) this.#write('INFO', metricLine(stage, now(), this.#counts));
    this.#counts.clear();
  }

  #write(level: string, fields: object): void {
    const { name, now, write } = this.#of;
    const timestamp = new Date(now()).toISOString();
    write(`${JSON.stringify({ timestamp, level, requestId: this.#requestId, function: name, ...fields })}\n`);
  }
}
