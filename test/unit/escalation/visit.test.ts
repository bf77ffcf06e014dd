import { describe, expect, it } from 'vitest';
import { visitOf } from '../../../functions/escalation/visit.ts';

const person = (id: string, department: string, roles: string[] = []) => ({
  ...{ id, department, roles },
  name: id,
  email: `${id}@company.test`,
});
const OWNER = person('ines', 'sales');
const SPECIALIST = person('sam', 'client-relations', ['specialist']);
const SELLER = person('sally', 'accounts', ['sales']);
const asked = { assignee: 'mia', department: 'client-relations' };
const key = (accountOwner?: string) => ({
  tags: ['key-account'],
  ...(accountOwner === undefined ? {} : { accountOwner }),
});

describe('who visits a customer', () => {
  it('for a key account is its owner in Sales, by department or by role', () => {
    expect(visitOf(key('ines'), [SELLER, OWNER], asked)).toEqual({
      title: 'Visit the key account with Sales',
      assignee: 'ines',
      department: 'sales',
    });
    expect(visitOf(key('sally'), [OWNER, SELLER], asked)).toMatchObject({ assignee: 'sally', department: 'accounts' });
  });

  it('for a key account whose owner is no seller, has left or was never named is the first seller', () => {
    for (const owner of ['sam', 'gone', undefined])
      expect(visitOf(key(owner), [SPECIALIST, SELLER], asked)).toMatchObject({ assignee: 'sally' });
  });

  it('for a key account without any seller is whoever of Sales takes it up', () => {
    expect(visitOf(key('sam'), [SPECIALIST], asked)).toEqual({
      title: 'Visit the key account with Sales',
      department: 'sales',
    });
  });

  it('for any other account is its owner, else whom the request waited for', () => {
    const title = 'Visit the customer on site';
    expect(visitOf({ tags: [], accountOwner: 'sam' }, [SPECIALIST, SELLER], asked)).toEqual({ title, assignee: 'sam' });
    expect(visitOf({ tags: [], accountOwner: 'gone' }, [SELLER], asked)).toEqual({ title, ...asked });
    expect(visitOf({ tags: [] }, [SELLER], {})).toEqual({ title });
  });
});
