import { type Company, companyOf } from '../platform/company.ts';
import { defined } from '../platform/defined.ts';
import type { Platform } from '../platform/platform.ts';
import type { Key } from '../platform/ports.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { nextInLine, type WorkItem } from './item.ts';
import { deadlineOf } from './items.ts';

const aboutOf = ({ customerId, invoiceId }: WorkItem) => defined({ customerId, invoiceId });

/** The day has come until which somebody wanted to wait: the item is on their list again, as if it were new. */
const comeBack = async (
  platform: Platform,
  company: Company,
  item: WorkItem,
  waited: NonNullable<WorkItem['putOff']>,
): Promise<void> => {
  const now = platform.clock.now();
  const { putOff: _over, ...rest } = item;
  const written = await writeIfStill(platform, {
    put: { ...rest, waited, ...deadlineOf(company, rest, item.answerDays, now), v: item.v + 1 },
    if: { equals: { v: item.v } },
  });
  if (!written) return;
  platform.tell({
    at: new Date(now).toISOString(),
    ...aboutOf(item),
    what: 'item-came-back',
    why: {
      rule: 'put-off',
      text: 'The day has come until which somebody waited with it.',
      facts: { item: item.itemId, by: waited.by, until: waited.until },
    },
  });
};

/** Silence moves an item on (domain rule 25): to the deputy, then the manager, then it stays on the department's list. */
export const moveOn = async (platform: Platform, key: Key): Promise<void> => {
  const item = (await platform.table.get(key)) as WorkItem | undefined;
  if (item?.agenda === undefined || item.closedAt !== undefined) return;
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  if (item.putOff !== undefined) return comeBack(platform, company, item, item.putOff);
  const next = nextInLine(company, item);
  const {
    assignee: _before,
    agenda: _agenda,
    agendaAt: _at,
    dueOn: _due,
    work: _work,
    workAt: _workAt,
    ...rest
  } = item;
  const moved = { ...rest, ...next };
  const days = next.assignee === undefined ? undefined : (item.answerDays ?? undefined);
  const written = await writeIfStill(platform, {
    put: { ...moved, ...deadlineOf(company, moved, days, now), movedOn: item.movedOn + 1, v: item.v + 1 },
    if: { equals: { v: item.v } },
  });
  if (!written) return;
  platform.tell({
    at: new Date(now).toISOString(),
    ...aboutOf(item),
    what: 'item-moved-on',
    why: {
      rule: 'unanswered',
      text:
        next.assignee === undefined ? "Unanswered: it stays on the department's list." : 'Unanswered: it is handed on.',
      facts: { item: item.itemId, to: next.assignee ?? null, department: next.department ?? null },
    },
  });
};
