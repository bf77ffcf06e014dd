import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../local/server/mime.ts';
import {
  ASKED_AT,
  askedAfterReminders,
  askedWorld,
  escalating,
  Pages,
  tokensFor,
  Visitor,
} from '../../support/approver.ts';
import { paymentOf } from '../../support/world.ts';

const everything = (world: Awaited<ReturnType<typeof askedWorld>>['world']): string =>
  JSON.stringify([...world.table.scan('')]);

describe('the link in the mail', () => {
  it('is in the mail alone: the table keeps its digest, the timeline nothing', async () => {
    const { world, token } = await askedWorld();
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(everything(world)).not.toContain(token);
    expect(JSON.stringify(world.timeline)).not.toContain(token);
    const links = [...world.table.scan('TOKEN')];
    expect(links).toMatchObject([
      { staffId: 'max', invoiceId: 'i1', snapshot: { action: 'final-notice', amount: 10000 } },
    ]);
    expect(links[0]!.expiresAt).toBeGreaterThan(Date.parse(ASKED_AT) / 1000);
  });

  it('is another one for whoever it is handed on to', async () => {
    const { world, token } = await askedWorld();
    await world.to('2026-03-25T12:00:00Z');
    const tokens = ['max', 'dora', 'vera'].map((who) => tokensFor(world, who));
    expect(tokens.map(({ length }) => length)).toEqual([1, 1, 1]);
    expect(new Set(tokens.flat()).size).toBe(3);
    expect(tokens[0]).toEqual([token]);
  });

  it('costs one plain write for each person who is asked', async () => {
    const { world } = await askedWorld();
    expect([...world.table.scan('TOKEN')]).toHaveLength(1);
    await world.to('2026-03-17T12:00:00Z');
    expect([...world.table.scan('TOKEN')]).toHaveLength(2);
  });
});

