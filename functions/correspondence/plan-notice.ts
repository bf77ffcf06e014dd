import { type CustomerHead, customerPartition, headKey, payerIdOf } from '../ledger/entities.ts';
import type { Notice } from '../lifecycle/entities.ts';
import { windowOfPayer, zoneOfHead } from '../lifecycle/load-case.ts';
import { type Company, companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import { agendaOf } from '../platform/shard.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { nextOpening } from '../policy/window.ts';

/** A letter without a step, as it is planned. */
export const noticeOf = (
  company: Company,
  payer: CustomerHead,
  now: number,
  notice: Pick<Notice, 'noticeId' | 'customerId' | 'invoiceId' | 'template'> & { issueId?: string },
): Notice => {
  const payerId = payer.customerId;
  const opens = nextOpening(windowOfPayer(company, payer), company.calendar, zoneOfHead(payer, company), now);
  const notBefore = new Date(opens).toISOString();
  return {
    pk: customerPartition(notice.customerId),
    sk: `NOTICE#${notice.noticeId}`,
    ...notice,
    payerId,
    notBefore,
    agenda: agendaOf('letters', payerId),
    agendaAt: `${notBefore}#${payerId}`,
  };
};

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
  const planned = noticeOf(company, payer, now, notice);
  if (!(await writeIfStill(platform, { put: planned, if: { exists: false } }))) return;
  platform.tell({
    at: new Date(now).toISOString(),
    invoiceId: notice.invoiceId,
    customerId: notice.customerId,
    what: 'notice-planned',
    why: {
      rule: notice.template,
      text: `${notice.template} leaves not before ${planned.notBefore}.`,
      facts: { notice: notice.noticeId },
    },
  });
};
