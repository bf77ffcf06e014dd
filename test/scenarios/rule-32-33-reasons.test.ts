import { describe, expect, test } from 'vitest';
import { decided, held, office, problemsOf, promised, raised } from '../support/office.ts';
import { rehearse } from '../support/rehearse.ts';
import { issued, POLICY, paid, world } from '../support/scenario-parts.ts';

type Loose = Record<string, unknown>;
const play = (until: string, events: Loose[]) => rehearse(office(until, [issued('I1'), ...events]));

describe('rule 32: an end', () => {
  test('rule 32: is told once, when it happens, however many runs and nights follow', async () => {
    const result = await play('2026-06-01T00:00:00Z', [
      paid('A', '2026-03-06T10:00:00Z', '150.00', { I1: '150.00' }),
      { at: '2026-03-20T10:00:00Z', type: 'feed.completed', asOf: '2026-03-20T10:00:00Z' },
      paid('B', '2026-04-01T10:00:00Z', '5.00', { I1: '5.00' }),
    ]);
    const ends = result.storyOf('I1').filter(({ what }) => what === 'case-closed');
    expect(ends).toMatchObject([{ at: '2026-03-06T10:00:00.000Z', why: { rule: 'settled' } }]);
  });

  test('rule 32: of a promise is told by one item, and of an approved write-off by one word to the books', async () => {
    const events = [
      promised('2026-03-04T15:00:00Z', '150.00', '2026-03-06'),
      decided('2026-03-16T10:05:00Z', 'approve', { action: 'write-off' }),
    ];
    const file = office(
      '2026-06-01T00:00:00Z',
      [issued('I1'), ...events],
      {},
      { action: 'write-off', letter: undefined },
    );
    const result = await rehearse(file);
    const told = result
      .storyOf('I1')
      .filter(({ what, why }) => what === 'item-raised' && `${why.facts.item}`.includes('promise'));
    expect(told).toHaveLength(1);
    expect(result.storyOf('I1').filter(({ what }) => what === 'write-off-approved')).toHaveLength(1);
  });
});

describe('rule 33: why nothing was sent', () => {
  test.each<[string, Loose, string]>([
    ['a hold', held('2026-03-04T15:00:00Z', '2026-04-10'), 'held'],
    ['a promise', promised('2026-03-04T15:00:00Z', '150.00', '2026-04-10'), 'promised'],
    ['an issue', raised('2026-03-04T15:00:00Z'), 'disputed'],
    ['a payment', paid('A', '2026-03-04T15:00:00Z', '150.00', { I1: '150.00' }), 'settled'],
    ['a void', { at: '2026-03-04T15:00:00Z', type: 'invoice.voided', invoiceId: 'I1' }, 'void'],
    ['unapplied money', paid('A', '2026-03-04T15:00:00Z', '150.00', {}), 'unapplied'],
  ])(
    'rule 33: can be read after %s, with its rule, its figures and the version of the facts',
    async (_what, event, rule) => {
      const result = await play('2026-03-06T00:00:00Z', [event]);
      expect(result.letters).toEqual([]);
      const why = result.storyOf('I1').find((entry) => entry.why.rule === rule)?.why;
      expect(why?.text).toMatch(/\w.*\.$/);
      if (rule !== 'unapplied')
        expect(why?.facts).toMatchObject({ invoiceVersion: expect.any(Number), policy: 'escalating v1' });
      const said = JSON.stringify(result.timeline);
      for (const personal of ['Bill', 'billing@', 'Customer C1', 'alarm does not ring'])
        expect(said).not.toContain(personal);
    },
  );
});

describe('rule 31: a policy in a file', () => {
  test.each<[string, Loose, string]>([
    ['anchor', { when: { anchor: 'birthday', days: 3 } }, 'policies[0].steps[0].when.anchor: "birthday" is none of'],
    ['letter', { letter: 'threat' }, 'policies[0].steps[0].letter: "threat" is none of check-in'],
    ['day', { when: { anchor: 'due', days: 99 } }, 'policies[0].steps[1].when.days: "reminder-2" goes backwards'],
    ['kind', { kind: 'visit' }, 'policies[0].steps[0].kind: "visit" is none of'],
    ['field', { colour: 'red' }, 'policies[0].steps[0].colour: is no field that is known here'],
  ])('rule 31: with a wrong %s is refused with its path', async (_what, more, sentence) => {
    const steps = [{ ...POLICY.steps[0], ...more }, ...POLICY.steps.slice(1)];
    const problems = await problemsOf(world('2026-03-02T00:00:00Z', [], { policies: [{ ...POLICY, steps }] }));
    expect(problems[0]).toContain(sentence);
  });

  test('rule 31: whose settings name an amount that its currency does not have is refused', async () => {
    const settings = { secondApprovalAbove: { JPY: '1.50' } };
    expect(await problemsOf(world('2026-03-02T00:00:00Z', [], { settings }))).toEqual([
      expect.stringContaining('settings.secondApprovalAbove.JPY: "1.50" '),
    ]);
  });
});
