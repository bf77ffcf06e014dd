import { describe, expect, test } from 'vitest';
import { policy } from '../../../functions/policy/contract.ts';
import { askForChange } from '../../../functions/policy-change/ask.ts';
import { dropDraft, saveDraft } from '../../../functions/policy-change/draft.ts';
import type { PolicyChangePlatform } from '../../../functions/policy-change/replay.ts';
import { workThroughPart } from '../../../functions/policy-change/work-through-part.ts';
import { crash, invoiceOf, QUICK } from '../../support/world.ts';
import {
  cameWithin,
  changed,
  customerNamed,
  draftIn,
  friday,
  ledgerOf,
  publish,
  read,
  rehearsalOf,
  SLOWER,
  stateOf,
} from './changing.ts';

describe('a rehearsal', () => {
  test('follows a draft and the active policy side by side, in parts', async () => {
    const world = await friday({ partInvoices: 2 });
    const { change, parts } = await changed(world, { ...(await rehearsalOf(world)), moveRunning: true });
    expect(stateOf(world, change.changeId).state).toBe('Done');
    expect(change).toMatchObject({ status: 'done', looked: { customers: 5, invoices: 5 } });
    expect(change.totals).toMatchObject({
      active: { letters: 6, tasks: 3, approvals: 5, perDay: { '2026-03-09': 3, '2026-03-11': 2, '2026-03-13': 1 } },
      draft: { letters: 1, tasks: 3, approvals: 5, perDay: { '2026-03-09': 1 } },
      ...{ newly: 0, noLonger: 4, cases: 4, changed: 3, moved: 0 },
    });
    expect(change.totals.draft!.costMicros).toBeLessThan(change.totals.active!.costMicros);
    const gone = parts.flatMap(({ noLonger }) => noLonger.map(({ customerId, first }) => [customerId, first]));
    expect(gone.sort()).toEqual([
      ['c1', '2026-03-09'],
      ['c2', '2026-03-09'],
      ['c3', '2026-03-11'],
      ['c4', '2026-03-11'],
    ]);
  });

  test('leaves running cases with their version where they are not to be moved', async () => {
    const world = await friday();
    const { change } = await changed(world, await rehearsalOf(world));
    // Only the case that has not begun follows the draft.
    expect(change.totals).toMatchObject({ active: { letters: 6 }, draft: { letters: 5 }, noLonger: 0, cases: 4 });
  });

  test('finds who is newly written to', async () => {
    const world = await ledgerOf(1, { customers: [customerNamed('c1'), customerNamed('c2')] });
    await world.record(invoiceOf('far', { customerId: 'c2', dueOn: '2026-03-30' }));
    const early = policy.parse({
      ...SLOWER,
      steps: [{ ...SLOWER.steps[0]!, when: { anchor: 'due', days: -20 } }, SLOWER.steps[2]!],
    });
    const draft = await draftIn(world, early);
    const { change, parts } = await changed(world, { kind: 'rehearse', draft, days: 14 });
    expect(change.totals).toMatchObject({ newly: 1, noLonger: 0 });
    expect(parts[0]!.newly).toEqual([
      { customerId: 'c2', name: 'Customer c2', letters: 1, first: '2026-03-10', invoices: 1 },
    ]);
  });

  test('tells whose same letter comes on another day, also where that is after the days', async () => {
    const world = await ledgerOf(4);
    const later = policy.parse({
      ...QUICK,
      version: 2,
      steps: QUICK.steps.map((step, index) => (index === 0 ? { ...step, when: { anchor: 'due', days: 3 } } : step)),
    });
    const draft = await draftIn(world, later);
    // Due on March 2 to 5; the reminders came a day later, and now come three days later.
    const { change, parts } = await changed(world, { kind: 'rehearse', draft, days: 3 });
    const days = parts[0]!.otherDay!.map(({ customerId, before, after }) => [customerId, before, after]);
    expect(days).toEqual([
      ['c3', '2026-03-05', '2026-03-09'],
      ['c4', '2026-03-06', '2026-03-09'],
    ]);
    expect(change.totals).toMatchObject({ newly: 0, noLonger: 0, otherDay: 2 });
  });

  test('is not held back by a stop, an allow-list, a ramp or old books', async () => {
    const settings = { freshnessHours: 24, sending: { stopped: true, onlyTo: ['nobody.test'], perDay: 1 } };
    const world = await friday({ settings });
    expect(world.letters()).toEqual([]);
    const { change } = await changed(world, await rehearsalOf(world));
    expect(change.totals.active!.letters).toBeGreaterThan(5);
    expect((await cameWithin(world, 30)).letters).toBe(0);
  });

  test('goes on from a case that waits for an answer, without asking again', async () => {
    const world = await ledgerOf(1);
    await world.to('2026-03-16T10:00:00Z');
    expect(world.items().map(({ kind }) => kind)).toContain('approval');
    const { change } = await changed(world, await rehearsalOf(world));
    expect(change.totals.active).toMatchObject({ letters: 0, tasks: 0, approvals: 0 });
  });

  test('leaves out a record on which a rule fails, and nothing else', async () => {
    const world = await friday();
    await world.table.write({ update: await world.keyOf('i1'), set: { payments: { broken: null } } });
    await world.table.write({ update: await world.keyOf('i2'), set: { promises: { broken: null } } });
    const { change } = await changed(world, await rehearsalOf(world));
    expect(change).toMatchObject({ status: 'done', looked: { invoices: 4 }, totals: { cases: 2 } });
    expect(change.totals.active!.letters).toBe(4);
  });

  test.each([
    ['tags', { tags: undefined }],
    ['a time zone', { timeZone: 'No/Where' }],
    ['children', { children: undefined }],
    ['contacts', { contacts: null }],
  ])(
    'leaves out a customer whose record lacks %s, and nobody else; so do a preview and a move',
    async (_lacks, set) => {
      const world = await friday();
      const head = await world.head('c1');
      await world.table.write({ put: { ...head, ...set } as never });
      const rehearsed = await changed(world, { ...(await rehearsalOf(world)), days: 5 });
      expect(rehearsed.change.status).toBe('done');
      // Without that customer's own: there are five, one for each.
      expect(rehearsed.change.totals.active!.letters).toBeGreaterThanOrEqual(4);
      await world.arrives({ type: 'policy.published', by: 'max', policy: SLOWER });
      const moved = await changed(world, { kind: 'move', only: ['i1', 'i2'] });
      expect(moved.change).toMatchObject({ status: 'done', totals: { moved: expect.any(Number) } });
      expect(moved.parts[0]!.cases.map(({ invoiceId }) => invoiceId)).toContain('i2');
    },
  );

  test('ends where the draft was changed, thrown away or published in the meantime', async () => {
    for (const meanwhile of ['changed', 'gone', 'published'] as const) {
      const world = await friday();
      const changeId = await askForChange(world.platform, await rehearsalOf(world));
      if (meanwhile === 'changed')
        await saveDraft(world.table, { policy: SLOWER, by: 'anna', at: world.now(), seen: 1 });
      if (meanwhile === 'gone') await dropDraft(world.table, 'quick', 1);
      if (meanwhile === 'published') await world.arrives({ type: 'policy.published', by: 'max', policy: SLOWER });
      await world.runtime.settle();
      expect((await read(world, changeId)).change).toMatchObject({ status: 'ended', because: 'overtaken', parts: 0 });
      expect(stateOf(world, changeId)).toMatchObject({ status: 'SUCCEEDED', state: 'No longer wanted' });
    }
  });
});

