import type { CustomerHead } from '../ledger/entities.ts';
import type { Approval } from '../lifecycle/entities.ts';
import { defined } from '../platform/defined.ts';
import type { StaffMember } from '../platform/settings.contract.ts';
import type { NewItem } from '../work-list/items.ts';

/** The role, and the department, of those who look after key accounts. */
const SALES = 'sales';

const isInSales = ({ department, roles }: StaffMember): boolean => department === SALES || roles.includes(SALES);

/**
 * Who visits a customer once the visit is approved. A key account is visited by Sales: its owner, where they belong to
 * Sales, else the first who has the role, else whoever of the department takes it up. Anybody else is visited by their
 * owner, else by whom the request waited for. An owner who left visits nobody. Pure.
 */
export const visitOf = (
  { tags, accountOwner }: Pick<CustomerHead, 'tags' | 'accountOwner'>,
  staff: readonly StaffMember[],
  { assignee, department }: Pick<Approval, 'assignee' | 'department'>,
): Pick<NewItem, 'title' | 'assignee' | 'department'> => {
  const owner = staff.find(({ id }) => id === accountOwner);
  if (!tags.includes('key-account'))
    return {
      title: 'Visit the customer on site',
      ...(owner === undefined ? defined({ assignee, department }) : { assignee: owner.id }),
    };
  const seller = owner !== undefined && isInSales(owner) ? owner : staff.find(({ roles }) => roles.includes(SALES));
  return {
    title: 'Visit the key account with Sales',
    ...(seller === undefined ? {} : { assignee: seller.id }),
    department: seller?.department ?? SALES,
  };
};
