import { describe, expect, it } from 'vitest';
import { forgetCompany } from '../../../functions/platform/company.ts';
import { ASKED_STAFF, askedWorld, Pages, tokensFor, Visitor } from '../../support/approver.ts';
import { type Happening, paymentOf } from '../../support/world.ts';

const TOKEN = 'A'.repeat(43);

let still: ReturnType<typeof askedWorld> | undefined;
/** A world that no test changes, with pages that have counted nothing yet. */
const stillWorld = async () => {
  still ??= askedWorld();
  const { world, token } = await still;
  const pages = new Pages(world);
  return { pages, token, max: new Visitor(pages, token) };
};

describe('a link that leads nowhere', () => {
  it.each([TOKEN, 'half', `${TOKEN}A`, '%2e%2e%2f', `${TOKEN.slice(1)}!`, 'T%23x'])('%s is unknown', async (token) => {
    const { pages } = await stillWorld();
    const answer = await pages.ask(`/approvals/${token}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('This link leads nowhere');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(pages.table.requests).toBeLessThanOrEqual(token === TOKEN ? 1 : 0);
  });

  it('is answered in German where the browser asks for it, and carries the same headers', async () => {
    const { pages } = await stillWorld();
    const answer = await pages.ask(`/approvals/${TOKEN}`, { headers: { 'accept-language': 'de-DE,de;q=0.9' } });
    expect(await answer.text()).toContain('Dieser Link führt ins Leere');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('has expired after 30 days, and shows nothing of the customer any more', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    world.clock.moveTo(world.clock.now() + 30 * 86_400_000);
    for (const answer of [await max.open(), await max.decide({ decision: 'approve' })]) {
      expect(answer.status).toBe(410);
      expect(answer.text).toContain('This link has expired');
      expect(answer.text).not.toMatch(/Customer One|100\.00/);
    }
  });

  it('is nobody’s once its person has left', async () => {
    const { world, max } = await askedWorld();
    await max.open();
    const key = { pk: 'COMPANY', sk: 'SETTINGS' };
    const staff = ASKED_STAFF.filter(({ id }) => id !== 'max');
    await world.table.write({ put: { ...(await world.table.get(key))!, staff } });
    world.clock.moveTo(world.clock.now() + 120_000);
    for (const answer of [await max.open(), await max.decide({ decision: 'approve' })]) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('no longer yours to decide');
    }
    forgetCompany(world.table);
  });
});

describe('a request that lapsed (rule 26)', () => {
  const held = {
    type: 'hold.placed',
    holdId: 'h1',
    scope: { invoiceId: 'i1' },
    reason: 'wait',
    owner: 'anna',
    until: '2026-03-30',
  };
  const corrected = {
    type: 'contact.corrected',
    customerId: 'c1',
    contacts: [{ name: 'New', email: 'new@c1.test', roles: ['billing'] }],
  };
  const issue = { type: 'issue.raised', issueId: 's1', invoiceId: 'i1', category: 'price', description: 'no' };
  const promise = {
    type: 'promise.made',
    promiseId: 'p1',
    invoiceId: 'i1',
    amount: '100.00',
    promisedOn: '2026-03-20',
  };
  it.each([
    ['paid', paymentOf('i1'), 'The invoice has been paid.'],
    [
      'paid in part',
      paymentOf('i1', '30.00'),
      'The amount has changed. It was about $100.00. Now $70.00 may be asked for.',
    ],
    ['voided', { type: 'invoice.voided', invoiceId: 'i1' }, 'The invoice was voided.'],
    ['held', held, 'The invoice is on hold.'],
    ['disputed', issue, 'The customer has reported a problem with it.'],
    ['promised', promise, 'The customer has promised to pay.'],
    ['for other people', corrected, 'The people whom the letter goes to have changed.'],
  ])(
    'says that it is %s, before and after the case has heard of it, and records nothing',
    async (_what, fact, said) => {
      const { world, pages, max } = await askedWorld();
      await max.open();
      await world.arrives(fact as Happening);
      for (const hears of [false, true]) {
        if (hears) await world.runtime.settle();
        const writes = pages.table.writes;
        const shown = await max.open();
        expect(shown.status).toBe(410);
        expect(shown.text).toContain(said);
        const sent = await max.decide({ decision: 'approve' });
        expect(sent.status).toBe(409);
        expect(sent.text).toContain(said);
        expect(pages.table.writes).toBe(writes);
      }
    },
  );
});

describe('a form that is not ours', () => {
  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a neighbour', { 'sec-fetch-site': 'same-site' }, 403],
    ['typed into the address line', { 'sec-fetch-site': 'none' }, 403],
    ['from another origin, in an older browser', { 'sec-fetch-site': '', origin: 'https://evil.example' }, 403],
    ['from no address at all', { 'sec-fetch-site': '', origin: 'evil' }, 403],
    ['as JSON', { 'content-type': 'application/json' }, 415],
    ['as a file', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['without the cookie', { cookie: '' }, 403],
    ['with another cookie', { cookie: '__Host-decision-x=y; decision-x=y' }, 403],
  ])('changes nothing when it comes %s', async (_how, headers, status) => {
    const { pages, max } = await stillWorld();
    await max.open();
    expect((await max.decide({ decision: 'approve' }, headers as Record<string, string>)).status).toBe(status);
    expect(pages.table.writes).toBe(0);
  });

  it.each([
    ['its own origin', { 'sec-fetch-site': '', origin: 'https://good-standing.example' }],
    ['no origin, as older browsers do', { 'sec-fetch-site': '', origin: '' }],
    ['a hidden origin', { 'sec-fetch-site': '', origin: 'null' }],
  ])('counts when it names %s', async (_what, headers) => {
    const { max } = await askedWorld();
    await max.open();
    expect((await max.decide({ decision: 'approve' }, headers)).status).toBe(303);
  });

  it('asks to press again where the page was opened once more since, and keeps what was filled in', async () => {
    const { pages, token, max } = await askedWorld();
    await max.open();
    const old = max.nonce;
    await max.open();
    const { status, text } = await max.decide({ decision: 'reject', reason: 'They moved', nonce: old });
    expect(status).toBe(403);
    expect(text).toContain('please choose and send again');
    expect(text).toContain('They moved');
    expect(pages.table.writes).toBe(0);
    expect((await max.decide({ decision: 'reject', reason: 'They moved' })).status).toBe(303);
    expect(token).toBeDefined();
  });

  it('counts from either of two tabs of one browser', async () => {
    const { max } = await askedWorld();
    await max.open();
    const first = max.nonce;
    const cookie = [...max.cookies].map(([name, value]) => `${name}=${value}`).join();
    await max.open({ headers: { cookie } });
    expect((await max.decide({ decision: 'approve', nonce: first })).status).toBe(303);
  });

  it('does not count with the nonce of another link', async () => {
    const { world, pages, max } = await askedWorld();
    await world.to('2026-03-17T12:00:00Z');
    const dora = new Visitor(pages, tokensFor(world, 'dora')[0]!);
    await max.open();
    await dora.open();
    for (const [name, value] of dora.cookies) max.cookies.set(name, value);
    expect((await max.decide({ decision: 'approve', nonce: dora.nonce })).status).toBe(403);
    expect(pages.table.writes).toBe(0);
  });

  it('is refused when it is too large, without being read', async () => {
    const { pages, max } = await stillWorld();
    await max.open();
    const { status, text } = await max.decide({ decision: 'reject', reason: 'x'.repeat(30_000) });
    expect(status).toBe(413);
    expect(text).toContain('That is too much');
    expect(pages.table.writes).toBe(0);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('cannot be sent with %s', async (method) => {
    const { pages, token } = await stillWorld();
    const answer = await pages.ask(`/approvals/${token}`, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  it.each(['/approvals', '/approvals/', `/approvals/${TOKEN}/x`, '/favicon.ico'])(
    'finds nothing at %s',
    async (path) => {
      const { pages } = await stillWorld();
      const answer = await pages.ask(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );
});
