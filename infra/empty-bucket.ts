import { DeleteObjectsCommand, ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';

/** Deletes every version of every file; a bucket that does not exist is empty. Returns how many were deleted. */
export const emptyBucket = async (client: S3Client, bucket: string): Promise<number> => {
  let deleted = 0;
  for (;;) {
    let objects: { Key: string; VersionId: string | undefined }[];
    try {
      const { Versions = [], DeleteMarkers = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: 1000 }),
      );
      objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key: Key!, VersionId }));
    } catch (error) {
      if ((error as Error).name === 'NoSuchBucket') return deleted;
      throw error;
    }
    if (objects.length === 0) return deleted;
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: {
          Objects: objects.map(({ Key, VersionId }) => (VersionId === undefined ? { Key } : { Key, VersionId })),
          Quiet: true,
        },
      }),
    );
    if (Errors.length > 0)
      throw new Error(
        `${bucket}: ${Errors.length} files could not be deleted, the first because of ${Errors[0]!.Code}`,
      );
    deleted += objects.length;
  }
};
