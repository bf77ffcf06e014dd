import { BadInput } from '../../platform/errors.ts';

/** A file, at once or in pieces. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

const LEAST = 65_536;

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The text behind a byte order mark. Throws `BadInput` where the mark is that of UTF-16. */
const withoutMark = (first: Buffer): Buffer => {
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) return first.subarray(3);
  if ((first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff))
    throw new BadInput(['the file is UTF-16, by its byte order mark: expected UTF-8, so save it as UTF-8']);
  return first;
};

/**
 * The pieces of a file without its byte order mark, gathered to 64 KiB at least, so that whoever carries an unfinished
 * line over to the next piece does not do it for every byte.
 */
export async function* byteBlocks(source: ByteSource): AsyncGenerator<Buffer> {
  if (source instanceof Uint8Array) {
    yield withoutMark(asBuffer(source));
    return;
  }
  let pieces: Buffer[] = [];
  let length = 0;
  let isFirst = true;
  const block = (): Buffer => {
    const whole = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, length);
    pieces = [];
    length = 0;
    const bytes = isFirst ? withoutMark(whole) : whole;
    isFirst = false;
    return bytes;
  };
  for await (const piece of source) {
    pieces.push(asBuffer(piece));
    length += piece.byteLength;
    if (length >= LEAST) yield block();
  }
  if (length > 0) yield block();
}
