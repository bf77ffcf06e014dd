import { describe, expect, test } from 'vitest';
import { decided, OFFICE, office, raised, reachable, resolved, SETTINGS, stepsSent } from '../support/office.ts';
import { rehearse } from '../support/rehearse.ts';
import { issued, paid } from '../support/scenario-parts.ts';

type Loose = Record<string, unknown>;
const I1 = issued('I1');
/** The escalation falls due on Thursday 2026-03-12. */
const ANSWER = '2026-03-12T10:05:00Z';
const play = (until: string, events: Loose[], more = {}, escalation: Loose = {}) =>
  rehearse(office(until, [I1, ...events], more, escalation));
const notices = (result: Awaited<ReturnType<typeof play>>) =>
  result.letters.filter(({ template }) => template === 'final-notice');

describe('rule 26: a final notice', () => {
  test('rule 26: is asked for on the day it falls due, with an item and a mail that decides nothing', async () => {
    const result = await play('2026-03-12T12:00:00Z', []);
    expect(result.items('approval')).toMatchObject([
      { assignee: 'mia', department: 'client-relations', invoiceId: 'I1', customerId: 'C1', dueOn: '2026-03-16' },
    ]);
    expect(result.items('approval')[0]!.raisedAt.slice(0, 10)).toBe('2026-03-12');
    expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
    const mails = result.mails.filter(({ audience }) => audience === 'staff');
    expect(mails.map(({ to }) => to)).toEqual([['mia@company.test']]);
    expect(mails[0]!.text).toContain('150.00');
    expect(notices(result)).toEqual([]);
  });

  test("rule 26: is asked of the customer's account owner where they have the role", async () => {
    const customers = [reachable('C1', { accountOwner: 'finn' })];
    const result = await play('2026-03-12T12:00:00Z', [], { customers });
    expect(result.items('approval')).toMatchObject([{ assignee: 'finn', department: 'finance' }]);
  });

  test('rule 26: goes alone to billing and escalation once it is approved, and then a person owns the end', async () => {
    const second = issued('I2', { dueOn: '2026-03-09' });
    const result = await play('2026-03-13T00:00:00Z', [second, decided(ANSWER, 'approve')]);
    expect(notices(result)).toMatchObject([
      {
        at: '2026-03-12T10:15:00.000Z',
        to: ['billing@c1.test', 'boss@c1.test'],
        step: 'escalate',
        total: '150.00',
        invoices: [{ invoiceId: 'I1', step: 'escalate', amount: '150.00' }],
      },
    ]);
    expect(result.letters.find(({ at }) => at.startsWith('2026-03-12T09'))?.to).toEqual(['billing@c1.test']);
    expect(result.items('approval')).toEqual([]);
    const row = result.invoice('I1');
    expect(row.steps.at(-1)).toMatchObject({ step: 'escalate', how: 'approval' });
    expect(row).toMatchObject({ standing: 'on-list', next: null });
    expect(result.items('task')).toMatchObject([{ assignee: 'mia', invoiceId: 'I1' }]);
  });

  test('rule 26: that is approved after hours leaves when the window opens', async () => {
    const result = await play('2026-03-14T00:00:00Z', [decided('2026-03-12T20:00:00Z', 'approve')]);
    expect(notices(result).map(({ at }) => at)).toEqual(['2026-03-13T09:00:00.000Z']);
  });

  test('rule 26: that is rejected puts the invoice on the list, and nothing is sent', async () => {
    const result = await play('2026-04-30T00:00:00Z', [decided(ANSWER, 'reject', { reason: 'they moved' })]);
    expect(stepsSent(result.letters)).toEqual([['2026-03-05', 'reminder-1']]);
    expect(result.invoice('I1').standing).toBe('on-list');
    expect(result.workList).toMatchObject([{ kind: 'task', invoiceId: 'I1' }]);
    expect(result.storyOf('I1').map(({ what }) => what)).toContain('approval-refused');
  });

  test('rule 26: that has to wait is held for the approver, then asked anew', async () => {
    const wait = decided(ANSWER, 'wait', { until: '2026-03-20' });
    const waiting = await play('2026-03-19T12:00:00Z', [wait]);
    expect(waiting.invoice('I1').standing).toBe('held');
    expect(waiting.workList).toEqual([]);
    const after = await play('2026-03-20T12:00:00Z', [wait]);
    expect(after.items('hold-ended')).toMatchObject([{ assignee: 'mia' }]);
    expect(after.items('approval')).toMatchObject([
      { assignee: 'mia', raisedAt: expect.stringMatching(/^2026-03-20/) },
    ]);
    const sent = await play('2026-03-21T00:00:00Z', [wait, decided('2026-03-20T12:05:00Z', 'approve')]);
    expect(notices(sent).map(({ at }) => at)).toEqual(['2026-03-20T12:15:00.000Z']);
  });
});

