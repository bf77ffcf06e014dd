import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { BadInput } from '../functions/platform/errors.ts';
import { readCompany } from '../local/rehearse/ledger-play.ts';
import { readBytes } from '../local/rehearse/read-json.ts';
import type { StageSettings } from './settings.ts';

/** Where the import looks for the company's settings. */
const KEY = 'settings/company.json';

/**
 * Checks the company's settings, policies and staff before anything is deployed. Throws `BadInput` with a sentence for
 * each problem, also where letters would come from an address that this stage may not send from.
 */
export const checkCompany = (file: string, { stage, mail }: StageSettings, warn: (text: string) => void): void => {
  const { settings } = readCompany(file, warn);
  const { email } = settings.sender;
  if (!email.toLowerCase().endsWith(`@${mail.domain}`))
    throw new BadInput([
      `${file}: settings.sender.email: ${email} is not of ${mail.domain}, the domain that stage ${stage} sends from`,
    ]);
};

/** Drops the company's file into the stage's bucket, like any other file; its import says what came of it. */
export const handOver = async (file: string, client: S3Client, bucket: string): Promise<void> => {
  await client.send(
    new PutObjectCommand({ Bucket: bucket, Key: KEY, Body: readBytes(file), ContentType: 'application/json' }),
  );
};
