import { describe, expect, it } from 'vitest';
import type { InvoiceFacts } from '../../../functions/ledger/entities.ts';
import { askedWorld, escalating, Pages, tokensFor, Visitor } from '../../support/approver.ts';
import { paymentOf, type World } from '../../support/world.ts';

const decisionsOn = async (world: World) => ((await world.table.get(await world.keyOf())) as InvoiceFacts).decisions;
const notices = (world: World) => world.letters().filter(({ template }) => template === 'final-notice');

describe('deciding by link', () => {
  it('approves with one request that writes; the case goes on at once, and the page says so', async () => {
    const { world, pages, max, token } = await askedWorld();
    await max.open();
    const { status, headers } = await max.decide({ decision: 'approve' });
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(`/approvals/${token}`);
    expect(pages.table.writes).toBe(1);
    expect(max.cookies.size).toBe(0);
    expect(await decisionsOn(world)).toMatchObject([
      {
        by: 'max',
        action: 'final-notice',
        decision: 'approve',
        amount: 10000,
        approvalId: expect.stringMatching(/^approval-/),
      },
    ]);
    const planned = await max.open();
    expect(planned.status).toBe(200);
    expect(planned.text).toContain('Approved');
    expect(planned.text).toContain('You decided this Mar 12, 2026, 12:00 PM.');
    expect(planned.text).toContain('The letter leaves not before Mar 12, 2026, 12:00 PM');
    await world.to('2026-03-12T12:15:00Z');
    expect(notices(world)).toMatchObject([{ to: ['bill@c1.test', 'boss@c1.test'], total: 10000, status: 'sent' }]);
    expect((await max.open()).text).toContain('The letter left Mar 12, 2026, 12:15 PM.');
  });

  it('says where letters wait for fresh payment data that the approved one does too', async () => {
    const { max } = await askedWorld({ settings: { company: 'Harbor Light', freshnessHours: 48 } });
    await max.open();
    await max.decide({ decision: 'approve' });
    const { text } = await max.open();
    expect(text).toContain('The letter leaves not before Mar 12, 2026, 12:00 PM');
    expect(text).toContain('It waits while the payment data are older than 48 hours.');
  });

  it('refuses with a reason, which becomes a task', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    expect((await max.decide({ decision: 'reject', reason: '  They moved\r\nto Boston\u202e ' })).status).toBe(303);
    expect(await decisionsOn(world)).toMatchObject([{ decision: 'reject', reason: 'They moved to Boston' }]);
    expect(world.items()).toMatchObject([{ itemId: 'task-i1-c1-refused', assignee: 'max' }]);
    const { text } = await max.open();
    expect(text).toContain('Refused');
    expect(text).toContain('Reason given: They moved to Boston');
    await world.to('2026-03-20T12:00:00Z');
    expect(notices(world)).toEqual([]);
  });

  it('waits until a date, and is asked anew with a link of its own', async () => {
    const { world, pages, max, token } = await askedWorld();
    await max.open();
    expect((await max.decide({ decision: 'wait', until: '2026-03-17' })).status).toBe(303);
    expect((await world.invoice()).standing).toBe('held');
    expect((await max.open()).text).toContain(
      'It waits until March 17, 2026; then it is asked anew, where it is still the next step.',
    );
    await world.to('2026-03-17T12:00:00Z');
    const anew = tokensFor(world, 'max').at(-1)!;
    expect(anew).not.toBe(token);
    const again = new Visitor(pages, anew);
    expect((await again.open()).text).toContain('Send Customer One a final notice?');
    expect((await max.open()).text).toContain('Put off');
    expect((await again.decide({ decision: 'approve' })).status).toBe(303);
  });

  it.each([
    ['nothing chosen', {}, 'Choose one'],
    ['something else chosen', { decision: 'burn' }, 'Choose one'],
    ['a refusal without a reason', { decision: 'reject' }, 'Refusing needs a reason'],
    ['a refusal with a blank reason', { decision: 'reject', reason: ' \u200b\n ' }, 'Refusing needs a reason'],
    ['too long a reason', { decision: 'reject', reason: 'x'.repeat(2001) }, 'at most 2,000 characters'],
    ['no date to wait until', { decision: 'wait' }, 'Waiting needs a date'],
    ['no date of the calendar', { decision: 'wait', until: '2026-02-30' }, '“2026-02-30” is no date'],
    ['a date in words', { decision: 'wait', until: 'tomorrow' }, '“tomorrow” is no date'],
    ['the past', { decision: 'wait', until: '2026-03-11' }, 'on March 13, 2026 at the earliest'],
    ['today', { decision: 'wait', until: '2026-03-12' }, 'on March 13, 2026 at the earliest'],
    ['another century', { decision: 'wait', until: '2126-03-13' }, 'March 13, 2027 at the latest'],
  ])('asks again for %s, keeps what was filled in, and takes the mended form', async (_what, fields, said) => {
    const { world, pages, max } = await askedWorld();
    await max.open();
    const { status, text } = await max.decide(fields as Record<string, string>);
    expect(status).toBe(422);
    expect(text).toContain(said);
    expect(pages.table.writes).toBe(0);
    expect(await decisionsOn(world)).toEqual([]);
    expect((await max.decide({ decision: 'wait', until: '2026-03-13' })).status).toBe(303);
  });

  it('takes the longest reason that the contracts allow, in any script', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    const reason = '漢'.repeat(2000);
    expect((await max.decide({ decision: 'reject', reason })).status).toBe(303);
    expect((await decisionsOn(world))[0]!.reason).toBe(reason);
  });

  it('works where there is no HTTPS, with a cookie that such a host may set', async () => {
    const { world, token } = await askedWorld();
    const max = new Visitor(new Pages(world, 'http://127.0.0.1:3000'), token);
    await max.open();
    expect([...max.cookies.keys()].join()).toMatch(/^decision-/);
    expect((await max.decide({ decision: 'approve' })).status).toBe(303);
  });
});

