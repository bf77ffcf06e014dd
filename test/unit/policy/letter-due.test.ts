import { describe, expect, it } from 'vitest';
import type { CustomerHead, InvoiceFacts } from '../../../functions/ledger/entities.ts';
import type { StepRecord } from '../../../functions/lifecycle/entities.ts';
import type { CaseFacts } from '../../../functions/policy/case-facts.ts';
import { chooseNextStep } from '../../../functions/policy/choose-next-step.ts';
import { day, done, facts, head, POLICY, planned } from '../../support/case-facts.ts';

/** Letters that fall due, and letters that are under way. Thursday 2026-03-05 is the day of the first reminder. */

interface Given {
  invoice?: Partial<InvoiceFacts>;
  records?: StepRecord[];
  payer?: Partial<CustomerHead>;
  more?: Partial<CaseFacts>;
}
const decide = (now: string, { invoice = {}, records = [], payer, more = {} }: Given = {}) =>
  chooseNextStep(facts(now, { invoice, records }, { ...(payer === undefined ? {} : { payer: head(payer) }), ...more }));
const on = ({ parkUntil }: ReturnType<typeof decide>): string => parkUntil.slice(0, 10);
const PLAN = { do: 'plan-letter', demand: 'invoice', step: 'reminder-1', dueDay: day('2026-03-05'), alone: false };

describe('a letter that falls due', () => {
  it('is planned from 36 hours before the window opens on its day', () => {
    expect(decide('2026-03-03T20:59:59Z').parts).toEqual([]);
    const decision = decide('2026-03-03T21:00:00Z');
    expect(decision).toMatchObject({
      state: 'Reminder',
      standing: 'not-due',
      next: { step: 'reminder-1', on: '2026-03-05' },
      rule: 'reminder-due',
      text: 'reminder-1 is due on 2026-03-05.',
      parts: [{ ...PLAN, template: 'reminder-1', notBefore: '2026-03-05T09:00:00.000Z' }],
    });
    expect(on(decision)).toBe('2026-03-12');
  });

  it('stands as not due until its window opens, and as the next step from then on, or after another step', () => {
    expect(decide('2026-03-05T08:59:59Z').standing).toBe('not-due');
    expect(decide('2026-03-05T09:00:00Z').standing).toBe('next-step');
    expect(decide('2026-03-06T08:00:00Z').standing).toBe('next-step');
    expect(decide('2026-03-06T08:00:00Z').next).toEqual({ step: 'reminder-1', on: '2026-03-06' });
    const call = [done('call', '2026-03-12')];
    expect(decide('2026-03-19T08:00:00Z', { records: call }).standing).toBe('next-step');
    // What was left out is no step that was carried out.
    const leftOut = [done('check-in', '2026-02-24', { how: 'skipped' })];
    expect(decide('2026-03-05T08:00:00Z', { records: leftOut }).standing).toBe('not-due');
  });

  it('that is late goes at once, and the next step waits for its day, tomorrow at the earliest', () => {
    const late = decide('2026-03-20T10:00:00Z', { records: [done('reminder-1', '2026-03-05')] });
    expect(late).toMatchObject({ parts: [{ do: 'raise-task', step: 'call' }] });
    expect(on(late)).toBe('2026-03-25');
    const last = decide('2026-04-20T10:00:00Z', { records: [done('call', '2026-04-10')] });
    expect(last.parts).toMatchObject([{ step: 'reminder-2', notBefore: '2026-04-20T10:00:00.000Z' }]);
    expect(on(last)).toBe('2026-04-27');
  });

  it('as the last step is looked at again after 30 days', () => {
    const policy = { ...POLICY, steps: POLICY.steps.slice(0, 2) };
    expect(decide('2026-03-05T10:00:00Z', { more: { policy } }).parkUntil).toBe('2026-04-04T10:00:00.000Z');
  });

  it('is of the words of its step, or of its kind; the first of a new cycle tells of the reversal', () => {
    const template = (now: string, of: Given) =>
      decide(now, of).parts.map((part) => 'template' in part && part.template);
    const second = { cycle: 2, reversedAt: '2026-03-18T08:00:00Z' };
    expect(template('2026-03-18T10:00:00Z', { invoice: second })).toEqual(['reversal']);
    const later = { invoice: second, records: [done('reminder-1', '2026-03-18'), done('call', '2026-03-23')] };
    expect(template('2026-03-30T10:00:00Z', later)).toEqual(['reminder-2']);
    const wordless = POLICY.steps.map(({ letter: _none, ...step }) => step) as typeof POLICY.steps;
    const more = { policy: { ...POLICY, steps: wordless } };
    expect(template('2026-03-05T10:00:00Z', { more })).toEqual(['reminder-1']);
    const installed = { installedOn: '2026-02-16' };
    expect(template('2026-02-24T10:00:00Z', { more, invoice: installed })).toEqual(['check-in']);
    const calls = { policy: { ...POLICY, steps: POLICY.steps.filter(({ kind }) => kind !== 'reminder') } };
    expect(template('2026-02-24T10:00:00Z', { more: calls, invoice: installed })).toEqual(['check-in']);
  });

  it('is a check-in that goes alone', () => {
    const decision = decide('2026-02-24T10:00:00Z', { invoice: { installedOn: '2026-02-16' } });
    expect(decision).toMatchObject({ rule: 'check-in-due', parts: [{ template: 'check-in', alone: true }] });
  });

  it('goes by the window of the payer and the day of the customer', () => {
    const zones = { zone: 'Pacific/Auckland', payerZone: 'Pacific/Honolulu' };
    const decision = decide('2026-03-04T12:00:00Z', { more: zones });
    expect(decision.parts).toMatchObject([{ notBefore: '2026-03-04T19:00:00.000Z' }]);
    expect(decision.next).toEqual({ step: 'reminder-1', on: '2026-03-05' });
  });
});

