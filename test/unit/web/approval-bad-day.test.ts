import { describe, expect, it } from 'vitest';
import { customerPartition, headKey } from '../../../functions/ledger/entities.ts';
import { Conflict, ServiceUnavailable, Throttled } from '../../../functions/platform/errors.ts';
import type { Item } from '../../../functions/platform/ports.ts';
import { askedWorld, escalating, tokensFor, Visitor } from '../../support/approver.ts';

describe('a decision that a link may not make', () => {
  it.each([
    ['a write-off', { policies: [escalating({ action: 'write-off', letter: undefined })] }, 'A write-off is final'],
    ['what two people decide', { settings: { secondApprovalAbove: { USD: '99.99' } } }, 'needs two different people'],
    [
      'more than the policy allows',
      { policies: [escalating({}, { approval: { answerWithinBusinessDays: 2, signInAbove: { USD: '99.99' } } })] },
      'above what may be decided by a link',
    ],
  ])('is shown, and needs a person to sign in: %s', async (_what, options, said) => {
    const { world, pages, max } = await askedWorld(options);
    const { status, text } = await max.open();
    expect(status).toBe(200);
    expect(text).toContain('This decision needs you to sign in');
    expect(text).toContain(said);
    expect(text).toContain('$100.00');
    expect(max.nonce).toBe('');
    expect(max.cookies.size).toBe(0);
    const sent = await max.decide({ decision: 'approve' });
    expect(sent.status).toBe(403);
    expect(sent.text).toContain('Nothing was decided here');
    expect(pages.table.writes).toBe(0);
    expect(world.items()).toMatchObject([{ kind: 'approval', assignee: 'max' }]);
  });

  it('is the second person’s as well', async () => {
    const { world, pages, max } = await askedWorld({ settings: { secondApprovalAbove: { USD: '50.00' } } });
    await world.record({
      type: 'approval.decided',
      by: 'max',
      invoiceId: 'i1',
      action: 'final-notice',
      decision: 'approve',
    });
    const first = await max.open();
    expect(first.text).toContain('You decided this');
    expect(first.text).toContain('needs a second person: Finn Finance has been asked');
    const finn = new Visitor(pages, tokensFor(world, 'finn')[0]!);
    expect((await finn.open()).text).toContain('This decision needs you to sign in');
    expect((await finn.decide({ decision: 'approve' })).status).toBe(403);
  });

  it('is made by link up to the very amount', async () => {
    const limits = { answerWithinBusinessDays: 2, signInAbove: { USD: '100.00' } };
    const { max } = await askedWorld({
      settings: { secondApprovalAbove: { USD: '100.00' } },
      policies: [escalating({}, { approval: limits })],
    });
    await max.open();
    expect((await max.decide({ decision: 'approve' })).status).toBe(303);
  });
});

describe('a bad day', () => {
  it('asks to come back while the books of the customer are being changed', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    const head = (await world.table.get(headKey('c1'))) as Item;
    await world.table.write({ put: { ...head, applying: 'e1' } });
    for (const answer of [await max.open(), await max.decide({ decision: 'approve' })]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('60');
      expect(answer.text).toContain('being changed');
    }
    await world.table.write({ put: head });
    expect((await max.decide({ decision: 'approve' })).status).toBe(303);
  });

  it.each([Throttled, ServiceUnavailable])('asks to come back where the table cannot be read', async (kind) => {
    const { pages, max } = await askedWorld();
    await max.open();
    pages.table.get = () => Promise.reject(new kind('down'));
    for (const answer of [await max.open(), await max.decide({ decision: 'approve' })]) {
      expect(answer.status).toBe(503);
      expect(answer.text).toContain('We cannot look it up at the moment');
      expect(answer.text).toContain('Nothing was changed.');
    }
    expect(pages.reported).toEqual([]);
  });

  it.each([
    [Throttled, 'Nothing was changed.'],
    [Conflict, 'Nothing was changed.'],
    [ServiceUnavailable, 'It may have been recorded, or not'],
  ])('never calls it lapsed where the write did not go through', async (kind, said) => {
    const { pages, max } = await askedWorld();
    await max.open();
    pages.table.transact = () => Promise.reject(new kind('down'));
    const { status, text } = await max.decide({ decision: 'approve' });
    expect(status).toBe(503);
    expect(text).toContain(said);
  });

  it('says what became of an answer whose acknowledgement was lost', async () => {
    const { pages, max } = await askedWorld();
    await max.open();
    const { transact } = pages.table;
    pages.table.transact = async (writes) => {
      await transact.call(pages.table, writes);
      throw new ServiceUnavailable('the answer was lost');
    };
    expect((await max.decide({ decision: 'approve' })).status).toBe(503);
    pages.table.transact = transact;
    expect((await max.open()).text).toContain('You decided this');
    expect((await max.decide({ decision: 'approve' })).status).toBe(409);
  });

  it('reports what it has no words for, and shows no more than that', async () => {
    const { world, pages, max } = await askedWorld();
    await world.table.write({ delete: { pk: customerPartition('c1'), sk: 'HEAD' } });
    pages.table.query = () => Promise.reject(new TypeError('secret of the table'));
    const { status, text } = await max.open();
    expect(status).toBe(500);
    expect(text).toContain('Something went wrong on our side');
    expect(text).not.toContain('secret');
    expect(pages.reported).toHaveLength(1);
  });
});
