import { describe, expect, test } from 'vitest';
import { ASKED_STAFF, escalating, Pages, tokensFor } from '../../support/approver.ts';
import { invoiceOf, paymentOf, START, World } from '../../support/world.ts';

const CAUSE = 'the <b>offer</b> was missing';

/** Max is asked about i1; i2 had an issue and was paid. */
const asked = async (locale: string, ...before: Parameters<World['record']>[0][]) => {
  const world = await World.make({ start: START, policies: [escalating()], staff: ASKED_STAFF, settings: { locale } });
  await world.record(invoiceOf('i2', { issuedOn: '2025-11-03', dueOn: '2026-04-30', amount: '40.00' }));
  const issue = { issueId: 's1', invoiceId: 'i2', category: 'price', description: 'too much' };
  await world.record({ type: 'issue.raised', by: 'customer', ...issue });
  const solved = { outcome: 'customer-right', rootCause: CAUSE, correctiveAction: 'it is sent along' };
  await world.record({ type: 'issue.resolved', by: 'anna', issueId: 's1', ...solved });
  await world.record(paymentOf('i2', '40.00'));
  await world.record(invoiceOf('i1'));
  for (const happening of before) await world.record(happening);
  await world.to('2026-03-09T12:00:00Z');
  const answer = await new Pages(world).ask(`/approvals/${tokensFor(world, 'max')[0]}`);
  return answer.text();
};

describe('the account on the page of a request', () => {
  test.each([
    ['en-US', 'The account', 'November 3, 2025', '$140.00', '(once)'],
    ['de-DE', 'Das Konto', '3. November 2025', '140,00', '(einmal)'],
  ])('says what it is worth, and what went wrong before: %s', async (locale, ...said) => {
    const body = await asked(locale);
    for (const text of said) expect(body).toContain(text);
    expect(body).toContain('the &lt;b&gt;offer&lt;/b&gt; was missing');
  });

  test('says nothing of an issue that was raised by mistake and taken back', async () => {
    const issue = { type: 'issue.raised', by: 'anna', issueId: 's2', invoiceId: 'i1', category: 'price' } as const;
    const raised = { ...issue, description: 'for another customer', disputedAmount: '10.00' };
    expect(await asked('en-US', raised)).toContain('for another customer');
    const body = await asked('en-US', raised, { type: 'issue.withdrawn', by: 'anna', issueId: 's2' });
    expect(body).not.toContain('for another customer');
  });
});
