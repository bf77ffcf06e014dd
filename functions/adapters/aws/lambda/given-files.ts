import { S3Client } from '@aws-sdk/client-s3';
import type { LedgerFiles } from '../../../platform/ports.ts';
import { S3LedgerFiles } from '../ledger-files.ts';
import { settingOf } from './environment.ts';

/** The stage's bucket of dropped files. An emulator knows buckets by path only, and S3 still takes that. */
export const givenFiles = (): LedgerFiles =>
  new S3LedgerFiles(
    new S3Client({
      forcePathStyle: true,
      requestHandler: { connectionTimeout: 2_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
    }),
    settingOf('GS_BUCKET'),
  );