describe('a preview and a move', () => {
  test('name each case with its next step before and after, those that change first', async () => {
    const world = await friday();
    await publish(world);
    const { parts } = await changed(world, { kind: 'preview' });
    expect(
      parts
        .flatMap(({ cases }) => cases)
        .map((each) => [each.invoiceId, each.before.step, each.before.on, each.after.step, each.after.on]),
    ).toEqual([
      ['i1', 'reminder-2', '2026-03-09', 'escalate', '2026-03-11'],
      ['i2', 'reminder-2', '2026-03-09', 'escalate', '2026-03-12'],
      ['i4', 'call', '2026-03-09', 'call', '2026-03-10'],
      ['i3', 'call', '2026-03-09', 'call', '2026-03-09'],
    ]);
    expect(parts[0]!.cases[0]).toMatchObject({
      number: 'i1',
      customerId: 'c1',
      name: 'Customer c1',
      amount: 10_000,
      currency: 'USD',
      fromVersion: 1,
    });
  });

  test('move the cases that are named, and those only; what was foretold is their next step then', async () => {
    const world = await friday();
    await publish(world);
    const { change, parts } = await changed(world, { kind: 'move', only: ['i1', 'i4', 'i1', 'unknown'] });
    expect(change).toMatchObject({ looked: { customers: 2, invoices: 2 }, totals: { cases: 2, moved: 2 } });
    for (const { invoiceId, after } of parts.flatMap(({ cases }) => cases))
      expect((await world.invoice(invoiceId)).next).toEqual({ step: after.step, on: after.on });
    expect((await world.invoice('i2')).next).toEqual({ step: 'reminder-2', on: '2026-03-09' });
    const rest = await changed(world, { kind: 'preview' });
    expect(rest.change.totals.cases).toBe(2);
  });

  test('move all, once: asked for again there is nothing left, and no sent step is repeated', async () => {
    const world = await friday({ partInvoices: 1 });
    await publish(world);
    expect((await changed(world, { kind: 'move' })).change.totals.moved).toBe(4);
    expect((await changed(world, { kind: 'move' })).change.totals).toMatchObject({ cases: 0, moved: 0 });
    await world.to('2026-04-06T00:00:00Z');
    const reminders = world
      .letters()
      .filter(({ step }) => step === 'reminder-1')
      .map(({ payerId }) => payerId);
    expect(reminders.sort()).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
  });

  test('name every case of a customer with more than an item holds, also where a part comes twice', async () => {
    const world = await ledgerOf(0, { customers: [customerNamed('c1', { name: 'ह'.repeat(200) })] });
    for (let index = 0; index < 250; index += 1)
      await world.record(
        invoiceOf(`n${index}`, { customerId: 'c1', dueOn: '2026-03-04', number: `${index}${'ह'.repeat(190)}` }),
      );
    await world.to('2026-03-05T06:00:00Z');
    await publish(world);
    const { change, parts } = await changed(world, { kind: 'preview' });
    expect(change).toMatchObject({ status: 'done', parts: 2, totals: { cases: 250 } });
    const named = parts.flatMap(({ cases }) => cases.map(({ invoiceId }) => invoiceId));
    expect(new Set(named).size).toBe(250);
    const platform = world.platform as PolicyChangePlatform;
    const again = await workThroughPart(platform, change.changeId, null);
    expect(again).toEqual({ state: 'more', cursor: { part: 1 } });
    expect(await workThroughPart(platform, change.changeId, again.cursor)).toEqual({ state: 'done', cursor: null });
    expect((await read(world, change.changeId)).change).toEqual(change);
  });

  test('count what an earlier call has moved before it died', async () => {
    const world = await friday();
    await publish(world);
    // Two cases are moved, and the process ends before the third.
    world.hooks.before((write) => 'put' in write && write.put.movedTo !== undefined, crash, 3);
    const changeId = await askForChange(world.platform, { kind: 'move', policyId: 'quick', version: 2, by: 'max' });
    const platform = world.platform as PolicyChangePlatform;
    await expect(workThroughPart(platform, changeId, null)).rejects.toThrow();
    expect((await read(world, changeId)).change).toMatchObject({ status: 'running', parts: 0 });
    expect(await workThroughPart(platform, changeId, null)).toEqual({ state: 'done', cursor: null });
    const { change, parts } = await read(world, changeId);
    expect(change.totals).toMatchObject({ cases: 4, moved: 4, changed: 3 });
    expect(parts[0]!.cases.every(({ fromVersion }) => fromVersion === 1)).toBe(true);
  });
});
