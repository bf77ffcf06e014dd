import type { Company } from '../platform/company.ts';

/** Every department that the settings or the staff name. */
export const departmentsOf = ({ settings, staff }: Pick<Company, 'settings' | 'staff'>): Set<string> =>
  new Set([
    ...Object.keys(settings.departments),
    ...Object.values(settings.issueCategories).map(({ department }) => department),
    ...staff.flatMap(({ department }) => department ?? []),
  ]);

/** To whom falls what names nobody else: its list is looked at although the company has no such department. */
const LAST_RESORTS = ['client-relations', 'finance', 'sales'];

/** Every department that items may stand with, in order. */
export const departmentsWithLists = (company: Pick<Company, 'settings' | 'staff'>): string[] =>
  [...new Set([...departmentsOf(company), ...LAST_RESORTS])].sort();
