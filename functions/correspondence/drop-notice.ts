import type { InvoiceFacts } from '../ledger/entities.ts';
import type { Notice } from '../lifecycle/entities.ts';
import type { Platform } from '../platform/platform.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import type { PayerView } from './payer-view.ts';
import { takeBack } from './unwritable.ts';

/** Why a planned notice no longer holds, or undefined where it does: that an issue is looked into, while it is. */
export const noticeDroppedBecause = (
  { template, issueId }: Pick<Notice, 'template' | 'issueId'>,
  { issues }: Pick<InvoiceFacts, 'issues'>,
): string | undefined => {
  if (template !== 'issue-taken-up' || issueId === undefined) return undefined;
  return issues[issueId]?.resolvedAt === undefined ? undefined : 'issue-solved';
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