describe('a letter for nobody', () => {
  const nobody = { customerId: 'p', contacts: [] };

  it('has a contact found on its day, and not before', () => {
    expect(decide('2026-03-04T10:00:00Z', { payer: nobody })).toMatchObject({ standing: 'not-due', parts: [] });
    expect(decide('2026-03-05T00:10:00Z', { payer: nobody })).toMatchObject({
      state: 'Needs a person',
      standing: 'on-list',
      next: null,
      rule: 'no-recipient',
      parts: [{ do: 'raise-item', kind: 'find-contact', key: 'p', title: 'Find a contact for billing' }],
    });
  });

  it('needs a person at once where all addresses came back, or the customer is not known yet: there is an item already', () => {
    const bounced = {
      customerId: 'p',
      badAddresses: { 'bill@c1.test': 'bounced' as const },
    };
    for (const payer of [bounced, { ...nobody, known: false }]) {
      const decision = decide('2026-03-04T10:00:00Z', { payer });
      expect(decision).toMatchObject({
        state: 'Needs a person',
        standing: 'on-list',
        next: null,
        rule: 'no-recipient',
        text: 'Nobody can be written to: a contact has to be found, then the same step goes.',
        parts: [],
      });
    }
    const one = { badAddresses: { 'gone@c1.test': 'bounced' as const } };
    expect(decide('2026-03-04T10:00:00Z', { payer: one }).parts).toMatchObject([PLAN]);
  });
});

describe('a letter that is planned', () => {
  const record = (fields: Partial<StepRecord> = {}) => [planned('reminder-1', '2026-03-05', fields)];

  it('waits for its window, not due until then', () => {
    const before = decide('2026-03-05T09:00:00Z', { records: record() });
    expect(before).toMatchObject({
      state: 'Reminder',
      standing: 'not-due',
      next: { step: 'reminder-1', on: '2026-03-05' },
      rule: 'letter-planned',
      text: 'Its letter is planned.',
      parts: [],
    });
    expect(on(before)).toBe('2026-03-12');
    const after = decide('2026-03-05T09:00:01Z', { records: record() });
    expect(after).toMatchObject({ standing: 'next-step', next: { step: 'reminder-1', on: '2026-03-05' } });
  });

  it('is looked at with the next run inside the window, else when that opens', () => {
    const next = (now: string, fields: Partial<StepRecord> = {}) => decide(now, { records: record(fields) }).next!.on;
    expect(next('2026-03-05T16:44:00Z')).toBe('2026-03-05');
    expect(next('2026-03-05T16:45:00Z')).toBe('2026-03-06');
    expect(next('2026-03-06T16:50:00Z')).toBe('2026-03-09');
    expect(next('2026-03-04T10:00:00Z', { notBefore: '2026-03-06T09:00:00Z' })).toBe('2026-03-06');
  });

  it('after another step stands as the next one', () => {
    const records = [done('call', '2026-03-12'), planned('reminder-2', '2026-03-19')];
    expect(decide('2026-03-18T10:00:00Z', { records })).toMatchObject({
      standing: 'next-step',
      rule: 'letter-planned',
    });
  });

  it('whose day is over is the next step, and looked at every working day', () => {
    const late = decide('2026-03-06T08:00:00Z', { records: record({ notBefore: '2026-03-06T09:00:00.000Z' }) });
    expect(late.standing).toBe('next-step');
    const friday = decide('2026-03-13T10:00:00Z', { records: record() });
    expect(on(friday)).toBe('2026-03-16');
    // On the very day of the step after it, too.
    expect(on(decide('2026-03-12T10:00:00Z', { records: record() }))).toBe('2026-03-13');
  });

  it('that is held back says why, and on which day it is tried again', () => {
    const verdict = { reason: 'cap' as const, on: '2026-03-09' };
    expect(decide('2026-03-05T10:00:00Z', { records: record({ verdict }) })).toMatchObject({
      state: 'Reminder',
      standing: 'next-step',
      next: { step: 'reminder-1', on: '2026-03-09' },
      rule: 'letter-held-back',
      text: 'Its letter is held back: cap.',
    });
    // Also one that is held back before its window opens.
    expect(decide('2026-03-05T08:00:00Z', { records: record({ verdict }) }).standing).toBe('next-step');
  });

  it('below the minimum is a small balance, by unapplied money a case for a person', () => {
    const minimum = { reason: 'minimum' as const, on: '2026-04-06' };
    expect(decide('2026-03-05T10:00:00Z', { records: record({ verdict: minimum }) })).toMatchObject({
      standing: 'small-balance',
      next: { step: 'reminder-1', on: '2026-04-06' },
      rule: 'below-minimum',
      text: 'Held back: below the minimum.',
      parkUntil: '2026-04-04T10:00:00.000Z',
    });
    const unapplied = { reason: 'unapplied' as const, on: '2026-03-06' };
    expect(decide('2026-03-05T10:00:00Z', { records: record({ verdict: unapplied }) })).toMatchObject({
      state: 'Needs a person',
      standing: 'on-list',
      next: null,
      rule: 'unapplied-money-covers-it',
      text: 'Money that is not applied yet would cover what the letter asks.',
    });
  });

  it('after its approval stands under the escalation', () => {
    const notice = planned('escalate', '2026-04-02', { how: 'approval', travels: 'approved' });
    const records = [done('reminder-2', '2026-03-19'), notice];
    const decision = decide('2026-04-02T10:00:00Z', { records });
    expect(decision).toMatchObject({ state: 'Escalation', standing: 'next-step', rule: 'letter-planned' });
    expect(on(decision)).toBe('2026-04-03');
  });
});