describe('opening it (rule 28)', () => {
  it('shows who is asked, what will happen and why', async () => {
    const { max } = await askedAfterReminders();
    const { status, text } = await max.open();
    expect(status).toBe(200);
    for (const said of [
      'A decision for Max Head',
      'Send Customer One a final notice?',
      '$100.00 Invoice i1, 9 days past due',
      'Today is March 12, 2026. Unless somebody has answered by then, it goes on to Dora Deputy on March 17, 2026.',
      'Reminder 1 (letter) sent to bill@c1.test',
      'Call (task) not done yet; it is on the list of Vera Chief',
      'bill@c1.test boss@c1.test',
      'Despite our earlier letters, invoice i1 is still unpaid.',
      'Opening this page has decided nothing.',
    ])
      expect(text).toContain(said);
  });

  it('says of a call who made it and what came of it, or that nobody did', async () => {
    const made = await askedAfterReminders();
    const call = { type: 'task.done', by: 'anna', taskId: 'task-i1-c1-call' } as const;
    await made.world.record({ ...call, note: 'The owner is <b>abroad</b>' });
    const { text } = await made.max.open();
    expect(text).toContain('Call (task) done by Anna, Mar 12, 2026, 12:00 PM: The owner is &lt;b&gt;abroad');
    const over = await askedAfterReminders();
    await over.world.record({ ...call, by: 'system' });
    expect((await over.max.open()).text).toContain('Call (task) closed without being done');
  });

  it('says of the last turn that it ends on the department’s list, and of no turn that it stays there', async () => {
    const { world, token } = await askedWorld();
    const pages = new Pages(world);
    const seen = async (id: string) => (await new Visitor(pages, tokensFor(world, id).at(-1)!).open()).text;
    await world.to('2026-03-20T12:00:00Z');
    expect(await seen('vera')).toContain('it goes on the department’s list on March 2');
    await world.to('2026-03-31T12:00:00Z');
    expect(await new Visitor(pages, token).open()).toMatchObject({
      text: expect.stringContaining('It stays on the department’s list until somebody answers.'),
    });
  });

  it('shows the letter that then leaves, word for word', async () => {
    const { world, max } = await askedWorld();
    const { text } = await max.open();
    await max.decide({ decision: 'approve' });
    await world.to('2026-03-12T12:15:00Z');
    const left = readMessage(world.mails.filter(({ audience }) => audience === 'customer').at(-1)!.raw).text;
    // The customer's own link is no business of who decides.
    const said = left.slice(0, left.indexOf('-- ')).replace(/\/c\/[\w-]+/, '/c/…');
    expect(text).toContain(said.replace(/\s+/g, ' ').trim());
  });

  it('shows what the customer said and what was paid', async () => {
    const { world, pages, max } = await askedWorld({}, { site: 'Pier 4', purchaseOrder: 'PO 7' });
    await world.record(paymentOf('i1', '40.00'));
    await world.record({
      type: 'issue.raised',
      issueId: 's1',
      invoiceId: 'i1',
      category: 'price',
      description: 'Twice the price',
      disputedAmount: '10.00',
    });
    await world.to('2026-03-13T12:00:00Z');
    const anew = new Visitor(pages, tokensFor(world, 'max').at(-1)!);
    const { text } = await anew.open();
    for (const said of [
      'Paid and credited $40.00',
      'Open $60.00',
      'Under review $10.00',
      'about $50.00',
      'Pier 4',
      'PO 7',
    ])
      expect(text).toContain(said);
    expect(text).toContain('The price , open Twice the price');
    expect((await max.open()).status).toBe(410);
  });

  it.each([
    ['opened', {}],
    ['asked for its head', { method: 'HEAD' }],
    ['fetched ahead', { headers: { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' } }],
    ['scanned by a mail server', { headers: { 'user-agent': 'Barracuda Sentinel (EE)', cookie: 'decision=approve' } }],
    ['opened with an answer in its address', {}],
  ])('changes nothing at all, however often it is %s', async (how, init) => {
    const { world, pages, token } = await askedWorld();
    const before = everything(world);
    const told = world.timeline.length;
    const path = `/approvals/${token}${how.includes('answer') ? '?decision=approve&nonce=x' : ''}`;
    for (let times = 0; times < 3; times += 1) expect((await pages.ask(path, init)).status).toBe(200);
    expect(pages.table.writes).toBe(0);
    expect(everything(world)).toBe(before);
    expect(world.timeline).toHaveLength(told);
    expect(pages.table.requests).toBeLessThanOrEqual(3 * 5);
  });

  it('runs no script, tells no other page of its address, and is kept nowhere', async () => {
    const { pages, token } = await askedWorld();
    const answer = await pages.ask(`/approvals/${token}`);
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    const body = await answer.text();
    expect(body).not.toMatch(/<script|\son\w+=|javascript:/i);
    expect(body).not.toContain(token);
    expect(body.length).toBeLessThan(100_000);
  });

  it('gives the cookie to this host alone, and over HTTPS alone where there is HTTPS', async () => {
    const { pages, token } = await askedWorld();
    const [cookie] = (await pages.ask(`/approvals/${token}`)).headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-decision-[\w-]+=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it('shows what others wrote as text', async () => {
    const evil = '<img src=x onerror=alert(1)>"\'&';
    const { max, pages, token } = await askedWorld({
      customers: [
        {
          id: 'c1',
          name: evil,
          segment: 'commercial',
          contacts: [{ name: evil, email: 'b@c1.test', roles: ['billing'] }],
        },
      ],
    });
    const body = await (await pages.ask(`/approvals/${token}`)).text();
    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect((await max.open()).status).toBe(200);
  });

  it("speaks the company's language", async () => {
    const { max } = await askedWorld(
      { settings: { company: 'Hafenlicht', locale: 'de-DE', currency: 'EUR' } },
      { currency: 'EUR' },
    );
    const { text } = await max.open();
    expect(text).toContain('Letzte Mahnung an Customer One senden?');
    expect(text).toContain('100,00 €');
    expect(text).toContain('17. März 2026');
    expect(text).not.toMatch(/\b(the|letter|decision)\b/);
  });

  it.each([
    ['site-visit', 'Visit Customer One on site?', 'gets the task of visiting'],
    ['credit-hold', 'Put Customer One on credit hold?', 'is told to suspend it'],
    ['hand-over', 'Hand what Customer One owes over to an agency?', 'handed to the agency'],
  ])('says what a %s means', async (action, question, follows) => {
    const { max } = await askedWorld({ policies: [escalating({ action, letter: undefined })] });
    const { text } = await max.open();
    expect(text).toContain(question);
    expect(text).toContain(follows);
    expect(text).not.toContain('The letter as it will leave');
  });
});
