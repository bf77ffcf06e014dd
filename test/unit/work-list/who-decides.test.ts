import { expect, test } from 'vitest';
import { mayDecide } from '../../../functions/work-list/who-decides.ts';

const max = { id: 'max', roles: ['manager'] };
const dora = { id: 'dora', roles: [] };

test.each([
  ['who has the role', { approver: 'manager' }, max, true],
  ['nobody else', { approver: 'manager', asked: ['max'] }, dora, false],
  ['whom silence handed it to', { approver: 'manager', assignee: 'dora' }, dora, true],
  ['who was asked before', { approver: 'manager', assignee: 'max', asked: ['dora', 'max'] }, dora, true],
  ['not the first of two again', { approver: 'manager', answered: 'max' }, max, false],
  ['an item of before leaves it to its page', {}, dora, true],
])('a request is decided by: %s', (_, item, person, expected) => {
  expect(mayDecide(item, person)).toBe(expected);
});