describe('rule 26: an answer', () => {
  test('rule 26: with an amount that is not the request decides nothing', async () => {
    const wrong = decided(ANSWER, 'approve', { amount: '149.00' });
    const none = await play('2026-03-13T12:00:00Z', [wrong]);
    expect(notices(none)).toEqual([]);
    expect(none.items('approval')).toHaveLength(1);
    const right = await play('2026-03-13T12:00:00Z', [
      wrong,
      decided('2026-03-12T11:05:00Z', 'approve', { amount: '150.00' }),
    ]);
    expect(notices(right)).toHaveLength(1);
  });

  test.each([
    ['somebody without the role', { by: 'sam' }],
    ['the deputy who was not asked yet', { by: 'dora' }],
    ['a stranger', { by: 'nobody' }],
    ['the customer', { by: 'customer' }],
    ['the system', { by: 'system' }],
    ['somebody about another action', { action: 'write-off' }],
    ['somebody about another request', { approvalId: 'approval-999999' }],
    ['somebody before it was asked', { at: '2026-03-11T10:05:00Z' }],
  ])('rule 26: of %s decides nothing, neither yes, no nor later', async (_who, more) => {
    for (const decision of ['approve', 'reject', 'wait']) {
      const until = decision === 'wait' ? { until: '2026-03-20' } : {};
      const result = await play('2026-03-13T12:00:00Z', [decided(ANSWER, decision, { ...more, ...until })]);
      expect(notices(result)).toEqual([]);
      expect(result.items('approval')).toMatchObject([{ assignee: 'mia' }]);
      expect(result.invoice('I1').standing).toBe('on-list');
      const story = result.storyOf('I1');
      expect(story.map(({ what }) => what)).toContain('decision-without-effect');
    }
  });

  test('rule 26: that comes after another changes nothing, and the timeline tells who decided', async () => {
    const result = await play('2026-03-13T12:00:00Z', [
      decided(ANSWER, 'approve'),
      decided('2026-03-12T10:06:00Z', 'reject', { by: 'finn' }),
    ]);
    expect(notices(result)).toHaveLength(1);
    expect(result.storyOf('I1').map(({ what }) => what)).not.toContain('approval-refused');
    const told = result.storyOf('I1').find(({ what }) => what === 'decision-without-effect');
    expect(told?.why.facts).toMatchObject({ by: 'finn' });
  });
});

