import { describe, expect, test } from 'vitest';
import { type InvoiceFacts, invoiceKey } from '../../../functions/ledger/entities.ts';
import { webApp } from '../../../functions/web/app.ts';
import { ASKED_STAFF, askedWorld, escalating, tokensFor } from '../../support/approver.ts';
import { writesTo } from '../../support/matches.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { CUSTOMER, paymentOf, type World } from '../../support/world.ts';

const TWO_PEOPLE = { settings: { company: 'Harbor Light', secondApprovalAbove: { USD: '50.00' } } };
const WRITE_OFF = { policies: [escalating({ action: 'write-off' })] };

/** A world in which Max was asked, and colleagues who are signed in. */
const office = async (options: Parameters<typeof askedWorld>[0] = TWO_PEOPLE) => {
  const { world, token } = await askedWorld(options);
  const app = webApp({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
  const signIn = (id: string) =>
    Colleague.signIn(
      app,
      world.platform,
      ASKED_STAFF.find((member) => member.id === id) as { id: string; email: string },
    );
  const kinds = () => world.items().map(({ kind, assignee }) => [kind, assignee]);
  const item = (kind: string) => world.items().find((each) => each.kind === kind)!.itemId;
  return { world, app, token, signIn, kinds, item };
};

/** Who decided about i1, in the order in which it was recorded. */
const deciders = async (world: World): Promise<string[]> => {
  const facts = (await world.table.get(invoiceKey(CUSTOMER.id, 'i1'))) as InvoiceFacts;
  return facts.decisions.map(({ by }) => by);
};

/** Opens the link, and answers with the form as it was shown. */
const byLink = async (colleague: Colleague, token: string, fields: Record<string, string>) => {
  const { body } = await colleague.ask(`/approvals/${token}`);
  const nonce = /name="nonce" value="([^"]+)"/.exec(body)?.[1] ?? '';
  return colleague.send(`/approvals/${token}`, { nonce, ...fields });
};

describe('what a link alone may not decide', () => {
  test('leads to sign in, and back to its page', async () => {
    const { app, token } = await office();
    const page = await (await app.request(`${HOST}/approvals/${token}`)).text();
    expect(page).toContain(`href="/sign-in?back=${encodeURIComponent(`/approvals/${token}`)}"`);
    expect(page).not.toContain('<form');
  });

  test('is decided by two people who are signed in, each by their own link', async () => {
    const { world, token, signIn, kinds } = await office();
    const first = await byLink(await signIn('max'), token, { decision: 'approve' });
    expect([first.status, first.headers.get('location')]).toEqual([303, `/approvals/${token}`]);
    expect(kinds()).toEqual([['second-approval', 'finn']]);
    const second = tokensFor(world, 'finn').at(-1)!;
    expect((await byLink(await signIn('finn'), second, { decision: 'approve' })).status).toBe(303);
    expect(kinds()).toEqual([]);
    expect(await deciders(world)).toEqual(['max', 'finn']);
  });

  test('is not decided by the first of them twice', async () => {
    const { world, token, signIn, kinds } = await office();
    const max = await signIn('max');
    await byLink(max, token, { decision: 'approve' });
    expect((await byLink(max, token, { decision: 'approve' })).status).toBe(409);
    expect((await byLink(max, tokensFor(world, 'finn').at(-1)!, { decision: 'approve' })).status).toBe(403);
    expect(kinds()).toEqual([['second-approval', 'finn']]);
  });

  test('is not decided by somebody else who is signed in; the page says who is', async () => {
    const { token, signIn, kinds } = await office(WRITE_OFF);
    const answer = await byLink(await signIn('dora'), token, { decision: 'approve' });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('You are signed in as Dora Deputy; this was asked of Max Head.');
    expect(kinds()).toEqual([['approval', 'max']]);
  });

  test('is decided with the nonce of its own page, not with the session alone', async () => {
    const { token, signIn, kinds } = await office(WRITE_OFF);
    const max = await signIn('max');
    expect((await max.send(`/approvals/${token}`, { decision: 'approve' })).status).toBe(403);
    expect(kinds()).toEqual([['approval', 'max']]);
  });
});

