import { isUtf8 } from 'node:buffer';
import { cleanFreeTexts } from '../../platform/clean-text.ts';
import { BadInput } from '../../platform/errors.ts';
import { problemsOf } from '../../platform/fields.ts';
import { event, type LedgerEvent } from '../event.ts';
import { type BadRow, cut } from './bad-row.ts';
import type { ByteSource } from './byte-blocks.ts';
import { type Line, LONGEST_LINE, linesOf } from './lines.ts';

/** Reads events as they are: a file of one JSON event a line, or the body of an API call. */

const PROGRESS_EVERY = 10_000;

export interface EventsOptions {
  /** Once for each thing that is wrong with a line; the line is left out. */
  onBadRow(problem: BadRow): void;
  /** Where control or bidi characters were taken out of a text. */
  onWarning(text: string): void;
  /** Every 10,000 lines read. */
  onProgress?(rows: number): void;
}

export interface EventsRead {
  /** In the order of the file. */
  events: LedgerEvent[];
  /** All lines that are not empty. */
  rows: number;
  badRows: number;
}

type Parsed = { event: LedgerEvent } | { problems: Omit<BadRow, 'line'>[] };

const parseLine = (text: string, cleaned: string[]): Parsed => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const right = 'one whole event, { "id", "source", "at", "type", … }, on each line';
    return { problems: [{ column: '', value: cut(text), wrong: 'is no JSON', right }] };
  }
  const clean = cleanFreeTexts(json, '', cleaned);
  const result = event.safeParse(clean);
  if (result.success) return { event: result.data };
  return {
    problems: problemsOf(result.error, clean).map((wrong) => ({ column: '', value: '', wrong, right: '' })),
  };
};

/** A reader of lines: gives the event of each, or undefined where it is empty, or bad, which has then been reported. */
export const lineReader = (options: EventsOptions) => {
  const counts = { rows: 0, badRows: 0 };
  const refuse = (line: number, problems: readonly Omit<BadRow, 'line'>[]): undefined => {
    counts.badRows += 1;
    for (const problem of problems) options.onBadRow({ line, ...problem });
    return undefined;
  };
  const read = ({ bytes, line }: Pick<Line, 'bytes' | 'line'>): LedgerEvent | undefined => {
    const text = bytes?.toString('utf8').trim();
    if (text === '') return undefined;
    counts.rows += 1;
    if (counts.rows % PROGRESS_EVERY === 0) options.onProgress?.(counts.rows);
    const whole = { column: '', value: cut(text ?? '') };
    if (bytes === undefined || text === undefined)
      return refuse(line, [{ ...whole, wrong: 'is too long', right: `at most ${LONGEST_LINE / 1024} KiB` }]);
    if (!isUtf8(bytes)) return refuse(line, [{ ...whole, wrong: 'is not UTF-8', right: 'text in UTF-8' }]);
    const cleaned: string[] = [];
    const parsed = parseLine(text, cleaned);
    for (const path of cleaned) options.onWarning(`line ${line}, ${path}: control or bidi characters were taken out`);
    return 'problems' in parsed ? refuse(line, parsed.problems) : parsed.event;
  };
  return { counts, read };
};

/**
 * The events of a file with one JSON event a line. A line that is truncated, wrong, longer than 1 MiB or not UTF-8 is a
 * bad row; empty lines are passed over. Throws `BadInput` where the file is UTF-16.
 */
export const readEvents = async (source: ByteSource, options: EventsOptions): Promise<EventsRead> => {
  const events: LedgerEvent[] = [];
  const { counts, read } = lineReader(options);
  for await (const line of linesOf(source)) {
    const event = read(line);
    if (event !== undefined) events.push(event);
  }
  return { events, ...counts };
};

/**
 * The events in the parsed body of an API call: one, or an array of them. `onCleaned` hears the path of each text that
 * control or bidi characters were taken out of. Throws `BadInput` where any record is refused, with the sentences that
 * `sentences` makes of what is wrong: by default the paths with the values.
 */
export const parseEventPayload = (
  json: unknown,
  onCleaned?: (path: string) => void,
  sentences: typeof problemsOf = problemsOf,
): LedgerEvent[] => {
  const cleaned: string[] = [];
  const problems: string[] = [];
  const events: LedgerEvent[] = [];
  const records: readonly unknown[] = Array.isArray(json) ? json : [json];
  records.forEach((record, index) => {
    const root = Array.isArray(json) ? `[${index}]` : '';
    const clean = cleanFreeTexts(record, root, cleaned);
    const result = event.safeParse(clean);
    if (result.success) events.push(result.data);
    else problems.push(...sentences(result.error, clean, root));
  });
  if (problems.length > 0) throw new BadInput(problems);
  if (onCleaned !== undefined) cleaned.forEach(onCleaned);
  return events;
};
