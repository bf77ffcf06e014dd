import { describe, expect, test } from 'vitest';
import { ITEM_KINDS } from '../../../functions/work-list/kinds.ts';
import { ENDING, ITEM_ACTS, offersOf } from '../../../functions/work-list/offers.ts';

describe('what a person can do about an item', () => {
  for (const kind of ITEM_KINDS)
    for (const owes of [true, false])
      test(`${kind}${owes ? '' : ', where nothing is owed'}: an act ends it`, () => {
        const acts = offersOf({ kind, customerId: 'c1', owes }, 'anna');
        expect(acts.filter((act) => ENDING.has(act)).length).toBeGreaterThan(0);
        expect(acts.every((act) => ITEM_ACTS.includes(act))).toBe(true);
        expect(new Set(acts).size).toBe(acts.length);
      });

  test('an item of nobody can be taken over, and one of their own cannot', () => {
    for (const kind of ITEM_KINDS) {
      const own = offersOf({ kind, customerId: 'c1', owes: true, assignee: 'anna' }, 'anna');
      expect(own).not.toContain('take-over');
    }
    expect(offersOf({ kind: 'task', customerId: 'c1', owes: true }, 'anna')).toContain('take-over');
  });

  test('promise, plan, issue and hold need an invoice that owes something', () => {
    const acts = offersOf({ kind: 'task', customerId: 'c1', owes: false }, 'anna');
    expect(acts).toEqual(['done', 'contact', 'wait', 'take-over', 'hand-on']);
  });

  test('who can be written to is found first; without a contact it is only done at the end', () => {
    const acts = offersOf({ kind: 'find-contact', customerId: 'c1', owes: false, assignee: 'anna' }, 'anna');
    expect(acts).toEqual(['contact', 'wait', 'hand-on', 'done']);
  });

  test('where nobody can be written to still, a contact to find is not done', () => {
    const item = { kind: 'find-contact', customerId: 'c1', owes: false, assignee: 'anna', unreachable: true } as const;
    expect(offersOf(item, 'anna')).toEqual(['contact', 'wait', 'hand-on']);
  });

  test('what stays until something has changed is not done with a word', () => {
    const about = { kind: 'task', customerId: 'c1', invoiceId: 'i1', owes: true, assignee: 'anna' } as const;
    for (const key of ['no-step-left', 'refused', 'due-date-missing', 'no-policy'])
      expect(offersOf({ ...about, itemId: `task-i1-c1-${key}` }, 'anna')[0]).toBe('promise');
    expect(offersOf({ ...about, itemId: 'task-i1-c1-call', step: 'call' }, 'anna')[0]).toBe('done');
    // A step of a policy may be called so.
    expect(offersOf({ ...about, itemId: 'task-i1-c1-refused', step: 'refused' }, 'anna')[0]).toBe('done');
  });

  test('an item without a customer asks for nobody’s contact', () => {
    for (const kind of ITEM_KINDS) expect(offersOf({ kind, owes: false }, 'anna')).not.toContain('contact');
  });

  test('a request is decided, and neither waits nor is handed on', () => {
    for (const kind of ['approval', 'second-approval'] as const)
      expect(offersOf({ kind, customerId: 'c1', owes: true }, 'anna')).toEqual(['decide']);
  });

  test('an issue is taken up once', () => {
    expect(offersOf({ kind: 'issue', owes: true, takenUp: true }, 'anna')).not.toContain('take-up');
    expect(offersOf({ kind: 'issue', owes: true }, 'anna')).toContain('take-up');
  });
});
