import { type ByteSource, byteBlocks } from './byte-blocks.ts';

/** The longest line, in bytes: an event with all its lines and instalments is far shorter. */
export const LONGEST_LINE = 1_048_576;
const LF = 10;

/** A line of a file. */
export interface Line {
  /** Without its end; undefined where the line is too long. */
  bytes: Buffer | undefined;
  /** Counted from 1. */
  line: number;
  /** Bytes up to and including its end, a byte order mark not counted. */
  end: number;
  /** Whether the file ends here, without the end of a line. */
  isOpen: boolean;
}

/** The lines of a file, or of its rest behind a line's end. */
export async function* linesOf(source: ByteSource): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let at = 0;
  let isTooLong = false;
  const take = (bytes: Buffer, isOpen: boolean): Line => {
    at += bytes.length + (isOpen ? 0 : 1);
    const made = { bytes: isTooLong || bytes.length > LONGEST_LINE ? undefined : bytes, line, end: at, isOpen };
    isTooLong = false;
    line += 1;
    return made;
  };
  for await (const block of byteBlocks(source)) {
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      yield take(bytes.subarray(start, end), false);
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
    if (rest.length > LONGEST_LINE) {
      isTooLong = true;
      at += rest.length;
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0 || isTooLong) yield take(rest, true);
}
