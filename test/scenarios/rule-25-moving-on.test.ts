import { describe, expect, test } from 'vitest';
import { decided, held, office, promised, raised, reachable, SETTINGS } from '../support/office.ts';
import { type Rehearsed, rehearse, type ScenarioFile } from '../support/rehearse.ts';
import { customer, issued, paid } from '../support/scenario-parts.ts';

type Loose = Record<string, unknown>;
const END = '2026-06-01T00:00:00Z';
const play = (until: string, events: Loose[], more: Partial<ScenarioFile> = {}, escalation: Loose = {}) =>
  rehearse(office(until, events, more, escalation));

/** Whom an item of a kind was waiting for, from first to last; null is its department's list. */
const chainOf = (result: Rehearsed, id: string): (string | null)[] =>
  result.timeline
    .filter(({ what, why }) => what === 'item-moved-on' && (why.facts.item === id || why.facts.approval === id))
    .map(({ why }) => why.facts.to as string | null);

describe('rule 25: an unanswered item', () => {
  test('rule 25: waits two business days with each person, in the days of its own policy', async () => {
    const task = [{ ...office('', []).policies![0], approval: { answerWithinBusinessDays: 3 } }] as Loose[];
    const events = [issued('I1'), held('2026-03-04T15:00:00Z', '2026-03-10')];
    const at = async (until: string) => (await play(until, events, { policies: task })).items('hold-ended')[0];
    // Three business days from Tuesday 2026-03-10 end on Friday; then Monday, Tuesday … of the deputy.
    expect(await at('2026-03-13T23:00:00Z')).toMatchObject({ assignee: 'sam', dueOn: '2026-03-13' });
    expect(await at('2026-03-16T12:00:00Z')).toMatchObject({ assignee: 'dora', dueOn: '2026-03-19' });
    expect(await at('2026-03-20T12:00:00Z')).toMatchObject({ assignee: 'max', dueOn: '2026-03-25' });
    const list = await at('2026-03-26T12:00:00Z');
    expect(list).toMatchObject({ department: 'client-relations' });
    expect(list).not.toHaveProperty('assignee');
    expect(list).not.toHaveProperty('dueOn');
  });

  test.each<[string, Loose[], Partial<ScenarioFile>]>([
    ['hold-ended', [issued('I1'), held('2026-03-04T15:00:00Z', '2026-03-10')], {}],
    ['broken-promise', [issued('I1'), promised('2026-03-04T15:00:00Z', '150.00', '2026-03-06')], {}],
    ['find-contact', [issued('I1')], { customers: [customer('C1', { contacts: [] })] }],
    ['unapplied-credit', [paid('A', '2026-03-04T15:00:00Z', '40.00', {})], {}],
    ['delivery-unknown', [issued('I1')], { faults: [{ port: 'mailer', call: 1, fault: 'time-out' }] }],
    ['stale-ledger', [issued('I1')], { settings: { ...SETTINGS, freshnessHours: 24 } }],
    [
      'task',
      [
        issued('I1'),
        { at: '2026-03-05T12:00:00Z', type: 'letter.complained', customerId: 'C1', email: 'billing@c1.test' },
      ],
      {},
    ],
  ])('rule 25: of kind %s ends on the list of a department, and stays there', async (kind, events, more) => {
    const result = await play(END, events, more);
    const items = result.items(kind);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      expect(item).not.toHaveProperty('assignee');
      expect(item.department).toBeDefined();
      const chain = chainOf(result, item.id);
      expect(chain.at(-1)).toBeNull();
      expect(chain.filter((to) => to === null)).toHaveLength(1);
    }
    expect(result.summary.orphans).toBe(0);
  });

  test('rule 25: of a write-off that money came in for moves on as well', async () => {
    const events = [
      issued('I1'),
      decided('2026-03-12T10:05:00Z', 'approve', { action: 'write-off' }),
      paid('A', '2026-03-16T10:00:00Z', '40.00', { I1: '40.00' }),
    ];
    const result = await play(END, events, {}, { action: 'write-off', letter: undefined });
    expect(result.workList).toMatchObject([{ kind: 'task', department: 'client-relations' }]);
    expect(chainOf(result, result.workList[0]!.id)).toEqual(['dora', 'max', null]);
  });

  test("rule 25: of an issue has its category's days, then its manager", async () => {
    const result = await play('2026-03-24T12:00:00Z', [
      issued('I1'),
      raised('2026-03-10T10:00:00Z', { category: 'unfinished-installation' }),
    ]);
    // Five business days from Tuesday 2026-03-10 end on Tuesday 2026-03-17; nobody manages the installation here.
    const moved = result.timeline.filter(({ what }) => what === 'item-moved-on');
    expect(moved.map(({ at }) => at.slice(0, 10))).toContain('2026-03-18');
    expect(result.items('issue')).toMatchObject([{ department: 'installation', dueOn: '2026-03-17' }]);
  });

  test('rule 25: that is done leaves the list, and one that is still needed comes back', async () => {
    const call = { id: 'call', kind: 'task', when: { anchor: 'due', days: 3 }, role: 'specialist', title: 'Call' };
    const policies = [{ ...office('', []).policies![0], steps: [call] }] as Loose[];
    const done = { at: '2026-03-06T10:00:00Z', type: 'task.done', by: 'sam', invoiceId: 'I1', step: 'call' };
    const open = await play('2026-03-05T12:00:00Z', [issued('I1')], { policies });
    expect(open.workList).toMatchObject([{ kind: 'task', title: 'Call', assignee: 'sam' }]);
    // With no step left the invoice needs somebody: the end is never a blank list.
    const result = await play('2026-03-06T12:00:00Z', [issued('I1'), done], { policies });
    expect(result.workList).toMatchObject([{ kind: 'task', assignee: 'sam', raisedAt: '2026-03-06T10:00:00.000Z' }]);
    const again = await play(
      '2026-03-09T12:00:00Z',
      [issued('I1'), done, { ...done, at: '2026-03-09T10:00:00Z', step: undefined, taskId: result.workList[0]!.id }],
      { policies },
    );
    expect(again.workList).toMatchObject([{ kind: 'task', raisedAt: '2026-03-09T10:00:00.000Z' }]);
  });

  test('rule 25: to find a contact comes back where it was closed without one', async () => {
    const customers = [customer('C1', { contacts: [] })];
    const done = { at: '2026-03-06T10:00:00Z', type: 'task.done', by: 'sam', taskId: 'find-contact-C1' };
    const result = await play('2026-03-06T12:00:00Z', [issued('I1'), done], { customers });
    expect(result.items('find-contact')).toMatchObject([{ raisedAt: '2026-03-06T10:00:00.000Z' }]);
  });
});

