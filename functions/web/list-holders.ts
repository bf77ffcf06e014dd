import { departmentsWithLists } from '../issues/departments.ts';
import type { Company } from '../platform/company.ts';
import { EVERYBODY, listOfDepartment, listOfPerson } from '../work-list/entry.ts';

/** Whose lists there are. */

export interface ListOf {
  kind: 'person' | 'department' | 'nobody' | 'everybody';
  id: string;
}

/** A page of all lists asks the index once for each; what so many people have is found in a moment. */
const MOST_PEOPLE = 40;

export const listOfHolder = ({ kind, id }: Pick<ListOf, 'kind' | 'id'>): string =>
  kind === 'person' ? listOfPerson(id) : listOfDepartment(id);

export const isManyPeople = ({ staff }: Pick<Company, 'staff'>): boolean => staff.length > MOST_PEOPLE;

/** Every list of a company: of its people, unless they are too many for one page, its departments, and nobody's. */
export const holdersOf = (company: Company): ListOf[] => {
  return [
    ...(isManyPeople(company) ? [] : company.staff.map(({ id }): ListOf => ({ kind: 'person', id }))),
    ...departmentsWithLists(company).map((id): ListOf => ({ kind: 'department', id })),
    { kind: 'nobody', id: EVERYBODY },
  ];
};
