import type { Page } from '../../functions/platform/ports.ts';
import type { ExecutionRecord } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import {
  detailsOf,
  type ExecutionDetails,
  type ExecutionQuery,
  type ExecutionStore,
  type ExecutionSummary,
  summaryOf,
} from './store.ts';

interface Kept {
  readonly record: ExecutionRecord;
  readonly history: HistoryEvent[];
}

const keyOf = (workflow: string, name: string): string => `${workflow}/${name}`;

/**
 * Keeps executions in memory for as long as the process lives. Where no history is kept, an execution that ends is
 * dropped but for its name: a rehearsal runs hundreds of thousands of them.
 */
export class MemoryStore implements ExecutionStore {
  private readonly keepsEnded: boolean;
  private readonly names = new Set<string>();
  private readonly kept = new Map<string, Kept>();

  constructor(history: 'full' | 'none') {
    this.keepsEnded = history === 'full';
  }

  begin(record: ExecutionRecord, events: readonly HistoryEvent[]): boolean {
    const key = keyOf(record.workflow, record.name);
    if (this.names.has(key)) return false;
    this.names.add(key);
    this.kept.set(key, { record, history: [...events] });
    return true;
  }

  save(record: ExecutionRecord, events: readonly HistoryEvent[]): void {
    if (events.length > 0) this.kept.get(keyOf(record.workflow, record.name))?.history.push(...events);
  }

  end(record: ExecutionRecord, events: readonly HistoryEvent[]): void {
    if (this.keepsEnded) this.save(record, events);
    else this.kept.delete(keyOf(record.workflow, record.name));
  }

  *open(): Iterable<ExecutionRecord> {
    for (const { record } of this.kept.values()) if (record.status === 'RUNNING') yield record;
  }

  list(query: ExecutionQuery): Page<ExecutionSummary> {
    const { workflow, status, from, limit = 50 } = query;
    const all = [...this.kept.values()];
    const items: ExecutionSummary[] = [];
    let index = from === undefined ? all.length : Math.min(Number(from), all.length);
    while (index > 0 && items.length < limit) {
      index -= 1;
      const { record } = all[index]!;
      if (workflow !== undefined && record.workflow !== workflow) continue;
      if (status !== undefined && record.status !== status) continue;
      items.push(summaryOf(record));
    }
    return index > 0 ? { items, next: String(index) } : { items };
  }

  find(workflow: string, name: string): ExecutionDetails | undefined {
    const kept = this.kept.get(keyOf(workflow, name));
    return kept && detailsOf(kept.record, [...kept.history]);
  }
}
