import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Page } from '../../functions/platform/ports.ts';
import type { ExecutionRecord } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import {
  detailsOf,
  type ExecutionDetails,
  type ExecutionQuery,
  type ExecutionStore,
  type ExecutionSummary,
} from './store.ts';

const SCHEMA = `
create table if not exists engine_execution (
  number integer primary key,
  workflow text not null,
  name text not null,
  status text not null,
  state text not null,
  started_at integer not null,
  stopped_at integer,
  record text not null,
  unique (workflow, name)
);
create index if not exists engine_execution_status on engine_execution (status, number);
create index if not exists engine_execution_ended on engine_execution (workflow, status, stopped_at);
create table if not exists engine_event (
  number integer not null,
  id integer not null,
  event text not null,
  primary key (number, id)
) without rowid;
`;

interface Row {
  number: number;
  workflow: string;
  name: string;
  status: ExecutionSummary['status'];
  state: string;
  started_at: number;
  stopped_at: number | null;
  record: string;
}

/** The stored fields; the rest of an execution belongs to the process. */
const FIELDS = [
  ...['workflow', 'name', 'input', 'startedAt', 'deadlineAt', 'status', 'stoppedAt', 'phase', 'state', 'stateInput'],
  ...['variables', 'enteredAt', 'events', 'enteredEvent', 'retryCount', 'retries', 'token', 'call', 'timeoutAt'],
  ...['heartbeatAt', 'heartbeatSeconds', 'dueAt', 'outcome', 'output', 'error', 'cause'],
] as const satisfies readonly (keyof ExecutionRecord)[];

const write = (record: ExecutionRecord): string =>
  JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, record[field]])));

const read = (text: string): ExecutionRecord => {
  const stored = JSON.parse(text) as Partial<ExecutionRecord>;
  return Object.fromEntries(FIELDS.map((field) => [field, stored[field]])) as unknown as ExecutionRecord;
};

/**
 * Keeps executions in an SQLite database, in tables of its own beside whatever else is there. Each call is durable
 * when it returns; inside a transaction of the caller's it becomes so with that.
 */
export class SqliteStore implements ExecutionStore {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly update: StatementSync;
  private readonly insertEvent: StatementSync;
  private readonly selectOne: StatementSync;
  private readonly selectEvents: StatementSync;

  constructor(database: DatabaseSync) {
    this.database = database;
    database.exec(SCHEMA);
    this.insert = database.prepare(
      `insert into engine_execution (workflow, name, status, state, started_at, record) values (?, ?, ?, ?, ?, ?)
       on conflict do nothing`,
    );
    this.update = database.prepare(
      `update engine_execution set status = ?, state = ?, stopped_at = ?, record = ? where workflow = ? and name = ?`,
    );
    this.insertEvent = database.prepare(
      `insert or replace into engine_event (number, id, event)
       select number, ?, ? from engine_execution where workflow = ? and name = ?`,
    );
    this.selectOne = database.prepare('select * from engine_execution where workflow = ? and name = ?');
    this.selectEvents = database.prepare('select event from engine_event where number = ? order by id');
  }

  begin(record: ExecutionRecord, events: readonly HistoryEvent[]): boolean {
    return this.atOnce(() => {
      const { workflow, name, status, state, startedAt } = record;
      const { changes } = this.insert.run(workflow, name, status, state, startedAt, write(record));
      if (changes === 0) return false;
      this.addEvents(record, events);
      return true;
    });
  }

  save(record: ExecutionRecord, events: readonly HistoryEvent[]): void {
    this.atOnce(() => {
      const { status, state, stoppedAt, workflow, name } = record;
      this.update.run(status, state, stoppedAt ?? null, write(record), workflow, name);
      this.addEvents(record, events);
    });
  }

  end(record: ExecutionRecord, events: readonly HistoryEvent[]): void {
    this.save(record, events);
  }

  *open(): Iterable<ExecutionRecord> {
    const rows = this.database
      .prepare(`select record from engine_execution where status = 'RUNNING' order by number`)
      .all() as unknown as Row[];
    for (const { record } of rows) yield read(record);
  }

  list({ workflow, status, from, limit = 50 }: ExecutionQuery): Page<ExecutionSummary> {
    const wanted: string[] = [];
    const values: (string | number)[] = [];
    const want = (condition: string, value: string | number | undefined): void => {
      if (value === undefined) return;
      wanted.push(condition);
      values.push(value);
    };
    want('workflow = ?', workflow);
    want('status = ?', status);
    want('number < ?', from === undefined ? undefined : Number(from));
    const where = wanted.length > 0 ? `where ${wanted.join(' and ')}` : '';
    const rows = this.database
      .prepare(
        `select number, workflow, name, status, state, started_at, stopped_at
         from engine_execution ${where} order by number desc limit ?`,
      )
      .all(...values, limit + 1) as unknown as Row[];
    const items = rows.slice(0, limit).map((row) => ({
      workflow: row.workflow,
      name: row.name,
      status: row.status,
      state: row.state,
      startedAt: row.started_at,
      stoppedAt: row.stopped_at ?? undefined,
    }));
    return rows.length > limit ? { items, next: String(rows[limit - 1]!.number) } : { items };
  }

  find(workflow: string, name: string): ExecutionDetails | undefined {
    const row = this.selectOne.get(workflow, name) as unknown as Row | undefined;
    if (row === undefined) return undefined;
    const events = this.selectEvents.all(row.number) as unknown as { event: string }[];
    return detailsOf(
      read(row.record),
      events.map(({ event }) => JSON.parse(event) as HistoryEvent),
    );
  }

  /** How many executions there are, by workflow and status. */
  counts(): { workflow: string; status: ExecutionSummary['status']; number: number }[] {
    return this.database
      .prepare('select workflow, status, count(*) as number from engine_execution group by workflow, status')
      .all() as unknown as { workflow: string; status: ExecutionSummary['status']; number: number }[];
  }

  /** Drops the executions of a workflow that ended before an instant, with their history and their names. */
  drop(workflow: string, endedBefore: number): void {
    this.atOnce(() => {
      const old = 'from engine_execution where workflow = ? and stopped_at < ?';
      this.database
        .prepare(`delete from engine_event where number in (select number ${old})`)
        .run(workflow, endedBefore);
      this.database.prepare(`delete ${old}`).run(workflow, endedBefore);
    });
  }

  private addEvents({ workflow, name }: ExecutionRecord, events: readonly HistoryEvent[]): void {
    for (const event of events) this.insertEvent.run(event.id, JSON.stringify(event), workflow, name);
  }

  /** All or nothing, also inside a transaction of the caller's. */
  private atOnce<T>(write: () => T): T {
    this.database.exec('savepoint engine');
    try {
      const result = write();
      this.database.exec('release engine');
      return result;
    } catch (error) {
      this.database.exec('rollback to engine; release engine');
      throw error;
    }
  }
}
