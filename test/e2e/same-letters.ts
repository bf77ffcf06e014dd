import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { LetterRecord } from '../../functions/correspondence/letter-record.ts';
import { customerPartition } from '../../functions/ledger/entities.ts';
import { letterRow } from '../../local/rehearse/rows.ts';
import { readMessage } from '../../local/server/mime.ts';
import { contactCorrected, holdPlaced, issueRaised, issueResolved, issueTakenUp, promiseMade } from './acts.ts';
import type { Cloud } from './cloud.ts';
import { run } from './deployments.ts';
import {
  BAKERY,
  CLINIC,
  COMPANY,
  customerOf,
  customerUpdated,
  DENTIST,
  FILE_ROWS,
  GARAGE,
  GYM,
  HOTEL,
  invoiceIssued,
  paid,
  todayAt,
} from './ledger.ts';
import { LIST_LINK } from './story-of-answers.ts';
import { NEW_ADDRESS } from './story-of-letters.ts';
import { expect, say } from './storyteller.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

/** The story as a scenario for our own engine, which has a clock that can be moved: one thing an hour from noon on. */
const scenario = () => ({
  start: todayAt('12:00'),
  until: todayAt('22:00'),
  ...COMPANY,
  customers: FILE_ROWS.map(customerOf),
  events: [
    ...FILE_ROWS.map((row) => invoiceIssued(row, todayAt('11:00'))),
    paid(DENTIST, todayAt('13:00')),
    {
      ...{ id: 'bounce', source: 'mail', at: todayAt('13:00'), by: 'system', type: 'letter.bounced' },
      ...{ customerId: HOTEL.customerId, email: HOTEL.email },
    },
    contactCorrected(HOTEL, NEW_ADDRESS, todayAt('14:00')),
    issueRaised(GARAGE, todayAt('14:20')),
    issueTakenUp(todayAt('14:25')),
    issueResolved(todayAt('14:40')),
    {
      ...{ id: 'approval', source: 'office', at: todayAt('15:00'), by: COMPANY.staff[1]!.id, type: 'approval.decided' },
      ...{ invoiceId: GYM.invoiceId, action: 'final-notice', decision: 'approve' },
    },
    promiseMade(HOTEL, todayAt('15:20')),
    holdPlaced(GYM, todayAt('15:40')),
    paid(BAKERY, todayAt('16:00')),
    customerUpdated(CLINIC, todayAt('17:00')),
    invoiceIssued(CLINIC, todayAt('17:00')),
    paid(GARAGE, todayAt('18:00')),
  ],
});

/** A link that ends with a secret of its own. */
export const SECRET_LINK = /https?:\/\/[^\s"<>]*\/([A-Za-z0-9_-]{20,})/g;

/** A letter or mail without what is made anew each time: ids, and the secret in a link. */
const withoutIds = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/\b(letter|mail|approval)[-_][A-Za-z0-9_-]+/g, '$1-…')
    .replace(/https?:\/\/[^\s"<>]*\/(?:approvals|c)\/[A-Za-z0-9_-]+/g, 'https://…')
    .trim();

const inOrder = <T>(things: readonly T[]): T[] => {
  const keyed = things.map((thing) => [JSON.stringify(thing), thing] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, thing]) => thing);
};

type Row = ReturnType<typeof letterRow>;
const rowWithoutIds = ({ letterId: _id, at: _at, ...row }: Row) => row;

const expectSame = (what: string, onAws: readonly unknown[], onEngine: readonly unknown[]): void => {
  const [left, right] = [inOrder(onAws), inOrder(onEngine)];
  const differ = left.flatMap((one, at) =>
    isDeepStrictEqual(one, right[at]) ? [] : [{ aws: one, engine: right[at] }],
  );
  expect(left.length === right.length && differ.length === 0, `${what} differ`, {
    count: { aws: left.length, engine: right.length },
    differ,
  });
};

/** Rehearses the story on our engine, and compares all letters and mails with those that left on AWS. */
export const expectSameLetters = async (cloud: Cloud, folder: string): Promise<void> => {
  const own = join(folder, 'rehearsal');
  mkdirSync(own);
  const file = join(own, 'story.scenario.json');
  writeFileSync(file, JSON.stringify(scenario(), undefined, 2));
  const out = join(own, 'out');
  const given = ['run', '-s', 'rehearse', '--', '--scenario', file, '--out', out];
  const { status, output } = await run('npm', given, PROJECT, process.env);
  expect(status === 0, 'The rehearsal succeeds', output);

  const customers = [...FILE_ROWS, CLINIC];
  const stored = await Promise.all(
    customers.map(({ customerId }) => cloud.items(customerPartition(customerId), 'LETTER#')),
  );
  const letters = (stored.flat() as LetterRecord[]).map(letterRow).map(rowWithoutIds);
  const rehearsed = (JSON.parse(readFileSync(join(out, 'letters.json'), 'utf8')) as Row[]).map(rowWithoutIds);
  // The comparison is by plain JSON: what is absent is absent in both.
  expectSame('The letters', JSON.parse(JSON.stringify(letters)), rehearsed);

  // A rehearsal tells of customers: it writes no mail of the morning.
  const toCompare = (await cloud.inbox()).filter(({ text }) => !LIST_LINK.test(text));
  const mails = toCompare.map(({ to, subject, text }) => ({
    ...{ to: to.map((address) => /<(.*)>/.exec(address)?.[1] ?? address), subject, text: withoutIds(text) },
  }));
  const messages = readdirSync(join(out, 'letters')).map((name) => {
    const { headers, subject, text } = readMessage(readFileSync(join(out, 'letters', name)));
    const to = headers.find(([header]) => header === 'To')![1].split(',');
    return { to: to.map((address) => /<(.*)>/.exec(address)?.[1] ?? address.trim()), subject, text: withoutIds(text) };
  });
  expectSame('The messages', mails, messages);
  say(`${letters.length} letters and ${mails.length} messages, word for word`);
};
