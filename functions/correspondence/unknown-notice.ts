import { customerPartition } from '../ledger/entities.ts';
import { type StepRecord, stepKey } from '../lifecycle/entities.ts';
import { wakeWrite } from '../lifecycle/wake-mark.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key, Write } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { localDay } from '../platform/zone.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';

/** No demand of an invoice is called this: what stands under it belongs to a letter without a step. */
const NOTICE = 'notice';

/** Where an invoice notes that a notice about it may or may not have arrived: nothing further is sent until that is settled. */
export const unknownNoticeKey = (customerId: string, letter: LetterRecord): Key => {
  const { invoiceId, cycle } = letter.lines[0]!;
  return stepKey(customerId, invoiceId, cycle, NOTICE, letter.letterId);
};

/** That note: a step of its own, of which nobody knows whether it was carried out. */
export const unknownNotice = (customerId: string, letter: LetterRecord): StepRecord => {
  const { invoiceId, cycle } = letter.lines[0]!;
  return {
    ...unknownNoticeKey(customerId, letter),
    invoiceId,
    customerId,
    cycle,
    demand: NOTICE,
    step: letter.template,
    how: 'letter',
    status: 'unknown',
    dueDay: localDay(Date.parse(letter.at), 'UTC'),
    at: letter.at,
    letterId: letter.letterId,
    payerId: letter.payerId,
  };
};

/** Records that a notice left, or that nobody knows whether it did. It may come twice. */
export const recordNotice = async (
  platform: Platform,
  letter: LetterRecord,
  [customerId, sk]: [string, string],
): Promise<void> => {
  const update: Write = {
    update: { pk: customerPartition(customerId), sk },
    set: { sentAt: letter.at, letterId: letter.letterId },
    remove: ['agenda', 'agendaAt'],
  };
  if (letter.status === 'unknown' && letter.lines[0] !== undefined) {
    const noted = unknownNotice(customerId, letter);
    const stillUnknown: Write = {
      check: letterKey(letter.payerId, letter.letterId),
      if: { equals: { status: 'unknown' } },
    };
    const put: Write = { put: noted, if: { exists: false } };
    if (await writeIfStill(platform, [update, put, wakeWrite(platform, noted), stillUnknown])) return;
  }
  await platform.table.write(update);
};
