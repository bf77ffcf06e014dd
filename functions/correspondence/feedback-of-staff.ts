import { ANSWER_DAYS } from '../lifecycle/answer-days.ts';
import { companyOf } from '../platform/company.ts';
import type { Platform } from '../platform/platform.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { itemId, itemKey, type WorkItem } from '../work-list/item.ts';
import { raiseItem } from '../work-list/items.ts';
import type { MessageFeedback } from './feedback-of-message.ts';
import { plainAddress } from './plain-address.ts';

/** After these the address gets no mail any more: a complaint puts it on the suppression list too. */
const UNREACHABLE: ReadonlySet<MessageFeedback['kind']> = new Set(['bounced', 'complained', 'rejected']);
/** Where a colleague is in no department. */
const FALLBACK = 'client-relations';

/**
 * A colleague's address that does not work: an item for the department, because requests for approval go there too. It is
 * raised once; feedback that is older than its closing changes nothing.
 */
const raise = async (platform: Platform, person: StaffMember, at: string): Promise<boolean> => {
  const now = platform.clock.now();
  const company = await companyOf(platform.table, now);
  const department = person.department ?? FALLBACK;
  const manager = company.settings.departments[department]?.manager;
  const id = itemId('task', 'staff-address', person.id);
  const workspace = new Workspace(platform.table);
  const found = await workspace.get<WorkItem>(itemKey(undefined, id));
  if (found?.closedAt !== undefined && Date.parse(found.closedAt) >= Date.parse(at)) return false;
  const raised = await raiseItem(
    workspace,
    company,
    {
      itemId: id,
      kind: 'task',
      title: `Mail to colleague ${person.id} does not arrive: correct the address`,
      assignee: manager === person.id ? person.deputy : manager,
      department,
      answerDays: ANSWER_DAYS,
    },
    now,
    true,
  );
  if (!raised || !(await writeIfStill(platform, workspace.writes()))) return false;
  platform.tell({
    at: new Date(now).toISOString(),
    what: 'item-raised',
    why: { rule: 'staff-address', text: 'Mail to a colleague does not arrive.', facts: { item: id, staff: person.id } },
  });
  return true;
};

/** Takes what the mail service reports about mail to colleagues. Returns how many items it raised. */
export const takeStaffFeedback = async (
  platform: Platform,
  { kind, at, emails }: MessageFeedback,
): Promise<{ recorded: number }> => {
  if (!UNREACHABLE.has(kind)) return { recorded: 0 };
  const { staff } = await companyOf(platform.table, platform.clock.now());
  const reported = new Set(emails.map(plainAddress));
  let recorded = 0;
  for (const person of staff)
    if (reported.has(plainAddress(person.email)) && (await raise(platform, person, at))) recorded += 1;
  return { recorded };
};
