import { type CustomerHead, customerPartition, headKey, payerIdOf } from '../ledger/entities.ts';
import type { Notice } from '../lifecycle/entities.ts';
import { windowOfPayer, zoneOfHead } from '../lifecycle/load-case.ts';
import { companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { agendaOf } from '../platform/shard.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { nextOpening } from '../policy/window.ts';

/** Plans a letter without a step, once: it keeps window and working days, and counts for neither cap nor gap. */
export const planNotice = async (
  platform: Platform,
  notice: Pick<Notice, 'noticeId' | 'customerId' | 'invoiceId' | 'template'> & { issueId?: string },
): Promise<void> => {
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  const head = (await platform.table.get(headKey(notice.customerId))) as CustomerHead;
  const payerId = payerIdOf(head);
  const payer = payerId === head.customerId ? head : ((await platform.table.get(headKey(payerId))) as CustomerHead);
  const opens = nextOpening(windowOfPayer(company, payer), company.calendar, zoneOfHead(payer, company), now);
  const notBefore = new Date(opens).toISOString();
  const planned: Notice = {
    pk: customerPartition(notice.customerId),
    sk: `NOTICE#${notice.noticeId}`,
    ...notice,
    payerId,
    notBefore,
    agenda: agendaOf('letters', payerId),
    agendaAt: `${notBefore}#${payerId}`,
  };
  if (!(await writeIfStill(platform, { put: planned, if: { exists: false } }))) return;
  platform.tell({
    at: new Date(now).toISOString(),
    invoiceId: notice.invoiceId,
    customerId: notice.customerId,
    what: 'notice-planned',
    why: {
      rule: notice.template,
      text: `${notice.template} leaves not before ${notBefore}.`,
      facts: { notice: notice.noticeId },
    },
  });
};
