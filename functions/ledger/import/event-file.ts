import { BadInput } from '../../platform/errors.ts';
import type { LedgerEvent } from '../event.ts';
import { knownOf } from '../known-events.ts';
import { recordInOrder } from '../record-in-order.ts';
import type { Faults } from './faults.ts';
import { collectFaults } from './faults.ts';
import type { ImportPlatform } from './import-platform.ts';
import type { ImportCursor, ImportedFile, PartBounds } from './import-state.ts';
import { lineReader } from './json-lines.ts';
import { linesOf } from './lines.ts';

/** Files with one event of the ledger or act of a person on each line, recorded in the order of the file. */

const SILENT = { onBadRow: () => undefined, onWarning: () => undefined };

/** The bytes of a byte order mark at the beginning: they count for the offsets of lines. */
async function* noting(source: AsyncIterable<Uint8Array>, note: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of source) {
    if (isFirst && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) note(3);
    isFirst = false;
    yield piece;
  }
}

/**
 * Refuses a file of which nothing is recorded: one without any event, and one that ends in the middle of a line, because
 * what else is missing of it nobody knows. Throws `BadInput`.
 */
export const checkEventFile = async ({ files }: ImportPlatform, file: ImportedFile): Promise<void> => {
  const { read, counts } = lineReader(SILENT);
  let isEvents = false;
  for await (const line of linesOf(files.read(file.key, 0, file.version))) {
    if (line.isOpen) {
      const text = line.bytes?.toString('utf8').trim() ?? '{';
      if (text !== '' && !isWhole(text))
        throw new BadInput([
          `the file ends in the middle of line ${line.line}: it was cut off, so deliver the whole of it`,
        ]);
    }
    if (!isEvents) isEvents = read(line) !== undefined;
  }
  if (!isEvents)
    throw new BadInput([`none of the ${counts.rows} lines is an event: expected { "id", "source", "at", "type", … }`]);
};

const isWhole = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Records a part of a file of events: from the cursor on, until its time is over. */
export const recordEventPart = async (
  platform: ImportPlatform,
  file: ImportedFile,
  cursor: ImportCursor,
  bounds: PartBounds,
): Promise<{ cursor: ImportCursor; all: boolean; faults: Faults }> => {
  const until = platform.clock.now() + bounds.budgetMs;
  const { faults, onBadRow, onWarning, onRefused } = collectFaults();
  const at = { ...cursor };
  const before = cursor.line;
  const renumbered = (line: number): number => line + before;
  const { read, counts } = lineReader({
    onBadRow: (row) => onBadRow(row),
    onWarning,
  });
  let skipped = 0;
  let waiting: LedgerEvent[] = [];
  const record = async (): Promise<void> => {
    const known = await knownOf(platform, waiting);
    const fresh = waiting.filter((event) => !known.has(event));
    const done = await recordInOrder(platform, fresh, (_event, error) => onRefused(error.problems));
    waiting = [];
    at.repeated += known.size;
    at.recorded += done.recorded;
    at.repeated += done.repeated;
    at.refused += done.refused;
  };
  const source = noting(platform.files.read(file.key, cursor.offset, file.version), (bytes) => {
    if (cursor.offset === 0) skipped = bytes;
  });
  const ended = (): { rows: number; badRows: number } => ({
    rows: cursor.rows + counts.rows,
    badRows: cursor.badRows + counts.badRows,
  });
  for await (const { bytes, line, end } of linesOf(source)) {
    const event = read({ bytes, line: renumbered(line) });
    at.line = renumbered(line);
    at.offset = cursor.offset + skipped + end;
    if (event !== undefined) waiting.push(event);
    if (waiting.length < bounds.eventsAtOnce) continue;
    await record();
    if (platform.clock.now() >= until) return { cursor: { ...at, ...ended() }, all: false, faults };
  }
  await record();
  return { cursor: { ...at, ...ended() }, all: true, faults };
};
