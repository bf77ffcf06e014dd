import type { Notice } from '../lifecycle/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { CaseFacts, Position } from '../policy/case-facts.ts';
import { closedDecision } from '../policy/closing.ts';
import type { PayerView } from './payer-view.ts';
import { takeBack } from './unwritable.ts';

/**
 * Why a planned notice no longer holds, or undefined where it does: that an issue is looked into, while it is; an offer to
 * pay in instalments, while there is something to pay and none are agreed.
 */
export const noticeDroppedBecause = (
  { template, issueId }: Pick<Notice, 'template' | 'issueId'>,
  facts: CaseFacts,
  position: Position,
): string | undefined => {
  if (template === 'issue-taken-up')
    return facts.invoice.issues[issueId ?? '']?.resolvedAt === undefined ? undefined : 'issue-solved';
  if (template !== 'instalment-offer') return undefined;
  if (position.split && position.overdueDays === 0) return 'instalments-on-time';
  return closedDecision(facts, position)?.rule;
};

/** Takes back a notice that was planned and has not left. */
export const dropNotice = async (
  platform: Platform,
  view: PayerView,
  notice: Notice,
  reason: string,
): Promise<void> => {
  const { pk, sk, noticeId, invoiceId, customerId, letterId } = notice;
  if (!(await writeIfStill(platform, { delete: { pk, sk }, if: { equals: { sentAt: undefined, letterId } } }))) return;
  await takeBack(platform, [notice]);
  platform.tell({
    at: new Date(view.now).toISOString(),
    invoiceId,
    customerId,
    what: 'letter-dropped',
    why: {
      rule: reason,
      text: `The planned letter no longer holds: ${reason}.`,
      facts: { notice: noticeId, template: notice.template },
    },
  });
};
