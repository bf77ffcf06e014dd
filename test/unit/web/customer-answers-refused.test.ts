import { describe, expect, it } from 'vitest';
import { IN_PARTS, nothingWritten, opened, PROBLEM } from '../../support/customer-answers.ts';
import { CUSTOMER, paymentOf } from '../../support/world.ts';

const CHILD = { id: 'c2', name: 'Child Two', segment: 'commercial', parent: 'c1', contacts: [] };
const STRANGER = { id: 'c9', name: 'Stranger Nine', segment: 'commercial', contacts: [] };

describe('an answer that is not the customer’s own', () => {
  const ACTS = [
    ['problem', PROBLEM],
    ['promise', { date: '2026-03-10' }],
    ['parts', { parts: '2', first: '2026-03-10' }],
    ['other-parts', { note: 'Please' }],
  ] as const;

  it.each(ACTS)('about an invoice of somebody else is refused: %s', async (act, fields) => {
    const made = await opened({ ...IN_PARTS, customers: [CUSTOMER, CHILD, STRANGER] }, [
      {},
      { customerId: 'c2' },
      { customerId: 'c9' },
    ]);
    for (const invoice of ['i3', 'nothing', '', '../i3', '__proto__'])
      await nothingWritten(made, async () =>
        expect((await made.browser.answer(act, { ...fields, invoice })).status).toBe(422),
      );
    expect((await made.browser.answer(act, { ...fields, invoice: 'i2' })).status).toBe(303);
  });

  it.each(ACTS)('about an invoice that was paid meanwhile is refused: %s', async (act, fields) => {
    const made = await opened(IN_PARTS, [{}, {}]);
    await made.world.record(paymentOf('i1'));
    const { status, text } = await made.browser.answer(act, { ...fields, invoice: 'i1' });
    expect(status).toBe(422);
    expect(text).toContain('One that is paid');
  });

  it.each([
    ['from another page', { 'sec-fetch-site': 'cross-site' }, {}, 403],
    ['of another origin', { 'sec-fetch-site': '', origin: 'https://evil.example' }, {}, 403],
    ['without the nonce', {}, { nonce: '' }, 403],
    ['without the form’s own id', {}, { once: 'x' }, 403],
    ['that is no form', { 'content-type': 'text/plain' }, {}, 415],
    ['that is too large', {}, { description: 'x'.repeat(30_000) }, 413],
  ])('is refused %s', async (_what, headers, fields, status) => {
    const made = await opened();
    await nothingWritten(made, async () =>
      expect((await made.browser.answer('problem', { ...PROBLEM, ...fields }, headers)).status).toBe(status),
    );
  });

  it('is refused with a link that opens nothing, and an answer that there is not', async () => {
    const made = await opened();
    await nothingWritten(made, async () => {
      expect((await made.browser.answer('constructor')).status).toBe(404);
      expect((await made.pages.ask(made.browser.path, { method: 'POST' })).status).toBe(405);
      const [answer] = [
        await made.pages.ask('/c/wrong/well', {
          method: 'POST',
          headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ];
      expect(answer.status).toBe(404);
    });
  });
});
