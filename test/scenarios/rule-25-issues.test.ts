import { describe, expect, test } from 'vitest';
import { OFFICE, raised, SETTINGS, takenUp } from '../support/office.ts';
import { rehearse } from '../support/rehearse.ts';
import { issued, world } from '../support/scenario-parts.ts';

type Loose = Record<string, unknown>;

/** Wednesday the 4th of March; three business days to solve it end on Monday the 9th. */
const WEDNESDAY = '2026-03-04T15:00:00Z';
const holders = async (days: readonly string[], events: Loose[] = [], category: Loose = {}) => {
  const settings = {
    ...SETTINGS,
    issueCategories: { 'service-fault': { department: 'service', slaBusinessDays: 3, ...category } },
  };
  const held: [string, string | undefined, string | undefined][] = [];
  for (const day of days) {
    const result = await rehearse(
      world(`2026-03-${day}T12:00:00Z`, [issued('I1'), raised(WEDNESDAY), ...events], { settings, staff: OFFICE }),
    );
    const [item] = result.items('issue');
    held.push([day, item?.assignee, item?.department]);
  }
  return held;
};

describe('rules 22 and 25: an issue is never visible to one person alone for good', () => {
  test('rule 25: the department, at its deadline the manager, and after as many days the department again', async () => {
    // The manager has it from Tuesday the 10th; three business days after that end on Friday the 13th.
    expect(await holders(['09', '10', '15', '16', '30'])).toEqual([
      ['09', undefined, 'service'],
      ['10', 'vera', 'service'],
      ['15', 'vera', 'service'],
      ['16', undefined, 'service'],
      ['30', undefined, 'service'],
    ]);
  });

  test('rule 25: a colleague, the deputy, the manager, then the department', async () => {
    const owned = { department: 'client-relations', owner: 'sam', takeUpBusinessDays: 1 };
    expect(await holders(['05', '06', '10', '16'], [], owned)).toEqual([
      ['05', 'sam', 'client-relations'],
      ['06', 'dora', 'client-relations'],
      ['10', 'max', 'client-relations'],
      ['16', undefined, 'client-relations'],
    ]);
  });

  test('rule 25: with whoever took it up, until the deadline of its solution, then as ever', async () => {
    const owned = { department: 'client-relations', takeUpBusinessDays: 1 };
    const events = [takenUp('2026-03-05T10:00:00Z')];
    expect(await holders(['06', '09', '10', '16'], events, owned)).toEqual([
      ['06', 'sam', 'client-relations'],
      ['09', 'sam', 'client-relations'],
      ['10', 'max', 'client-relations'],
      ['16', undefined, 'client-relations'],
    ]);
  });

  test('rule 25: where a department has no manager it is on its list all the time', async () => {
    const sales = { department: 'sales' };
    expect(await holders(['09', '10', '16'], [], sales)).toEqual([
      ['09', undefined, 'sales'],
      ['10', undefined, 'sales'],
      ['16', undefined, 'sales'],
    ]);
  });

  test('rule 25: each turn is told once', async () => {
    const settings = { ...SETTINGS };
    const result = await rehearse(
      world('2026-04-30T00:00:00Z', [issued('I1'), raised(WEDNESDAY)], { settings, staff: OFFICE }),
    );
    const moved = result.storyOf('I1').filter(({ what, why }) => what === 'item-moved-on' && 'issue' in why.facts);
    expect(moved.map(({ at, why }) => [at.slice(0, 10), why.rule])).toEqual([
      ['2026-03-10', 'issue-unanswered'],
      ['2026-03-16', 'unanswered'],
    ]);
    expect(result.mails.filter(({ to }) => to[0] === 'vera@company.test')).toHaveLength(1);
  });
});
