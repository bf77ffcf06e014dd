/**
 * Parts the bytes of a CSV file (RFC 4180) into records. It looks at bytes, not at text, because what spoils one
 * record may not spoil the file: a field without end, a quote that nobody closes, bytes that are not UTF-8. A broken
 * record is reported, and the reading goes on with the line after the one on which it began.
 */

/** The longest field, in bytes. A longer one is a bad row; nothing longer is ever held in memory. */
export const LONGEST_FIELD = 65_536;
/** The longest record, in bytes. */
export const LONGEST_RECORD = 1_048_576;

export type Broken = 'field too long' | 'record too long' | 'text after a quote' | 'quote not closed';

export interface RecordListener {
  /** A record without its line end. `hasQuotes`: some field is quoted. `isAscii`: no byte is above 127. */
  record(bytes: Buffer, line: number, hasQuotes: boolean, isAscii: boolean): void;
  /** A record that cannot be read; `field` counts from 0. */
  broken(problem: Broken, bytes: Buffer, line: number, field: number): void;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** What a scan found: a record's end, that more bytes are needed, or what is broken. */
type Found = 'record' | 'more' | Broken;

/** A splitter, fed with blocks in order. `separators` may change between two records: the header decides on one. */
export const recordSplitter = (listener: RecordListener, separators: { bytes: readonly number[] }) => {
  let rest = Buffer.alloc(0);
  let line = 1;
  let isSkipping = false;
  // Of the record that was scanned last.
  let end = 0;
  let next = 0;
  let lines = 1;
  let field = 0;
  let hasQuotes = false;
  let isAscii = true;

  const scan = (bytes: Buffer, start: number, isLast: boolean): Found => {
    const parts = separators.bytes;
    const only = parts.length === 1 ? parts[0]! : -1;
    let isQuoted = false;
    let fieldStart = start;
    let at = start;
    lines = 1;
    field = 0;
    hasQuotes = false;
    isAscii = true;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (byte > 127) isAscii = false;
      if (at - fieldStart > LONGEST_FIELD) return 'field too long';
      if (isQuoted) {
        if (byte === LF) lines += 1;
        if (byte !== QUOTE) continue;
        if (at + 1 >= bytes.length && !isLast) return 'more';
        const after = bytes[at + 1];
        if (after === QUOTE) at += 1;
        else if (after === undefined || after === LF || after === CR || parts.includes(after)) isQuoted = false;
        else return 'text after a quote';
      } else if (byte === QUOTE && at === fieldStart) {
        isQuoted = true;
        hasQuotes = true;
      } else if (byte === LF || byte === CR) {
        if (byte === CR && at + 1 >= bytes.length && !isLast) return 'more';
        end = at;
        next = byte === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
        return at - start > LONGEST_RECORD ? 'record too long' : 'record';
      } else if (byte === only || (only < 0 && parts.includes(byte))) {
        fieldStart = at + 1;
        field += 1;
        if (at - start > LONGEST_RECORD) return 'record too long';
      }
    }
    if (!isLast) return 'more';
    end = at;
    next = at;
    return isQuoted ? 'quote not closed' : 'record';
  };

  /** Where the line after `start` begins; -1 where the bytes do not reach that far. */
  const lineAfter = (bytes: Buffer, start: number): number => {
    const feed = bytes.indexOf(LF, start);
    return feed < 0 ? -1 : feed + 1;
  };

  const take = (bytes: Buffer, isLast: boolean): void => {
    let start = 0;
    while (start < bytes.length) {
      if (isSkipping) {
        const after = lineAfter(bytes, start);
        if (after < 0) {
          rest = Buffer.alloc(0);
          return;
        }
        isSkipping = false;
        line += 1;
        start = after;
        continue;
      }
      const found = scan(bytes, start, isLast);
      if (found === 'more') break;
      if (found === 'record') {
        if (end > start) listener.record(bytes.subarray(start, end), line, hasQuotes, isAscii);
        line += lines;
        start = next;
        continue;
      }
      const after = lineAfter(bytes, start);
      listener.broken(found, bytes.subarray(start, after < 0 ? bytes.length : after), line, field);
      if (after < 0) isSkipping = true;
      else line += 1;
      start = after < 0 ? bytes.length : after;
    }
    // A copy, so that a small rest does not keep a whole block alive.
    rest = Buffer.from(bytes.subarray(start));
  };

  return {
    push(block: Buffer): void {
      take(rest.length === 0 ? block : Buffer.concat([rest, block]), false);
    },
    finish(): void {
      take(rest, true);
    },
  };
};
