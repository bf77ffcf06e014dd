import { customerPartition, invoiceKey, prefixOf } from '../ledger/entities.ts';
import type { StepRecord } from '../lifecycle/entities.ts';
import { markForWake } from '../lifecycle/wake-mark.ts';
import type { Company } from '../platform/company.ts';
import { ConditionFailed } from '../platform/errors.ts';
import { formatMoney } from '../platform/money.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { itemId, personFor } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import { type LetterRecord, letterKey } from './letter-record.ts';

/** Steps are marked in parts of so many items, each part a transaction of its own. */
const AT_ONCE = 50;

/** Records what became of each step and notice of a letter. It may come twice: what is recorded stays. */
const recordSteps = async (
  platform: Platform,
  letter: LetterRecord,
  known: ReadonlyMap<string, StepRecord> = new Map(),
): Promise<void> => {
  const status = letter.status === 'sent' ? 'done' : 'unknown';
  for (const [customerId, sk] of letter.steps) {
    const key = { pk: customerPartition(customerId), sk };
    if (sk.startsWith('NOTICE#')) {
      await platform.table.write({
        update: key,
        set: { sentAt: letter.at, letterId: letter.letterId },
        remove: ['agenda', 'agendaAt'],
      });
      continue;
    }
    const step = known.get(`${customerId} ${sk}`) ?? ((await platform.table.get(key)) as StepRecord | undefined);
    if (step?.status !== 'planned') continue;
    try {
      await platform.table.write({
        update: key,
        set: { status, at: letter.at, letterId: letter.letterId, messageId: letter.messageId },
        remove: ['agenda', 'agendaAt', 'verdict'],
        if: { equals: { status: 'planned' } },
      });
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      continue;
    }
    // These were parked for longer than their next step's date, or for the letter itself.
    const parkedLonger = step.verdict?.reason === 'minimum' || step.verdict?.reason === 'unapplied';
    if (parkedLonger || step.travels === 'approved' || status === 'unknown') await markForWake(platform, step);
  }
};

/** A person looks into a letter of which nobody knows whether it arrived: an item per invoice. */
const raiseUnknown = async (platform: Platform, company: Company, letter: LetterRecord): Promise<void> => {
  const now = platform.clock.now();
  for (let from = 0; from < letter.lines.length; from += AT_ONCE / 2) {
    const workspace = new Workspace(platform.table);
    for (const { invoiceId } of letter.lines.slice(from, from + AT_ONCE / 2)) {
      const customerId = letter.steps.find(([, sk]) => sk.startsWith(prefixOf(invoiceId)))?.[0] ?? letter.payerId;
      const head = await platform.table.get(invoiceKey(customerId, invoiceId));
      if (head === undefined) continue;
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
          assignee: personFor('specialist', company.staff, undefined)?.id,
          answerDays: 2,
        },
        now,
      );
    }
    await platform.table.transact(workspace.writes());
  }
};

const SENTENCES = {
  sent: 'The letter left.',
  failed: 'The letter certainly did not leave: it goes again with the next run.',
  unknown: 'Whether the letter left is unknown: a person decides, it is never repeated by itself.',
};

/** Ends a claim: keeps the letter with its status, then records what became of its steps. */
export const endLetter = async (
  platform: Platform,
  company: Company,
  letter: LetterRecord,
  known?: ReadonlyMap<string, StepRecord>,
): Promise<void> => {
  await platform.table.write({ put: letter });
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
  if (letter.status === 'failed') return;
  if (letter.status === 'unknown') await raiseUnknown(platform, company, letter);
  await recordSteps(platform, letter, known);
};

/** Finishes what a run that died had begun to record. */
export const finishRecording = async (
  platform: Platform,
  payerId: string,
  letterId: string,
): Promise<LetterRecord | undefined> => {
  const letter = (await platform.table.get(letterKey(payerId, letterId))) as LetterRecord | undefined;
  if (letter !== undefined && letter.status !== 'failed') await recordSteps(platform, letter);
  return letter;
};
