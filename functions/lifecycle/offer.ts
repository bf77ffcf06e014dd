import { planNotice } from '../correspondence/plan-notice.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { iso } from '../policy/choose-next-step.ts';
import type { Part } from '../policy/decision.ts';
import { itemId, personFor, planItem } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import { answeringOf } from './answer-days.ts';
import { type Carrying, newStep } from './carry-out.ts';

/** Offers instalments before an escalation (domain rule 29): a letter to the customer and a task for a specialist. */
export const offerInstalments = async (
  carrying: Carrying,
  part: Extract<Part, { do: 'offer-instalments' }>,
): Promise<void> => {
  const { platform, company, of, head, now, stake } = carrying;
  const workspace = new Workspace(platform.table);
  const id = planItem(of.invoiceId, of.cycle);
  await raiseItem(
    workspace,
    company,
    {
      itemId: id,
      kind: 'task',
      title: 'Agree on monthly instalments with the customer',
      customerId: of.customerId,
      invoiceId: of.invoiceId,
      assignee: personFor('specialist', company.staff, head.accountOwner)?.id,
      answerDays: answeringOf(company, head).answerDays,
      stake,
    },
    now,
  );
  const offered = newStep(carrying, part, { how: 'approval', status: 'offered', offeredAt: iso(now) });
  const isNew = await writeIfStill(platform, [...workspace.writes(), { put: offered, if: { exists: false } }]);
  if (isNew)
    platform.tell({
      at: iso(now),
      invoiceId: of.invoiceId,
      customerId: of.customerId,
      what: 'instalments-offered',
      why: {
        rule: 'instalments-offered',
        text: 'Instalments are offered before any escalation.',
        facts: { step: part.step, item: id },
      },
    });
  await planNotice(platform, {
    noticeId: itemId('offer', of.invoiceId, `c${of.cycle}`),
    customerId: of.customerId,
    invoiceId: of.invoiceId,
    template: 'instalment-offer',
  });
};