describe('rule 26: a request lapses and is asked anew', () => {
  test('rule 26: with the rest after a partial payment', async () => {
    const result = await play('2026-03-13T00:00:00Z', [
      paid('A', '2026-03-12T12:00:00Z', '50.00', { I1: '50.00' }),
      decided('2026-03-12T13:05:00Z', 'approve', { amount: '150.00' }),
      decided('2026-03-12T14:05:00Z', 'approve', { amount: '100.00' }),
    ]);
    expect(notices(result)).toMatchObject([{ at: '2026-03-12T14:15:00.000Z', total: '100.00' }]);
    expect(result.storyOf('I1').map(({ what }) => what)).toContain('approval-lapsed');
  });

  test('rule 26: after the solution of an issue that disputed everything', async () => {
    const events = [raised('2026-03-12T12:00:00Z'), resolved('2026-03-16T12:00:00Z')];
    const during = await play('2026-03-13T12:00:00Z', events);
    expect(during.workList.map(({ kind }) => kind)).toEqual(['issue']);
    const after = await play('2026-03-23T12:00:00Z', events);
    expect(after.items('approval')).toMatchObject([{ raisedAt: expect.stringMatching(/^2026-03-23/) }]);
  });

  test('rule 26: for what is not disputed where an issue is about a part', async () => {
    const result = await play('2026-03-13T00:00:00Z', [
      raised('2026-03-12T12:00:00Z', { disputedAmount: '60.00' }),
      decided('2026-03-12T13:05:00Z', 'approve', { amount: '150.00' }),
      decided('2026-03-12T14:05:00Z', 'approve', { amount: '90.00' }),
    ]);
    expect(notices(result)).toMatchObject([
      { total: '90.00', invoices: [{ amount: '90.00', underReview: '60.00', step: 'escalate' }] },
    ]);
  });

  test('rule 26: for what is not disputed where the issue was there before', async () => {
    const result = await play('2026-03-13T00:00:00Z', [
      raised('2026-03-10T12:00:00Z', { disputedAmount: '60.00' }),
      decided(ANSWER, 'approve', { amount: '90.00' }),
    ]);
    expect(notices(result)).toMatchObject([{ total: '90.00', invoices: [{ underReview: '60.00' }] }]);
  });

  test('rule 26: to the new people after a change of contacts', async () => {
    const change = {
      at: '2026-03-12T12:00:00Z',
      type: 'contact.corrected',
      by: 'sam',
      customerId: 'C1',
      contacts: [{ name: 'New', email: 'new@c1.test', roles: ['billing'] }],
    };
    const asked = await play('2026-03-12T13:00:00Z', [change]);
    expect(asked.items('approval')).toMatchObject([{ raisedAt: '2026-03-12T12:00:00.000Z' }]);
    const result = await play('2026-03-13T00:00:00Z', [change, decided('2026-03-12T13:05:00Z', 'approve')]);
    expect(notices(result)).toMatchObject([{ to: ['new@c1.test'] }]);
  });

  test('rule 26: where the contacts change between the approval and the letter', async () => {
    const change = {
      at: '2026-03-12T21:00:00Z',
      type: 'contact.corrected',
      by: 'sam',
      customerId: 'C1',
      contacts: [{ name: 'New', email: 'new@c1.test', roles: ['billing'] }],
    };
    const result = await play('2026-03-13T12:00:00Z', [decided('2026-03-12T20:00:00Z', 'approve'), change]);
    expect(notices(result)).toEqual([]);
    expect(result.items('approval')).toMatchObject([{ assignee: 'mia' }]);
    expect(result.invoice('I1').standing).toBe('on-list');
  });

  test('rule 26: no more once the invoice is paid or void', async () => {
    const payment = await play('2026-03-13T12:00:00Z', [
      paid('A', '2026-03-12T12:00:00Z', '150.00', { I1: '150.00' }),
      decided('2026-03-12T13:05:00Z', 'approve'),
    ]);
    expect(payment.workList).toEqual([]);
    expect(payment.letters).toHaveLength(1);
    const voided = await play('2026-03-13T12:00:00Z', [
      { at: '2026-03-12T12:00:00Z', type: 'invoice.voided', invoiceId: 'I1' },
    ]);
    expect(voided.workList).toEqual([]);
    expect(voided.invoice('I1').standing).toBe('cancelled');
  });

  test('rule 26: after a promise was broken', async () => {
    const promise = {
      at: '2026-03-12T12:00:00Z',
      type: 'promise.made',
      promiseId: 'P1',
      invoiceId: 'I1',
      amount: '150.00',
      promisedOn: '2026-03-13',
    };
    const during = await play('2026-03-13T12:00:00Z', [promise]);
    expect(during.workList).toEqual([]);
    expect(during.invoice('I1').standing).toBe('waiting-on-customer');
    const after = await play('2026-03-18T12:00:00Z', [promise]);
    expect(after.items('approval')).toMatchObject([{ raisedAt: expect.stringMatching(/^2026-03-18/) }]);
    expect(after.items('broken-promise')).toHaveLength(1);
  });
});

