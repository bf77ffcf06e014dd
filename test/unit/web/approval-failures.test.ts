import { describe, expect, it } from 'vitest';
import { customerPartition, headKey } from '../../../functions/ledger/entities.ts';
import { forgetCompany } from '../../../functions/platform/company.ts';
import { Conflict, ServiceUnavailable, Throttled } from '../../../functions/platform/errors.ts';
import type { Item } from '../../../functions/platform/ports.ts';
import { ASKED_STAFF, askedWorld, escalating, Pages, tokensFor, Visitor } from '../../support/approver.ts';
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

  it.each(['/', '/approvals', '/approvals/', `/approvals/${TOKEN}/x`, '/favicon.ico'])(
    'finds nothing at %s',
    async (path) => {
      const { pages } = await stillWorld();
      const answer = await pages.ask(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );
});

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
    expect(first.text).toContain('needs a second person, who has been asked');
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