describe('deciding once (rule 28)', () => {
  it('tells who has decided and when, whatever is sent afterwards', async () => {
    const { world, pages, max } = await askedWorld();
    await max.open();
    await max.decide({ decision: 'approve' });
    const writes = pages.table.writes;
    const { status, text } = await max.decide({ decision: 'reject', reason: 'on second thoughts' });
    expect(status).toBe(409);
    expect(text).toContain('You decided this Mar 12, 2026, 12:00 PM.');
    expect(text).toContain('what you have just sent changed nothing');
    expect(pages.table.writes).toBe(writes);
    expect(await decisionsOn(world)).toHaveLength(1);
  });

  it('counts the first of two presses at the same moment', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    const both = await Promise.all([
      max.decide({ decision: 'approve' }),
      max.decide({ decision: 'wait', until: '2026-03-20' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await decisionsOn(world)).toHaveLength(1);
  });

  it('counts a double press as one', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    await Promise.all([max.decide({ decision: 'approve' }), max.decide({ decision: 'approve' })]);
    expect(await decisionsOn(world)).toHaveLength(1);
    await world.to('2026-03-12T14:00:00Z');
    expect(notices(world)).toHaveLength(1);
  });

  it('counts the first of two people at the same moment, and tells the second', async () => {
    const { world, pages, max } = await askedWorld();
    await world.to('2026-03-17T12:00:00Z');
    const dora = new Visitor(pages, tokensFor(world, 'dora')[0]!);
    await max.open();
    await dora.open();
    const both = await Promise.all([
      max.decide({ decision: 'approve' }),
      dora.decide({ decision: 'reject', reason: 'no' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const decisions = await decisionsOn(world);
    expect(decisions).toHaveLength(1);
    const late = both.find(({ status }) => status === 409)!;
    expect(late.text).toContain(decisions[0]!.by === 'max' ? 'Max Head decided this' : 'Dora Deputy decided this');
  });

  it('shows an answer that came another way', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    const answer = {
      type: 'approval.decided',
      by: 'finn',
      invoiceId: 'i1',
      action: 'final-notice',
      decision: 'approve',
    } as const;
    await world.arrives(answer);
    expect((await max.decide({ decision: 'reject', reason: 'no' })).status).toBe(409);
    await world.runtime.settle();
    const { status, text } = await max.open();
    expect(status).toBe(200);
    expect(text).toContain('Finn Finance decided this');
    expect(text).toContain('The letter leaves not before');
  });

  it('shows who put it off another way', async () => {
    const { world, max } = await askedWorld();
    await world.record({
      type: 'approval.decided',
      by: 'finn',
      invoiceId: 'i1',
      action: 'final-notice',
      decision: 'wait',
      until: '2026-03-20',
    });
    const { status, text } = await max.open();
    expect(status).toBe(200);
    expect(text).toContain('Finn Finance decided this');
    expect(text).toContain('It waits until March 20, 2026');
  });

  it('says where an approved letter never left, because the customer paid', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    await max.decide({ decision: 'approve' });
    await world.record(paymentOf('i1'));
    await world.to('2026-03-13T12:00:00Z');
    const { status, text } = await max.open();
    expect(status).toBe(410);
    expect(text).toContain('The invoice has been paid.');
    expect(text).toContain('Max Head had answered Mar 12, 2026, 12:00 PM, before it was carried out.');
    expect(notices(world)).toEqual([]);
  });

  it('closes a case that is handed over, and says so to whoever comes later', async () => {
    const { world, max } = await askedWorld({ policies: [escalating({ action: 'hand-over', letter: undefined })] });
    await max.open();
    expect((await max.decide({ decision: 'approve' })).status).toBe(303);
    expect((await world.invoice()).standing).toBe('handed-over');
    expect((await max.open()).text).toContain('Approved');
  });
});

describe('a request that was handed on (rule 27)', () => {
  it('may still be answered by whoever was asked first, who is told', async () => {
    const { world, pages, max } = await askedWorld();
    await world.to('2026-03-17T12:00:00Z');
    expect((await max.open()).text).toContain('handed on to Dora Deputy. You may still answer');
    const dora = new Visitor(pages, tokensFor(world, 'dora')[0]!);
    const shown = await dora.open();
    expect(shown.text).toContain('A decision for Dora Deputy');
    expect(shown.text).not.toContain('handed on to');
    expect((await max.decide({ decision: 'approve' })).status).toBe(303);
    expect((await dora.open()).text).toContain('Max Head decided this');
  });

  it('says so where it stands on the list of the department', async () => {
    const { world, max } = await askedWorld();
    await world.to('2026-03-25T12:00:00Z');
    expect((await max.open()).text).toContain('put on the department’s list');
    expect((await max.decide({ decision: 'approve' })).status).toBe(303);
  });
});
