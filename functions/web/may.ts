import type { StaffMember } from '../platform/settings.contract.ts';

/** Who may do what on the pages: a rule over roles, and over the item or request that an act is about. */

/** The roles that the product itself knows; a company names more of its own, for its policies and departments. */
export const ROLES = ['specialist', 'manager', 'finance', 'operator', 'administrator', 'approver'] as const;
export type Role = (typeof ROLES)[number];

/** A role; everybody who is signed in; or whose item it is: the assignee, or where there is none the department. */
export type Who = Role | 'everybody' | 'whose-item';

const CASE_WORKERS = ['specialist', 'manager', 'finance'] as const;
const THE_HOUSE = [...CASE_WORKERS, 'operator', 'administrator'] as const;

/** Every act and every page, and who may. A person is judged by all their roles together. */
export const MAY = {
  'see-list': ['everybody'],
  'see-everybody': THE_HOUSE,
  'see-account': ['everybody'],
  search: ['everybody'],
  'see-figures': ['manager', 'finance', 'administrator'],
  'see-policies': THE_HOUSE,
  'draft-policy': ['manager', 'administrator'],
  'publish-policy': ['administrator'],
  'move-case': ['manager', 'administrator'],
  'finish-item': [...THE_HOUSE, 'whose-item'],
  'take-over': [...THE_HOUSE, 'whose-item'],
  'hand-on': [...THE_HOUSE, 'whose-item'],
  'put-off-item': [...THE_HOUSE, 'whose-item'],
  'answer-issue': [...CASE_WORKERS, 'whose-item'],
  'raise-issue': ['everybody'],
  'make-promise': CASE_WORKERS,
  'agree-plan': CASE_WORKERS,
  'correct-contact': CASE_WORKERS,
  hold: CASE_WORKERS,
  'revoke-link': CASE_WORKERS,
  // Whom a request is asked of, and whoever has its role, is the request's own rule.
  'see-request': ['everybody'],
  'stop-sending': ['operator', 'administrator'],
} as const satisfies Readonly<Record<string, readonly Who[]>>;

export type Act = keyof typeof MAY;

/** What an act is about, as far as it matters who may. */
export interface Concern {
  assignee?: string | undefined;
  department?: string | undefined;
}

type Person = Pick<StaffMember, 'id' | 'roles' | 'department'>;

/** Whether an item is this person's: it is assigned to them, or waits for anybody of their department. */
export const isTheirs = ({ id, department }: Person, concern: Concern): boolean =>
  concern.assignee !== undefined
    ? concern.assignee === id
    : concern.department !== undefined && concern.department === department;

/** Whether a person may do something, to this item where it is about one. */
export const may = (person: Person, act: Act, concern?: Concern): boolean =>
  MAY[act].some((who: Who) => {
    if (who === 'everybody') return true;
    if (who === 'whose-item') return concern !== undefined && isTheirs(person, concern);
    return person.roles.includes(who);
  });
