import { describe, expect, test } from 'vitest';
import { OFFICE, office, raised, SETTINGS } from '../support/office.ts';
import { rehearse } from '../support/rehearse.ts';
import { issued, world } from '../support/scenario-parts.ts';

/** OFFICE, with one colleague who reads German. */
const withGerman = (id: string) => OFFICE.map((person) => (person.id === id ? { ...person, locale: 'de-DE' } : person));
const WEDNESDAY = '2026-03-04T15:00:00Z';

describe('mail to colleagues is written in the words of whoever reads it', () => {
  const late = (german: string, settings = {}) =>
    rehearse(
      world('2026-03-13T00:00:00Z', [issued('I1'), raised(WEDNESDAY, { disputedAmount: '60.00' })], {
        settings: { ...SETTINGS, locale: 'en-GB', ...settings },
        staff: withGerman(german),
      }),
    );
  const mailTo = ({ mails }: Awaited<ReturnType<typeof late>>, staffId: string) =>
    mails.find(({ to }) => to[0] === `${staffId}@company.test`)!;

  test('rule 22: the manager hears of a deadline in German, with the day, the category and the way there', async () => {
    const { text } = mailTo(await late('vera'), 'vera');
    expect(text).toContain('\r\nFehler im Service\r\n');
    expect(text).toContain('Gemeldet am 4. März 2026 und nicht rechtzeitig gelöst.');
    // Three business days of a service fault, from the Thursday to the Monday.
    expect(text).toContain('Frist: 9. März 2026');
    expect(text).toContain('/items/issue-S1?of=C1');
    expect(text).not.toMatch(/Raised on|not solved|service fault/);
  });

  test('rule 22: and in the language of the company where they named none', async () => {
    const { text } = mailTo(await late('sam'), 'vera');
    expect(text).toContain('\r\nService fault\r\n');
    expect(text).toContain('Raised on 4 March 2026, and not solved in time.');
    expect(text).toContain('Deadline: 9 March 2026');
  });

  test('rule 22: a deadline for taking it up names its own day, and a category of their own its name', async () => {
    const own = { department: 'service', slaBusinessDays: 5, takeUpBusinessDays: 1 };
    const result = await rehearse(
      world('2026-03-09T00:00:00Z', [issued('I1'), raised(WEDNESDAY, { category: 'lost-keys' })], {
        settings: { ...SETTINGS, issueCategories: { 'lost-keys': own } },
        staff: withGerman('vera'),
      }),
    );
    const { text } = mailTo(result, 'vera');
    expect(text).toContain('\r\nlost keys\r\n');
    expect(text).toContain('Gemeldet am 4. März 2026, und niemand hat es rechtzeitig aufgegriffen.');
    expect(text).toContain('Frist: 5. März 2026');
  });

  test('rule 22: an issue raised in the evening is of that day in the zone of the company', async () => {
    const evening = raised('2026-03-05T01:00:00Z');
    const result = await rehearse(
      world('2026-03-13T00:00:00Z', [issued('I1'), evening], {
        settings: { ...SETTINGS, timeZone: 'America/New_York' },
        staff: OFFICE,
      }),
    );
    expect(mailTo(result, 'vera').text).toContain('Raised on March 4, 2026');
  });

  test('rule 26: an approver is asked in German while the company writes English, the deputy in English', async () => {
    const result = await rehearse(
      office('2026-03-20T00:00:00Z', [issued('I1')], { staff: withGerman('mia') }, { action: 'credit-hold' }),
    );
    const asked = mailTo(result, 'mia');
    expect(asked.text).toContain('\r\nKreditsperre (unterbricht die Leistung)\r\n');
    expect(asked.text).toContain('Seit 10 Tagen überfällig.');
    expect(asked.text).toContain('Nichts geschieht, bis Sie entscheiden');
    const handedOn = mailTo(result, 'dora');
    expect(handedOn.text).toContain('\r\nCredit hold (suspends service)\r\n');
    expect(handedOn.text).not.toMatch(/Seit|Nichts/);
  });
});
