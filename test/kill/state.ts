import { DatabaseSync } from 'node:sqlite';
import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import { INVOICES, type InvoiceFacts, isFacts } from '../../functions/ledger/entities.ts';
import { loadCase } from '../../functions/lifecycle/load-case.ts';
import { companyOf } from '../../functions/platform/company.ts';
import { localDate } from '../../functions/platform/zone.ts';
import { orphanBecause, standingOf } from '../../functions/reports/standing.ts';
import type { WorkItem } from '../../functions/work-list/item.ts';
import { worldIn } from '../../local/server/world.ts';

/** What a ledger came to, without the ids that chance gave: equal for two runs that did the same. */
export interface State {
  letters: string[];
  standings: string[];
  items: string[];
  /** What may not be, whatever happened. */
  faults: string[];
}

/** Reads a ledger that no process has open. */
export const stateOf = async (file: string): Promise<State> => {
  const database = new DatabaseSync(file);
  const world = worldIn(database);
  const { table, runtime, clock, mailbox } = world;
  const { platform } = runtime;
  const { settings } = await companyOf(platform.table, clock.now());
  const state: State = { letters: [], standings: [], items: [], faults: [] };
  const sentSteps = new Map<string, string>();
  for (const item of table.scan('LETTER#')) {
    const letter = item as LetterRecord;
    const on = localDate(Date.parse(letter.at), settings.timeZone);
    const lines = letter.lines.map(({ invoiceId, cycle, step, amount }) => `${invoiceId} c${cycle} ${step} ${amount}`);
    state.letters.push(`${on} ${letter.payerId} ${letter.template} ${letter.status} ${letter.to} ${lines.join(', ')}`);
    if (letter.status === 'sent' && mailbox.ofLetter(letter.letterId) === undefined)
      state.faults.push(`letter ${letter.letterId} to ${letter.payerId} is sent, but not in the mailbox`);
    for (const [customerId, sk] of letter.steps) {
      const before = sentSteps.get(`${customerId} ${sk}`);
      if (before !== undefined) state.faults.push(`step ${sk} of ${customerId} stands in two letters`);
      sentSteps.set(`${customerId} ${sk}`, letter.letterId);
    }
  }
  const mails = new Map<string, number>();
  for (const { tags, audience } of mailbox.newest(100_000)) {
    if (audience !== 'customer') continue;
    const times = (mails.get(tags.letter!) ?? 0) + 1;
    mails.set(tags.letter!, times);
    if (times > 1) state.faults.push(`letter ${tags.letter} was sent ${times} times`);
    if ((await table.get({ pk: `C#${tags.payer}`, sk: `LETTER#${tags.letter}` })) === undefined)
      state.faults.push(`letter ${tags.letter} to ${tags.payer} is in the mailbox, but has no record`);
  }
  for (const item of table.scan(INVOICES)) {
    if (!isFacts(item)) continue;
    const { customerId, invoiceId } = item as InvoiceFacts;
    const loaded = (await loadCase(platform, { customerId, invoiceId }))!;
    const decision = standingOf(loaded);
    const steps = loaded.facts.records
      .map(({ step, demand, how, status, at }) => {
        const on = at === undefined ? '' : localDate(Date.parse(at), settings.timeZone);
        return `${demand} ${step} ${how} ${status} ${on}`;
      })
      .sort();
    const next = decision.next === null ? '' : `${decision.next.step} ${decision.next.on}`;
    state.standings.push(`${invoiceId} ${decision.standing} ${decision.rule} ${next} [${steps.join('; ')}]`);
    const orphan = orphanBecause(loaded, decision);
    if (orphan !== undefined) state.faults.push(`invoice ${invoiceId} is an orphan: ${orphan}`);
  }
  for (const item of table.scan('ITEM#')) {
    const { kind, title, customerId, invoiceId, assignee, department, closedAt } = item as WorkItem;
    const whose = assignee ?? department ?? 'everybody';
    state.items.push(
      `${customerId} ${invoiceId} ${kind} ${title} ${whose} ${closedAt === undefined ? 'open' : 'closed'}`,
    );
  }
  for (const { workflow, name, status } of world.executions.list({ limit: 100_000 }).items)
    if (status !== 'RUNNING' && status !== 'SUCCEEDED') state.faults.push(`execution ${workflow} ${name}: ${status}`);
  database.close();
  for (const rows of [state.letters, state.standings, state.items]) rows.sort();
  return state;
};

/** What only one of two runs has, by name. */
export const differences = (undisturbed: State, killed: State): string[] =>
  (['letters', 'standings', 'items'] as const).flatMap((name) => {
    const left = [...undisturbed[name]];
    const extra: string[] = [];
    for (const row of killed[name]) {
      const at = left.indexOf(row);
      if (at < 0) extra.push(row);
      else left.splice(at, 1);
    }
    return [...left.map((row) => `${name}: missing: ${row}`), ...extra.map((row) => `${name}: too much: ${row}`)];
  });
