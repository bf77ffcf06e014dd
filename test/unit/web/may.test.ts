import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Act, isTheirs, MAY, may, ROLES, type Role } from '../../../functions/web/may.ts';

const ACTS = Object.keys(MAY) as Act[];
const person = (roles: readonly string[], id = 'amy', department = 'care') => ({ id, department, roles: [...roles] });

/** Who may do what to something that is not theirs: the table as a reader of it would write it down. */
const HOUSE: readonly Role[] = ['specialist', 'manager', 'finance', 'operator', 'administrator'];
const CASES: readonly Role[] = ['specialist', 'manager', 'finance'];
const WANTED: Record<Act, readonly Role[]> = {
  'see-list': ROLES,
  'see-everybody': HOUSE,
  'see-account': ROLES,
  search: ROLES,
  'see-figures': ['manager', 'finance', 'administrator'],
  'see-policies': HOUSE,
  'draft-policy': ['manager', 'administrator'],
  'publish-policy': ['administrator'],
  'move-case': ['manager', 'administrator'],
  'finish-item': HOUSE,
  'take-over': HOUSE,
  'hand-on': HOUSE,
  'put-off-item': HOUSE,
  'answer-issue': CASES,
  'raise-issue': ROLES,
  'make-promise': CASES,
  'agree-plan': CASES,
  'correct-contact': CASES,
  hold: CASES,
  'revoke-link': CASES,
  'see-request': ROLES,
  'stop-sending': ['operator', 'administrator'],
};

describe.each(ACTS)('%s', (act) => {
  test.each(ROLES)('by somebody who is nothing but: %s', (role) => {
    expect(may(person([role]), act)).toBe(WANTED[act].includes(role));
    expect(may(person([role]), act, { assignee: 'ben', department: 'care' })).toBe(WANTED[act].includes(role));
  });

  test('by whose item it is, whatever their roles', () => {
    const theirs = { assignee: 'amy', department: 'sales' };
    const named = (MAY[act] as readonly string[]).includes('whose-item') || WANTED[act] === ROLES;
    expect(may(person(['installation']), act, theirs)).toBe(named);
  });
});

test('an item is the assignee’s, and only without one the department’s', () => {
  expect(isTheirs(person([]), { assignee: 'amy', department: 'sales' })).toBe(true);
  expect(isTheirs(person([]), { assignee: 'ben', department: 'care' })).toBe(false);
  expect(isTheirs(person([]), { department: 'care' })).toBe(true);
  expect(isTheirs(person([]), { department: 'sales' })).toBe(false);
  expect(isTheirs({ id: 'amy', roles: [] }, {})).toBe(false);
});

test('one role more never takes anything away, and roles of a company’s own give nothing', () => {
  const roles = fc.uniqueArray(fc.constantFrom<string>(...ROLES, 'installation', 'sales', 'whose-item', 'everybody'));
  fc.assert(
    fc.property(roles, fc.constantFrom<string>(...ROLES, 'visitor'), fc.constantFrom(...ACTS), (some, more, act) => {
      const before = may(person(some), act);
      expect(may(person([...some, more]), act) || !before).toBe(true);
      expect(before).toBe(
        WANTED[act] === ROLES || some.some((role) => (WANTED[act] as readonly string[]).includes(role)),
      );
    }),
  );
});
