import { describe, expect, test } from 'vitest';
import { companyOf } from '../../../functions/platform/company.ts';
import type { Item } from '../../../functions/platform/ports.ts';
import { POLICY, STAFF } from '../../support/scenario-parts.ts';
import { dropping, HEADER, MAPPING, ROWS } from './dropping.ts';

/** The company's settings, policies and staff, from the file that a deployment drops. */

const FILE = 'settings/company.json';
const company = (more: object = {}): object => ({
  settings: { company: 'Hearth' },
  policies: [POLICY],
  staff: STAFF,
  ...more,
});

/** A world in which nothing is set up yet. */
const empty = async () => {
  const made = await dropping(undefined, { customers: [] });
  const { table } = made.world;
  for (const item of [...table.scan('')]) await table.write({ delete: { pk: item.pk, sk: item.sk } });
  return made;
};
const stored = async ({ world }: Awaited<ReturnType<typeof empty>>) => {
  const item = (sk: string) => world.table.get({ pk: 'COMPANY', sk });
  const [settings, policies] = [await item('SETTINGS'), await item('POLICIES')] as (Item | undefined)[];
  return {
    name: (settings?.settings as { company: string } | undefined)?.company,
    staff: (settings?.staff as { id: string }[] | undefined)?.map(({ id }) => id),
    policies: (policies?.policies as { id: string; version: number }[] | undefined)?.map(
      ({ id, version }) => `${id} ${version}`,
    ),
  };
};

describe('settings/company.json', () => {
  test('is stored the first time; before it, a ledger is refused with the reason', async () => {
    const made = await empty();
    const { files, drop, report, items } = made;
    files.put('in/mapping.json', MAPPING);
    await drop('in/a.csv', `${HEADER}${ROWS}`);
    expect(report('in/a.csv').problems).toEqual([
      'there are no settings yet: drop settings/company.json first, then this file once more',
    ]);
    expect((await drop(FILE, company())).at(-1)).toBe('Recorded');
    expect(await stored(made)).toMatchObject({ name: 'Hearth', policies: ['plain 1'] });
    expect((await drop('in/a.csv')).at(-1)).toBe('Recorded');
    expect(items()).toEqual([]);
  });

  test('later replaces settings and staff, and publishes what is new or has a new version', async () => {
    const made = await empty();
    const { drop, report, world } = made;
    await drop(FILE, company());
    const changed = { ...POLICY, version: 2, sendWindow: { from: '10:00', to: '16:00' } };
    const more = {
      policies: [{ ...POLICY, id: 'other' }, changed],
      staff: STAFF.slice(0, 3),
      settings: { company: 'Home' },
    };
    expect((await drop(FILE, company(more))).at(-1)).toBe('Recorded');
    expect(await stored(made)).toEqual({
      name: 'Home',
      staff: ['sam', 'dora', 'mia'],
      policies: ['plain 2', 'other 1'],
    });
    expect((await companyOf(world.platform.table, world.clock.now())).settings.company).toBe('Home');
    expect(world.timeline.filter(({ what }) => what === 'policy-published')).toHaveLength(2);
    // The same again publishes nothing; what the file leaves out stays, and is told.
    await drop(FILE, company({ ...more, policies: [changed] }));
    expect(world.timeline.filter(({ what }) => what === 'policy-published')).toHaveLength(2);
    expect(report(FILE).warnings).toEqual(['policies: "other" is active and not in the file: it stays active']);
  });

  test.each([
    [
      'a changed policy without a new version',
      [{ ...POLICY, sendWindow: { from: '10:00', to: '16:00' } }],
      /1 of "plain" exists with other content: give it a new version/,
    ],
    ['an older version', [{ ...POLICY, version: 1 }], /is 1, but version 2 of "plain" is active/],
    ['a policy that is refused', [{ ...POLICY, steps: POLICY.steps.slice(0, 1) }], /the last step is a reminder/],
    ['no policy', [], /policies: is empty/],
  ])('with %s is refused, and nothing changes', async (what, policies, sentence) => {
    const made = await empty();
    const { drop, report, items } = made;
    await drop(FILE, company());
    if (what === 'an older version') await drop(FILE, company({ policies: [{ ...POLICY, version: 2 }] }));
    const before = await stored(made);
    expect((await drop(FILE, company({ policies, settings: { company: 'Other' } }))).at(-1)).toBe('Refused');
    expect(report(FILE).problems).toEqual([expect.stringMatching(sentence)]);
    expect(await stored(made)).toEqual(before);
    expect(items()).toHaveLength(1);
  });
});
