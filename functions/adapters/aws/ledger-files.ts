import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ServiceUnavailable } from '../../platform/errors.ts';
import type { FoundFile, LedgerFiles } from '../../platform/ports.ts';
import { filesError } from './errors.ts';

/** A file is fetched in pieces, so that a slow reader holds no connection open for minutes; in memory are two of them. */
const PIECE_BYTES = 4_194_304;
/** The SDK repeats a request, but not the reading of its answer. */
const ATTEMPTS = 4;

const isMissing = (error: unknown): boolean =>
  ['NotFound', 'NoSuchKey', 'NoSuchVersion'].includes((error as { name?: string }).name ?? '');

/** The files of a bucket. Keys stand in no error and in no log: those who name files may have named a customer. */
export class S3LedgerFiles implements LedgerFiles {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async #head(key: string, version: string | undefined) {
    try {
      return await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key, VersionId: version }));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw filesError(error, 'A dropped file');
    }
  }

  async find(key: string, version?: string): Promise<FoundFile | undefined> {
    const head = await this.#head(key, version);
    if (head === undefined) return undefined;
    const found = head.VersionId ?? version;
    return { bytes: head.ContentLength ?? 0, ...(found === undefined ? {} : { version: found }) };
  }

  async *read(key: string, from = 0, version?: string): AsyncGenerator<Uint8Array> {
    const head = await this.#head(key, version);
    if (head === undefined) throw new ServiceUnavailable('A dropped file: is gone while it was to be read.');
    const bytes = head.ContentLength ?? 0;
    // What comes next is fetched while the reader works.
    const pieceAt = (start: number): Promise<Uint8Array> | undefined => {
      if (start >= bytes) return undefined;
      const piece = this.#piece(key, start, Math.min(start + PIECE_BYTES, bytes), version, head.ETag);
      piece.catch(() => undefined);
      return piece;
    };
    let next = pieceAt(from);
    for (let start = from; next !== undefined; start += PIECE_BYTES) {
      const piece = await next;
      next = pieceAt(start + PIECE_BYTES);
      yield piece;
    }
  }

  /** The bytes from `start` up to, not including, `end`. */
  async #piece(
    key: string,
    start: number,
    end: number,
    version: string | undefined,
    etag: string | undefined,
  ): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt++)
      try {
        const { Body } = await this.#client.send(
          new GetObjectCommand({
            Bucket: this.#bucket,
            Key: key,
            VersionId: version,
            IfMatch: etag,
            Range: `bytes=${start}-${end - 1}`,
          }),
        );
        const piece = await Body!.transformToByteArray();
        if (piece.byteLength !== end - start)
          throw new ServiceUnavailable(`A dropped file: ${piece.byteLength} of ${end - start} bytes came.`);
        return piece;
      } catch (error) {
        const ours = filesError(error, 'A dropped file');
        if (attempt === ATTEMPTS || !(ours instanceof ServiceUnavailable)) throw ours;
      }
  }

  async write(key: string, content: Uint8Array): Promise<void> {
    try {
      await this.#client.send(
        new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: content, ContentType: 'application/json' }),
      );
    } catch (error) {
      throw filesError(error, "An import's own file");
    }
  }
}
