import type { Company } from '../platform/company.ts';
import { defined } from '../platform/defined.ts';
import type { Platform } from '../platform/platform.ts';
import { Workspace } from '../platform/workspace.ts';
import { writeIfStill } from '../platform/write-if-still.ts';
import { type NewItem, raiseItem } from './items.ts';

/** Why an item is raised, for the timeline. Without `text` it names the item. */
export interface Raising {
  rule: string;
  text?: string;
  facts?: Readonly<Record<string, string>>;
}

/**
 * Raises an item in a transaction of its own, and tells of it. `there`: it is open, or was closed and is not raised
 * again; `lost`: another writer came in between, and nothing was written.
 */
export const raiseByItself = async (
  platform: Platform,
  company: Company,
  item: NewItem,
  { rule, text, facts }: Raising,
  again = false,
): Promise<'raised' | 'there' | 'lost'> => {
  const now = platform.clock.now();
  const workspace = new Workspace(platform.table);
  if (!(await raiseItem(workspace, company, item, now, again))) return 'there';
  if (!(await writeIfStill(platform, workspace.writes()))) return 'lost';
  const { itemId, kind, customerId, invoiceId } = item;
  platform.tell({
    at: new Date(now).toISOString(),
    ...defined({ customerId, invoiceId }),
    what: 'item-raised',
    why: { rule, text: text ?? `${kind}: ${itemId}.`, facts: { item: itemId, ...facts } },
  });
  return 'raised';
};
