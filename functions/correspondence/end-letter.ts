import { type CustomerHead, customerPartition, headKey, invoiceKey, prefixOf } from '../ledger/entities.ts';
import { caredForBy } from '../lifecycle/answer-days.ts';
import { parksLonger, type StepRecord } from '../lifecycle/entities.ts';
import { wakeWrite } from '../lifecycle/wake-mark.ts';
import type { Company } from '../platform/company.ts';
import { ConditionFailed } from '../platform/errors.ts';
import { formatMoney } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import type { Write } from '../platform/ports.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { itemId } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';
import { recordNotice } from './unknown-notice.ts';

/** Steps are marked in parts of so many items, each part a transaction of its own. */
const AT_ONCE = 50;

/** Records what became of each step and notice of a letter. It may come twice: what is recorded stays. */
const recordSteps = async (
  platform: Platform,
  letter: LetterRecord,
  known: ReadonlyMap<string, StepRecord> = new Map(),
): Promise<void> => {
  for (const [customerId, sk] of letter.steps) {
    const key = { pk: customerPartition(customerId), sk };
    if (sk.startsWith('NOTICE#')) {
      await recordNotice(platform, letter, [customerId, sk]);
      continue;
    }
    const step = known.get(`${customerId} ${sk}`) ?? ((await platform.table.get(key)) as StepRecord | undefined);
    if (step?.status === 'planned') await recordStep(platform, letter, step);
  }
};

/** The condition that nobody has said since that the letter arrived. */
const stillUnknown = ({ pk, sk }: LetterRecord): Write => ({
  check: { pk, sk },
  if: { equals: { status: 'unknown' } },
});

const recordStep = async (platform: Platform, letter: LetterRecord, step: StepRecord): Promise<void> => {
  const isUnknown = letter.status === 'unknown';
  const update: Write = {
    update: { pk: step.pk, sk: step.sk },
    set: {
      status: isUnknown ? 'unknown' : 'done',
      at: letter.at,
      letterId: letter.letterId,
      messageId: letter.messageId,
    },
    remove: ['agenda', 'agendaAt', 'verdict'],
    if: { equals: { status: 'planned' } },
  };
  // These were parked for longer than their next step's date, or for the letter itself: their case looks again.
  const wakes = parksLonger(step.verdict?.reason) || step.travels === 'approved' || isUnknown;
  // Where it was recorded before, or is known to have arrived, the next run finishes what is left.
  await writeIfStill(
    platform,
    wakes ? [update, wakeWrite(platform, step), ...(isUnknown ? [stillUnknown(letter)] : [])] : update,
  );
};

/** A person looks into a letter of which nobody knows whether it arrived: an item per invoice. */
const raiseUnknown = async (platform: Platform, company: Company, letter: LetterRecord): Promise<void> => {
  const now = platform.clock.now();
  for (let from = 0; from < letter.lines.length; from += AT_ONCE / 2) {
    const workspace = new Workspace(platform.table);
    for (const { invoiceId } of letter.lines.slice(from, from + AT_ONCE / 2)) {
      const customerId =
        letter.steps.find(([, sk]) => sk.startsWith(prefixOf(invoiceId)))?.[0] ??
        letter.steps[0]?.[0] ??
        letter.payerId;
      const [head, invoice] = await platform.table.batchGet([headKey(customerId), invoiceKey(customerId, invoiceId)]);
      if (head === undefined || invoice === undefined) continue;
      await raiseItem(
        workspace,
        company,
        {
          itemId: itemId('delivery-unknown', invoiceId, letter.letterId),
          kind: 'delivery-unknown',
          title: 'Find out whether a letter arrived',
          customerId,
          invoiceId,
          letterId: letter.letterId,
          ...caredForBy(company, head as CustomerHead),
        },
        now,
      );
    }
    try {
      await platform.table.transact([...workspace.writes(), stillUnknown(letter)]);
    } catch (error) {
      const { pk, sk } = letter;
      if (!(error instanceof ConditionFailed) || (await platform.table.get({ pk, sk }))?.status === 'unknown')
        throw error;
      return;
    }
  }
};

const SENTENCES = {
  sent: 'The letter left.',
  failed: 'The letter certainly did not leave: it goes again with the next run.',
  unknown: 'Whether the letter left is unknown: a person decides, it is never repeated by itself.',
};

/**
 * Keeps a letter with the end of its attempt; the end that was recorded first stays. An id is used again only after an
 * attempt that certainly did not leave. Returns what is kept.
 */
const keepLetter = async (platform: Platform, letter: LetterRecord): Promise<LetterRecord> => {
  const key = letterKey(letter.payerId, letter.letterId);
  if (await writeIfStill(platform, { put: letter, if: { exists: false } })) return letter;
  const found = (await platform.table.get(key)) as LetterRecord;
  if (found.attempt === letter.attempt) return found;
  const again = { ...letter, v: (found.v as number) + 1 };
  await platform.table.write({ put: again, if: { equals: { attempt: found.attempt, status: 'failed' } } });
  return again;
};

/** A delivery may be reported before the letter's end is recorded: then it is known to have left. */
const withEarlyDelivery = async (platform: Platform, letter: LetterRecord): Promise<LetterRecord> => {
  const payer = (await platform.table.get(headKey(letter.payerId))) as CustomerHead | undefined;
  if (payer?.claim?.attempt !== letter.attempt || payer.claim.deliveredAt === undefined) return letter;
  const { pk, sk } = letter;
  const condition = { equals: { attempt: letter.attempt, status: 'unknown' } };
  await writeIfStill(platform, { update: { pk, sk }, set: { status: 'sent' }, if: condition });
  return { ...letter, status: 'sent' };
};

/**
 * Ends a claim: keeps the letter with its status, then records what became of its steps. Returns the letter as it is
 * kept: where somebody ended the same attempt before, that end counts.
 */
export const endLetter = async (
  platform: Platform,
  company: Company,
  ending: LetterRecord,
  known?: ReadonlyMap<string, StepRecord>,
): Promise<LetterRecord> => {
  let letter = await keepLetter(platform, ending);
  if (letter.status === 'unknown') letter = await withEarlyDelivery(platform, letter);
  for (const line of letter.lines)
    platform.tell({
      at: new Date(platform.clock.now()).toISOString(),
      invoiceId: line.invoiceId,
      customerId: letter.payerId,
      what: `letter-${letter.status}`,
      why: {
        rule: letter.template,
        text: SENTENCES[letter.status],
        facts: {
          letter: letter.letterId,
          step: line.step,
          amount: formatMoney(line.amount, letter.currency),
          currency: letter.currency,
          recipients: letter.to.length,
        },
      },
    });
  await finishRecording(platform, company, letter, known);
  return letter;
};

/** Records what follows from a letter's end, as far as that has not been done: also what a run that died had begun. */
export const finishRecording = async (
  platform: Platform,
  company: Company,
  letter: LetterRecord,
  known?: ReadonlyMap<string, StepRecord>,
): Promise<void> => {
  if (letter.status === 'failed') return;
  if (letter.status === 'unknown') await raiseUnknown(platform, company, letter);
  await recordSteps(platform, letter, known);
};