describe('a request opened from the work list', () => {
  test('shows what the link shows, and is decided once', async () => {
    const { world, signIn, item, kinds } = await office({});
    const path = `/requests/${item('approval')}`;
    const max = await signIn('max');
    const page = await max.ask(path);
    expect(page.status).toBe(200);
    expect(page.body).toContain('Send Customer One a final notice?');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.body).toContain('<a class="back" href="/list">Back to my list</a>');
    const wrong = await max.send(path, { decision: 'reject' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('Refusing needs a reason');
    const decided = await max.send(path, { decision: 'reject', reason: 'Not now' });
    expect([decided.status, decided.headers.get('location')]).toEqual([303, path]);
    expect((await max.ask(path)).body).toContain('Not now');
    expect((await max.send(path, { decision: 'approve' })).status).toBe(409);
    expect(await deciders(world)).toEqual(['max']);
    expect(kinds()).not.toContainEqual(['approval', 'max']);
  });

  test('says after "wait until a date" until when it waits, also to a colleague, and once it is asked anew', async () => {
    const { world, signIn, item } = await office({});
    const path = `/requests/${item('approval')}`;
    const [max, finn] = [await signIn('max'), await signIn('finn')];
    expect((await max.send(path, { decision: 'wait', until: '2026-03-20', reason: 'They called' })).status).toBe(303);
    const page = await max.ask(path);
    expect(page.status).toBe(200);
    for (const text of ['You decided this', 'March 20, 2026', 'They called']) expect(page.body).toContain(text);
    const late = await finn.send(path, { decision: 'approve' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Max Head decided this');
    await world.to('2026-03-24T12:00:00Z');
    expect((await (await signIn('max')).ask(path)).body).toContain('March 20, 2026');
  });

  test('that lapsed unanswered leads to its item, which says why', async () => {
    const { world, signIn, item } = await office({});
    const id = item('approval');
    await world.record(paymentOf('i1', '100.00'));
    const page = await (await signIn('max')).ask(`/requests/${id}`);
    expect([page.status, page.headers.get('location')]).toEqual([302, `/items/${id}?of=${CUSTOMER.id}`]);
  });

  test('is decided by two people, and by none of them twice', async () => {
    const { world, signIn, item, kinds } = await office(TWO_PEOPLE);
    const path = `/requests/${item('approval')}`;
    const [max, finn] = [await signIn('max'), await signIn('finn')];
    expect((await max.ask(path)).body).toContain('The amount needs a second person: Finn Finance is asked next.');
    expect((await max.send(path, { decision: 'approve' })).status).toBe(303);
    expect((await max.ask(path)).body).toContain('The amount needs a second person: Finn Finance has been asked.');
    expect((await max.send(path, { decision: 'approve' })).status).toBe(409);
    const second = `/requests/${item('second-approval')}`;
    expect((await finn.send(second, { decision: 'approve' })).status).toBe(303);
    expect(kinds()).toEqual([]);
    expect(await deciders(world)).toEqual(['max', 'finn']);
    const [ofFinn, ofMax] = [(await finn.ask(second)).body, (await max.ask(path)).body];
    for (const [page, other] of [
      [ofFinn, 'Max Head'],
      [ofMax, 'Finn Finance'],
    ] as const) {
      expect(page).toContain('You decided this');
      expect(page).toContain(`It took two people: ${other} approved it`);
    }
  });

  test('of two people who answer at once the second one sees what the first did', async () => {
    const { world, signIn, item } = await office({});
    const path = `/requests/${item('approval')}`;
    const [max, finn] = [await signIn('max'), await signIn('finn')];
    world.hooks.before(writesTo(invoiceKey(CUSTOMER.id, 'i1').sk), async () => {
      await max.send(path, { decision: 'reject', reason: 'No' });
    });
    const late = await finn.send(path, { decision: 'approve' });
    expect(world.hooks.waiting).toBe(0);
    expect(late.status).toBe(409);
    expect(late.body).toContain('Max Head decided this');
  });

  test('is nobody’s who was not asked and has not its role', async () => {
    const { signIn, item, kinds } = await office({});
    const dora = await signIn('dora');
    const path = `/requests/${item('approval')}`;
    const page = await dora.ask(path);
    expect(page.status).toBe(403);
    for (const text of ['It is decided by: Max Head, Finn Finance.', 'href="/list"']) expect(page.body).toContain(text);
    expect((await dora.send(path, { decision: 'approve' })).status).toBe(403);
    expect(kinds()).toEqual([['approval', 'max']]);
  });

  test.each(['nothing', 'approval-x', 'i1', '%00', 'x'.repeat(300)])('is nowhere at /requests/%s', async (id) => {
    const { signIn } = await office({});
    expect((await (await signIn('max')).ask(`/requests/${id}`)).status).toBe(404);
  });
});
