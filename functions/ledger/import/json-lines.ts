import { isUtf8 } from 'node:buffer';
import { BadInput } from '../../platform/errors.ts';
import { cleanFreeTexts, problemsOf } from '../../platform/fields.ts';
import { event, type LedgerEvent } from '../event.ts';
import { type BadRow, cut } from './bad-row.ts';
import { type ByteSource, byteBlocks } from './byte-blocks.ts';

/** Reads events as they are: a file of one JSON event a line, or the body of an API call. */

/** The longest line, in bytes: an event with all its lines and instalments is far shorter. */
export const LONGEST_LINE = 1_048_576;
const PROGRESS_EVERY = 10_000;
const LF = 10;

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

/** Calls back with each line, without its end; `undefined` for a line that is too long. */
const forEachLine = async (source: ByteSource, take: (bytes: Buffer | undefined, line: number) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let isTooLong = false;
  const give = (bytes: Buffer): void => {
    take(isTooLong || bytes.length > LONGEST_LINE ? undefined : bytes, line);
    isTooLong = false;
    line += 1;
  };
  for await (const block of byteBlocks(source)) {
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      give(bytes.subarray(start, end));
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > LONGEST_LINE) {
      isTooLong = true;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0 || isTooLong) give(rest);
};

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

/**
 * The events of a file with one JSON event a line. A line that is truncated, wrong, longer than 1 MiB or not UTF-8 is a
 * bad row; empty lines are passed over. Throws `BadInput` where the file is UTF-16.
 */
export const readEvents = async (source: ByteSource, options: EventsOptions): Promise<EventsRead> => {
  const events: LedgerEvent[] = [];
  let rows = 0;
  let badRows = 0;
  const refuse = (line: number, problems: readonly Omit<BadRow, 'line'>[]): void => {
    badRows += 1;
    for (const problem of problems) options.onBadRow({ line, ...problem });
  };
  await forEachLine(source, (bytes, line) => {
    const text = bytes?.toString('utf8').trim();
    if (text === '') return;
    rows += 1;
    if (rows % PROGRESS_EVERY === 0) options.onProgress?.(rows);
    const whole = { column: '', value: cut(text ?? '') };
    if (bytes === undefined || text === undefined)
      return refuse(line, [{ ...whole, wrong: 'is too long', right: `at most ${LONGEST_LINE / 1024} KiB` }]);
    if (!isUtf8(bytes)) return refuse(line, [{ ...whole, wrong: 'is not UTF-8', right: 'text in UTF-8' }]);
    const cleaned: string[] = [];
    const parsed = parseLine(text, cleaned);
    for (const path of cleaned) options.onWarning(`line ${line}, ${path}: control or bidi characters were taken out`);
    if ('problems' in parsed) refuse(line, parsed.problems);
    else events.push(parsed.event);
  });
  return { events, rows, badRows };
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
