import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { BadInput } from '../functions/platform/errors.ts';

/** What differs between the stages of one product: `settings/<stage>.json`. */

const FOLDER = new URL('settings/', import.meta.url);

/** How many days CloudWatch Logs can keep a log group (PutRetentionPolicy), up to a year. */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365] as const;

const domain = z
  .string()
  .max(200)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'is no domain; give one such as mail.company.com');

const label = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'is no label of a domain; give one such as bounces');

const mailAddress = z.email('is no mail address');

/** Tokens travel encrypted; only an emulator reaches an issuer on its own machine, where nothing leaves the machine. */
const ISSUER = /^(https:\/\/[^/]|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$))/;

export const stageSettings = z.strictObject({
  /** Part of every name. The longest name is a bucket's, of 63 characters, and holds region and account too. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,11}$/, 'is no stage name; give 2 to 12 lower-case letters and digits, a letter first'),
  /** The account that this stage belongs to; without it, whichever the credentials are of. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'is no account number; give its 12 digits')
    .optional(),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'is no region; give one such as eu-central-1'),
  /** Keeps table, files and bus from being deleted: `npm run destroy` refuses until this is false and deployed. */
  protected: z.boolean(),
  /** Leaves table and files behind when the stage is destroyed. */
  retain: z.boolean(),
  mail: z.strictObject({
    /** Letters come from addresses of this domain; its owner publishes the records that the deployment prints. */
    domain,
    /** The label below the domain to which bounces return: `bounces` makes bounces.mail.company.com. */
    mailFrom: label,
    /** The label below the domain at which customers' answers are received; without it none are. */
    answers: label.optional(),
  }),
  /** Where links in mails lead; without it, the address that the HTTP API gets by itself. */
  publicUrl: z
    .url({ protocol: /^https$/, error: 'is no address that begins with https://' })
    .regex(/[^/]$/, 'ends with a slash; leave it out')
    .optional(),
  /**
   * Where colleagues sign in: any OpenID Connect issuer that vouches for their addresses. Without it the stage gets a
   * user pool of its own.
   */
  signIn: z
    .strictObject({
      issuer: z.url('is no address').regex(ISSUER, 'is no address that begins with https://'),
      clientId: z.string().min(1, 'is empty').max(200),
      /** The name of a secret in Secrets Manager that is the client's; none for a public client. */
      secretName: z
        .string()
        .regex(/^[A-Za-z0-9/_+=.@-]{1,200}$/, 'is no name of a secret')
        .optional(),
    })
    .optional(),
  /** Who is told when an alarm goes off; AWS asks each address once to confirm. */
  alarmsTo: z.array(mailAddress).max(20),
  /** Days for which logs are kept. They hold ids and figures only. */
  logDays: z.literal(LOG_DAYS, { error: `is no retention that logs know; give one of ${LOG_DAYS.join(', ')}` }),
  /** Days after which a file that was dropped is deleted; facts live on in the table. */
  fileDays: z.int().min(1, 'is below one day').max(3650, 'is above ten years'),
  /** Whether calls are traced by X-Ray, which costs $5 per million traces. */
  tracing: z.boolean(),
  /** Whether the schedules run; a rehearsed stage calls their functions itself. */
  schedules: z.boolean(),
  /** A file with settings, policies and staff, from the project's folder; handed over at each deployment. */
  company: z.string().min(1).max(200).optional(),
});

export type StageSettings = z.infer<typeof stageSettings>;

/** Checks the settings of a stage. Throws `BadInput` with one sentence for each problem. */
export const settingsFrom = (content: unknown, name: string): StageSettings => {
  const checked = stageSettings.safeParse(content);
  if (!checked.success)
    throw new BadInput(
      checked.error.issues.map((issue) => `infra/settings/${name}.json: ${issue.path.join('.')}: ${issue.message}`),
    );
  if (checked.data.stage !== name)
    throw new BadInput([
      `infra/settings/${name}.json: stage: is "${checked.data.stage}"; a file is named after its stage`,
    ]);
  return checked.data;
};

/** The stages that have settings, by name. */
export const knownStages = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();

/** Reads the settings of a stage. Throws `BadInput` where there are none, or where they are wrong. */
export const settingsOf = (stage: string | undefined): StageSettings => {
  const known = knownStages();
  if (stage === undefined || !known.includes(stage))
    throw new BadInput([
      `${stage === undefined ? 'No stage is given' : `There is no stage "${stage}"`}: infra/settings knows ${known.join(', ')}`,
    ]);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(new URL(`${stage}.json`, FOLDER), 'utf8'));
  } catch (error) {
    throw new BadInput([`infra/settings/${stage}.json: is no JSON: ${(error as Error).message}`]);
  }
  return settingsFrom(content, stage);
};
