import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ALARMS, runbookOf } from '../../infra/alarms.ts';

const runbook = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
/** The sections of the runbook, by their headings. */
const sections = new Map(
  runbook
    .split(/^### /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), text]),
);

describe('the runbook', () => {
  test('has a section for each alarm, and none for an alarm that there is not', () => {
    expect([...sections.keys()]).toEqual(ALARMS.map(({ name }) => name));
  });

  test.each(ALARMS)('$name: says what the alarm itself says', (alarm) => {
    const section = sections.get(alarm.name)!;
    expect(section).toContain(`**Means.** ${alarm.means}`);
    expect(section).toContain(`**Do.** ${alarm.remedy}`);
    expect(runbookOf(alarm)).toBe(`docs/operations.md#${alarm.name}`);
  });
});

describe('every alarm', () => {
  test('has a name of its own, and a period that CloudWatch takes', () => {
    expect(new Set(ALARMS.map(({ name }) => name)).size).toBe(ALARMS.length);
    // Up to a day; up to a week where a period is an hour or longer.
    for (const { minutes, inARow = 1 } of ALARMS)
      expect(minutes * inARow).toBeLessThanOrEqual(minutes >= 60 ? 10_080 : 1440);
  });

  test('speaks in whole sentences', () => {
    for (const { means, remedy } of ALARMS) {
      expect(means).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
      // CloudWatch takes 1,024 characters for a description.
      expect(means.length + remedy.length).toBeLessThan(900);
    }
  });
});
