import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { S3LedgerFiles } from '../../../../functions/adapters/aws/ledger-files.ts';
import { Conflict, ServiceUnavailable, Throttled } from '../../../../functions/platform/errors.ts';

const client = new S3Client({ region: 'us-east-1' });
const s3 = mockClient(client);
const files = new S3LedgerFiles(client, 'the-bucket');
const PIECE = 4_194_304;
const raised = (name: string, httpStatusCode: number): Error =>
  Object.assign(new Error(`${name} of jane-roe.csv`), { name, $metadata: { httpStatusCode } });

/** An object of so many bytes; each byte is its place, modulo 251. */
const holding = (bytes: number, answer: (start: number, end: number) => Uint8Array = placed): void => {
  s3.on(HeadObjectCommand).resolves({ ContentLength: bytes, ETag: '"e"', VersionId: 'v1' });
  s3.on(GetObjectCommand).callsFake(({ Range }: { Range: string }) => {
    const [, start, end] = /bytes=(\d+)-(\d+)/.exec(Range)!.map(Number);
    const content = Buffer.from(answer(start!, end! + 1));
    return { Body: Object.assign(Readable.from([content]), { transformToByteArray: async () => content }) };
  });
};
const placed = (start: number, end: number): Uint8Array =>
  Uint8Array.from({ length: end - start }, (_, at) => (start + at) % 251);

const readAll = async (from = 0, version?: string): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.read('in/a.csv', from, version)) pieces.push(piece);
  return Buffer.concat(pieces);
};

beforeEach(() => {
  s3.reset();
});

describe('dropped files in a bucket', () => {
  it('are found with size and version, or not at all', async () => {
    holding(12);
    expect(await files.find('in/a.csv')).toEqual({ bytes: 12, version: 'v1' });
    s3.on(HeadObjectCommand).rejects(raised('NotFound', 404));
    expect(await files.find('in/a.csv')).toBeUndefined();
  });

  it('are read in pieces of one version, so that no large one is in memory', async () => {
    holding(PIECE * 2 + 5);
    const content = await readAll(0, 'v1');
    expect(content.equals(placed(0, PIECE * 2 + 5))).toBe(true);
    const requests = s3.commandCalls(GetObjectCommand).map(({ args }) => args[0].input);
    expect(requests.map(({ Range }) => Range)).toEqual([
      `bytes=0-${PIECE - 1}`,
      `bytes=${PIECE}-${PIECE * 2 - 1}`,
      `bytes=${PIECE * 2}-${PIECE * 2 + 4}`,
    ]);
    expect(requests[0]).toMatchObject({ Bucket: 'the-bucket', Key: 'in/a.csv', VersionId: 'v1', IfMatch: '"e"' });
  });

  it('are read from a place on, also from the end', async () => {
    holding(10);
    expect([...(await readAll(7))]).toEqual([7, 8, 9]);
    expect([...(await readAll(10))]).toEqual([]);
  });

  it('a connection that breaks within a piece is no loss: the piece is fetched again', async () => {
    let times = 0;
    holding(10, (start, end) => {
      times += 1;
      if (times === 1) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      return times === 2 ? placed(start, end - 1) : placed(start, end);
    });
    expect([...(await readAll())]).toHaveLength(10);
    expect(times).toBe(3);
  });

  it('a connection that always breaks ends as an error that is tried again', async () => {
    holding(10, () => {
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    });
    await expect(readAll()).rejects.toThrow(ServiceUnavailable);
  });

  it.each([
    ['PreconditionFailed', 412, Conflict],
    ['SlowDown', 503, ServiceUnavailable],
    ['ThrottlingException', 400, Throttled],
  ])('%s has a name of ours, which tells no name of a file', async (name, status, kind) => {
    holding(10, () => {
      throw raised(name, status);
    });
    const error = await readAll().then(
      () => expect.fail('it was read'),
      (thrown: Error) => thrown,
    );
    expect(error).toBeInstanceOf(kind);
    expect(error.message).not.toContain('jane');
  });

  it('a report is written beside them', async () => {
    s3.on(PutObjectCommand).resolves({});
    await files.write('reports/a.json', Buffer.from('{}'));
    expect(s3.commandCalls(PutObjectCommand)[0]!.args[0].input).toMatchObject({
      Bucket: 'the-bucket',
      Key: 'reports/a.json',
    });
  });
});
