import type { Company } from '../platform/company.ts';

/** Every department that the settings or the staff name. */
export const departmentsOf = ({ settings, staff }: Pick<Company, 'settings' | 'staff'>): Set<string> =>
  new Set([
    ...Object.keys(settings.departments),
    ...Object.values(settings.issueCategories).map(({ department }) => department),
    ...staff.flatMap(({ department }) => department ?? []),
  ]);