describe('rule 25: a customer nobody knows', () => {
  const contacts = [{ name: 'New', email: 'new@c9.test', roles: ['billing'] }];

  test.each<[string, Loose]>([
    ['an invoice', issued('I9', { customerId: 'C9' })],
    ['a payment', paid('A', '2026-03-04T15:00:00Z', '40.00', {}, { customerId: 'C9' })],
    ['a hold', held('2026-03-04T15:00:00Z', '2026-04-10', { scope: { customerId: 'C9' } })],
  ])('rule 25: is to be found out after %s', async (_what, event) => {
    const result = await play('2026-03-05T00:00:00Z', [event]);
    expect(result.items('find-contact')).toMatchObject([{ customerId: 'C9', assignee: expect.any(String) }]);
  });

  test('rule 25: gets the due step once the ledger gives them', async () => {
    const known = { at: '2026-03-06T12:05:00Z', type: 'customer.updated', customer: reachable('C9') };
    const before = await play('2026-03-06T12:00:00Z', [issued('I9', { customerId: 'C9' })]);
    expect(before.invoice('I9')).toMatchObject({ standing: 'on-list' });
    expect(before.letters).toEqual([]);
    const result = await play('2026-03-07T00:00:00Z', [issued('I9', { customerId: 'C9' }), known]);
    expect(result.letters).toMatchObject([{ customerId: 'C9', at: '2026-03-06T12:15:00.000Z', step: 'reminder-1' }]);
    expect(result.workList).toEqual([]);
  });

  test("rule 25: a corrected contact stands until the ledger's own contacts change", async () => {
    const corrected = { at: '2026-03-04T10:00:00Z', type: 'contact.corrected', by: 'sam', customerId: 'C1', contacts };
    const rename = {
      at: '2026-03-05T12:00:00Z',
      type: 'customer.updated',
      customer: reachable('C1', { name: 'Renamed' }),
    };
    const change = { at: '2026-03-10T12:00:00Z', type: 'customer.updated', customer: customer('C1') };
    const policies = [
      {
        ...office('', []).policies![0],
        steps: [3, 7, 12].map((days) => ({
          id: `r-${days}`,
          kind: 'reminder',
          when: { anchor: 'due', days },
          letter: 'reminder-1',
        })),
      },
    ] as Loose[];
    (policies[0]!.steps as Loose[]).push({ id: 'call', kind: 'task', when: { anchor: 'due', days: 60 } });
    policies[0]!.limits = {};
    const result = await play('2026-03-17T00:00:00Z', [issued('I1'), corrected, rename, change], { policies });
    expect(result.letters.map(({ to }) => to)).toEqual([['new@c9.test'], ['new@c9.test'], ['billing@c1.test']]);
  });
});
