import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import type { CustomerHead } from '../../../functions/ledger/entities.ts';
import { companyOf } from '../../../functions/platform/company.ts';
import { beginSession } from '../../../functions/web/session.ts';
import { ITEM_KINDS } from '../../../functions/work-list/kinds.ts';
import { STANDING_ORDER } from '../../../local/pages/words.ts';
import { makeSample } from '../../../local/sample/make-sample.ts';
import { appOf } from '../../../local/server/app.ts';
import { Mover } from '../../../local/server/mover.ts';
import { sessionsBeside } from '../../../local/server/sessions.ts';
import { Survey } from '../../../local/server/survey.ts';
import { resumeWorld, type World, worldIn } from '../../../local/server/world.ts';
import { PAGES } from '../../browser/support/page-list.ts';

const HOST = '127.0.0.1:3000';

const sessions = sessionsBeside();
let world: World;
let ask: (path: string, init?: RequestInit) => Promise<Response>;

beforeAll(async () => {
  const database = openDatabase();
  await makeSample(database, () => {});
  world = worldIn(database);
  await resumeWorld(world);
  await world.survey.readAll(world.runtime.platform, world.table);
  const app = appOf(world, new Mover(world), sessions);
  ask = async (path, init = {}) =>
    app.request(`http://${HOST}${path}`, { ...init, headers: { host: HOST, ...(init.headers ?? {}) } });
}, 120_000);

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${HOST}`, ...headers },
  });

const arrived = async (): Promise<string> => {
  for (;;) {
    const answer = await ask('/clock');
    const page = await answer.text();
    if (answer.headers.get('refresh') === null) return page;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('the sample', () => {
  it('has some sixty customers and three hundred invoices', () => {
    expect(world.survey.customers.size).toBeGreaterThanOrEqual(60);
    expect(world.survey.invoices.size).toBeGreaterThanOrEqual(270);
  });

  it('has a telephone number for everybody who can be written to', () => {
    const heads = [...world.table.scan('HEAD')] as CustomerHead[];
    const contacts = heads.flatMap((head) => head.contacts);
    expect(contacts.length).toBeGreaterThan(50);
    expect(contacts.filter(({ phone }) => phone === undefined)).toEqual([]);
  });

  it('shows every kind of standing at once', () => {
    const shown = new Set([...world.survey.invoices.values()].map(({ decision }) => decision.standing));
    expect(STANDING_ORDER.filter((standing) => !shown.has(standing))).toEqual([]);
  });

  it('shows every kind of work item that is raised', () => {
    const shown = new Set([...world.survey.items.values()].map(({ kind }) => kind));
    // An answer on the customer's page raises a reply; there is no such page here.
    expect(ITEM_KINDS.filter((kind) => !shown.has(kind))).toEqual(['reply']);
  });

  it('has no execution that failed', () => {
    expect(world.executions.counts().filter(({ status }) => status !== 'RUNNING' && status !== 'SUCCEEDED')).toEqual(
      [],
    );
  });
});

describe('the pages', () => {
  it.each(PAGES)('%s is there, complete, and not too long', async (name, path) => {
    const answer = await ask(path);
    const page = await answer.text();
    expect(answer.status).toBe(name === 'not-found' ? 404 : 200);
    expect(Buffer.byteLength(page)).toBeLessThan(100_000);
    expect(page).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
    expect(page).not.toContain('<script');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('show a letter in a frame that may run nothing', async () => {
    const { messageId } = world.mailbox.newest(1)[0]!;
    const page = await (await ask(`/mailbox/${messageId}`)).text();
    expect(page).toMatch(/<iframe[^>]* sandbox="allow-top-navigation-by-user-activation" /);
    const letter = await ask(`/mailbox/${messageId}/html`);
    expect(letter.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'.*sandbox allow-top-navigation-by-user-activation$/,
    );
    expect(await letter.text()).toContain('<html');
  });

  it('give a statement as a file', async () => {
    const parent = world.mailbox.newest(500).find(({ tags }) => tags.payer === 'G-00')!;
    const answer = await ask(`/mailbox/${parent.messageId}/attachments/0`);
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="');
    expect(await answer.text()).toContain('Northgate');
  });

  it('say who is signed in, with the way out and their department, and lead back where one signs in', async () => {
    const { staff } = await companyOf(world.table, world.clock.now());
    const member = staff.find(({ id }) => id === 'nora')!;
    const cookie = `session=${await beginSession(sessions, member)}`;
    const signedIn = async (path: string) => (await ask(path, { headers: { cookie } })).text();
    for (const path of ['/overview', '/clock', '/nothing/here']) {
      const page = await signedIn(path);
      expect(page).toContain(`<b>${member.name}</b>`);
      expect(page).toMatch(/action="\/sign-out"><input type="hidden" name="nonce" value="[\w-]{43}">/);
      expect(page).toContain(`href="/list?of=department:${member.department}"`);
    }
    expect(await (await ask('/mailbox')).text()).toContain('<a href="/sign-in?back=%2Fmailbox">Sign in</a>');
    expect(await signedIn('/search?q=HL-S-01-1')).toContain('href="/accounts/S-01/invoices/S-01-1"');
  });

  it('name one total of what is open, and lead to the invoices of each age', async () => {
    const overview = await (await ask('/overview')).text();
    const total = /Open<\/span>.*?(\$[\d,.]+)/s.exec(overview)![1]!;
    expect(overview).toMatch(new RegExp(`Together.{0,200}${total.replace(/[$.]/g, '\\$&')}`, 's'));
    expect(overview).toContain('$6,752.40 that was written off or handed over');
    expect(overview).toContain('href="/invoices?age=d61to90&amp;currency=USD"');
    const old = await (await ask('/invoices?age=d61to90&currency=USD')).text();
    expect(old).toContain('61–90 days overdue');
    expect(old).toContain('HL-L-01-1');
    expect(old).not.toContain('HL-S-01-1');
  });

  it('lead to the lists and accounts of whoever is signed in', async () => {
    const overview = await (await ask('/overview')).text();
    expect(overview).toContain('href="/list?of=everybody"');
    expect(overview).toMatch(/href="\/list\?of=person%3A\w+">[\w ]+ \d+</);
    expect(overview).toMatch(/href="\/items\/[^"]+">/);
    expect(await (await ask('/invoices/S-02-1')).text()).toContain('href="/accounts/S-02"');
    expect(await (await ask('/nothing/here')).text()).toContain('action="/search"');
  });

  it.each(['/work', '/customers', '/customers/S-03'])('know nothing at %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('encode what people wrote', async () => {
    const page = await (await post('/clock', { to: 'date', date: '<script>"', time: '09:00' })).text();
    expect(page).toContain('“&lt;script&gt;&quot;” is no date');
    expect(page).not.toContain('<script>');
  });
});

describe('the clock', () => {
  it('does not move for a request that comes from another page', async () => {
    const before = world.clock.now();
    const foreign = await post('/clock', { to: 'day' }, { origin: 'http://elsewhere.example' });
    expect(foreign.status).toBe(403);
    expect(world.clock.now()).toBe(before);
  });

  it('does not go back', async () => {
    const answer = await post('/clock', { to: 'date', date: '2026-03-01', time: '09:00' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('The clock does not go back');
  });

  it('moves until something happens', async () => {
    const before = world.clock.now();
    expect((await post('/clock', { to: 'event' })).status).toBe(303);
    const page = await arrived();
    expect(world.clock.now()).toBeGreaterThan(before);
    expect(page).toContain('The last move');
  });

  it('moves by a week, and tells what came of it', async () => {
    const before = world.mailbox.countAfter(0).customer;
    await post('/clock', { to: 'week' });
    const page = await arrived();
    expect(world.mailbox.countAfter(0).customer).toBeGreaterThan(before);
    expect(page).toContain('Letters that left');
    expect(page).toMatch(/10 of \d+ letters; the mailbox has them all/);
    expect(page).toContain('Facts are what the books and colleagues tell');
    expect(page).toContain('arrived');
  });

  it('leaves lists that are as if everything had been read afresh', async () => {
    const fresh = new Survey();
    await fresh.readAll(world.runtime.platform, world.table);
    expect(new Map([...world.survey.items].sort())).toEqual(new Map([...fresh.items].sort()));
    const shown = (survey: Survey) =>
      [...survey.invoices.values()]
        .map(({ invoiceId, balance, decision: { standing, next } }) => ({ invoiceId, balance, standing, next }))
        .sort((a, b) => (a.invoiceId < b.invoiceId ? -1 : 1));
    expect(shown(world.survey)).toEqual(shown(fresh));
  });
});