describe('rule 26: above the second-approval amount', () => {
  const settings = { ...SETTINGS, secondApprovalAbove: { USD: '100.00' } };

  test('rule 26: two different people approve', async () => {
    const first = decided(ANSWER, 'approve');
    const waits = await play('2026-03-13T12:00:00Z', [first, decided('2026-03-12T11:05:00Z', 'approve')], { settings });
    expect(notices(waits)).toEqual([]);
    expect(waits.workList).toMatchObject([{ kind: 'second-approval', assignee: 'finn' }]);
    const both = await play(
      '2026-03-13T12:00:00Z',
      [first, decided('2026-03-12T11:05:00Z', 'approve', { by: 'finn' })],
      {
        settings,
      },
    );
    expect(notices(both)).toMatchObject([{ at: '2026-03-12T11:15:00.000Z' }]);
    expect(both.items('second-approval')).toEqual([]);
  });

  test('rule 26: a no of the second person refuses', async () => {
    const events = [decided(ANSWER, 'approve'), decided('2026-03-12T11:05:00Z', 'reject', { by: 'finn' })];
    const result = await play('2026-03-13T12:00:00Z', events, { settings });
    expect(result.workList).toMatchObject([{ kind: 'task' }]);
    expect(notices(result)).toEqual([]);
  });

  test('rule 26: the amount itself needs one person only', async () => {
    const result = await play('2026-03-13T12:00:00Z', [decided(ANSWER, 'approve')], {
      settings: { ...SETTINGS, secondApprovalAbove: { USD: '150.00' } },
    });
    expect(notices(result)).toHaveLength(1);
  });

  test('rule 26: where nobody else has the role it stays on the list', async () => {
    const staff = OFFICE.filter(({ id }) => id !== 'finn');
    const result = await play('2026-03-13T12:00:00Z', [decided(ANSWER, 'approve')], { settings, staff });
    expect(result.items('second-approval')).toMatchObject([{ department: 'client-relations' }]);
    expect(notices(result)).toEqual([]);
  });
});

describe('rule 27: silence', () => {
  test('rule 27: moves a request on to the deputy, the manager, the list, and never approves', async () => {
    const at = async (until: string) => (await play(until, [])).items('approval')[0];
    expect(await at('2026-03-16T23:00:00Z')).toMatchObject({ assignee: 'mia' });
    expect(await at('2026-03-17T12:00:00Z')).toMatchObject({ assignee: 'dora', dueOn: '2026-03-19' });
    expect(await at('2026-03-20T12:00:00Z')).toMatchObject({ assignee: 'max', dueOn: '2026-03-24' });
    const end = await play('2026-06-01T00:00:00Z', []);
    expect(end.items('approval')).toHaveLength(1);
    expect(end.items('approval')[0]).not.toHaveProperty('assignee');
    expect(end.items('approval')[0]).toMatchObject({ department: 'client-relations' });
    expect(notices(end)).toEqual([]);
    const mails = end.mails.filter(({ audience }) => audience === 'staff').map(({ to }) => to[0]);
    expect(mails).toEqual(['mia@company.test', 'dora@company.test', 'max@company.test']);
  });

  test('rule 27: lets the deputy answer once it is theirs, and the first one still', async () => {
    for (const by of ['dora', 'mia']) {
      const result = await play('2026-03-18T12:00:00Z', [decided('2026-03-17T10:05:00Z', 'approve', { by })]);
      expect(notices(result)).toMatchObject([{ at: '2026-03-17T10:15:00.000Z' }]);
    }
  });

  test('rule 27: moves a second approval on as well', async () => {
    const settings = { ...SETTINGS, secondApprovalAbove: { USD: '100.00' } };
    const result = await play('2026-06-01T00:00:00Z', [decided(ANSWER, 'approve')], { settings });
    expect(result.items('second-approval')).toMatchObject([{ department: 'finance' }]);
    expect(result.items('second-approval')[0]).not.toHaveProperty('assignee');
  });
});
