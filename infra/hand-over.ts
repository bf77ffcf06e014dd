import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { COMPANY_FILE, reportKey } from '../functions/ledger/import/file-kind.ts';
import { BadInput } from '../functions/platform/errors.ts';
import { readCompany } from '../local/rehearse/ledger-play.ts';
import { readBytes } from '../local/rehearse/read-json.ts';
import type { StageSettings } from './settings.ts';

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

/** How often a bucket is asked for the report, and how often the file is dropped anew before that is given up. */
const ASKED_EVERY_MS = 5_000;
const ASKED_PER_DROP = 6;
const MOST_DROPS = 20;

const pauseFor = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

interface Report {
  version?: string;
  state: 'recorded' | 'refused';
  problems?: readonly string[];
}

const reportIn = async (client: S3Client, bucket: string): Promise<Report | undefined> => {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: reportKey(COMPANY_FILE) }));
    return JSON.parse(await Body!.transformToString()) as Report;
  } catch (error) {
    if ((error as Error).name === 'NoSuchKey') return undefined;
    throw error;
  }
};

/**
 * Drops the company's file into the stage's bucket, like any other file, and waits for its report. A bucket that is new
 * tells nobody of its files for about five minutes (Amazon S3 User Guide, "Enabling event notifications"), so the file is
 * dropped anew until somebody has taken it: twice does no harm. Throws `BadInput` where it was refused, or never taken.
 */
export const handOver = async (file: string, client: S3Client, bucket: string, pause = pauseFor): Promise<void> => {
  const dropped = new Set<string | undefined>();
  for (let drop = 1; drop <= MOST_DROPS; drop++) {
    const content = { Body: readBytes(file), ContentType: 'application/json' };
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket: bucket, Key: COMPANY_FILE, ...content }));
    dropped.add(VersionId);
    for (let asked = 1; asked <= ASKED_PER_DROP; asked++) {
      await pause(ASKED_EVERY_MS);
      const report = await reportIn(client, bucket);
      if (report === undefined || !dropped.has(report.version)) continue;
      if (report.state === 'recorded') return;
      throw new BadInput((report.problems ?? ['was refused']).map((problem) => `${file}: ${problem}`));
    }
  }
  throw new BadInput([
    `${file}: was dropped into ${bucket} as ${COMPANY_FILE}, and no import has taken it: look at the rule and the machine ledger-import, then deploy again`,
  ]);
};
