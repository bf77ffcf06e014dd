import { html } from 'hono/html';
import { describe, expect, test } from 'vitest';
import { companyOf, storeSettings } from '../../../functions/platform/company.ts';
import { BadInput, PayerBeingChanged, Throttled } from '../../../functions/platform/errors.ts';
import { staffMember } from '../../../functions/platform/settings.contract.ts';
import { StaffPages, staffPage, unlessMay } from '../../../functions/web/staff-pages.ts';
import { form } from '../../../functions/web/staff-parts.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { World } from '../../support/world.ts';

const STAFF = [
  { id: 'amy', name: 'Amy <b>Okafor', email: 'Amy@company.test', department: 'care', roles: ['specialist'] },
  { id: 'nora', name: 'Nora', email: 'nora@company.test', department: 'care', roles: ['manager'] },
];

const START = '2026-03-02T09:00:00Z';
const MINUTE = 60_000;

/** As an administrator's change of the staff is seen, within the minute. */
const hire = async (world: World, staff: typeof STAFF): Promise<void> => {
  const { settings } = await companyOf(world.platform.table, world.clock.now());
  await storeSettings(world.platform.table, { settings, staff: staff.map((member) => staffMember.parse(member)) });
};

const site = async () => {
  const world = await World.make({ start: START, staff: STAFF, settings: { company: 'Harbor Light' } });
  const reported: unknown[] = [];
  let failure: Error | undefined;
  const acts: string[] = [];
  const pages = new StaffPages(
    { ...world.platform, publicUrl: HOST },
    staffOptionsOf(world, { report: (error) => reported.push(error) }),
  );
  pages
    .get('/list', (context) => {
      if (failure !== undefined) throw failure;
      const body = html`<h1>My list</h1>${form(context.var.staff, '/items/i1/done', '')}`;
      return staffPage(context, { title: 'My list', section: 'list', body });
    })
    .get(
      '/figures',
      (context) => unlessMay(context, 'see-figures') ?? staffPage(context, { title: 'Figures', body: '' }),
    )
    .post('/items/:id/done', (context) => {
      acts.push(`${context.req.param('id')} ${context.var.form('note')} by ${context.var.staff.member.id}`);
      const undo = { to: '/items/i1/undo', fields: { of: '"<x>' } };
      return pages.done(context, '/list', { text: 'Done: <i>i1', undo });
    });
  const signIn = (index = 0) => Colleague.signIn(pages.app as never, world.platform, STAFF[index]!);
  const failing = (error: Error) => {
    failure = error;
  };
  return { world, app: pages.app, amy: await signIn(), signIn, acts, reported, failing };
};

describe('a page for colleagues', () => {
  test('says who is signed in, in the navigation of what they may see', async () => {
    const { amy, signIn } = await site();
    const { status, body, headers } = await amy.ask('/list');
    expect(status).toBe(200);
    expect(body).toContain('<b>Amy &lt;b&gt;Okafor</b>');
    expect(body).toContain('<a href="/list" aria-current="page">My list</a>');
    expect(body).toContain('href="/list?of=department:care"');
    expect(body).not.toContain('href="/figures"');
    expect((await (await signIn(1)).ask('/list')).body).toContain('href="/figures"');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('is not shown to a stranger, who is sent to sign in and back', async () => {
    const { app } = await site();
    const answer = await app.request(`${HOST}/list?of=department:care&x=%C3%A4`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(
      `/sign-in?back=${encodeURIComponent('/list?of=department:care&x=%C3%A4')}`,
    );
    expect(await answer.text()).toBe('');
  });

  test.each([
    ['a token that nobody was given', 'x'.repeat(43)],
    ['no token at all', 'short'],
    ['a token with something behind it', `${'x'.repeat(43)}y`],
  ])('is not shown for %s', async (_what, token) => {
    const { amy } = await site();
    amy.cookies.set('__Host-session', token);
    expect((await amy.ask('/list')).status).toBe(302);
  });

  test('is refused with who may, where a role is missing', async () => {
    const { amy } = await site();
    const { status, body } = await amy.ask('/figures');
    expect(status).toBe(403);
    expect(body).toContain('managers, finance, administrators');
  });

  test.each([
    [new Throttled('slow'), 503],
    [new PayerBeingChanged('c1'), 503],
    [new BadInput(['until: is in the past']), 422],
    [new Error('secret'), 500],
  ])('has a page for %s', async (error, wanted) => {
    const { amy, failing, reported } = await site();
    failing(error);
    const { status, body } = await amy.ask('/list');
    expect(status).toBe(wanted);
    expect(body).not.toContain('secret');
    expect(reported).toEqual(wanted === 500 ? [error] : []);
  });
});

describe('a session', () => {
  test('is over after two hours in which nothing was asked for', async () => {
    const { world, amy } = await site();
    world.clock.moveTo(Date.parse(START) + 119 * MINUTE);
    expect((await amy.ask('/list')).status).toBe(200);
    world.clock.moveTo(Date.parse(START) + (119 + 121) * MINUTE);
    expect((await amy.ask('/list')).status).toBe(302);
  });

  test('is over after twelve hours, however often something was asked for', async () => {
    const { world, amy } = await site();
    for (let hour = 1; hour < 12; hour += 1) {
      world.clock.moveTo(Date.parse(START) + hour * 60 * MINUTE);
      expect((await amy.ask('/list')).status).toBe(200);
    }
    world.clock.moveTo(Date.parse(START) + 12 * 60 * MINUTE);
    expect((await amy.ask('/list')).status).toBe(302);
  });

  test('ends when the person leaves, or their address becomes another', async () => {
    const { world, amy } = await site();
    await hire(world, [{ ...STAFF[0]!, email: 'amy.okafor@company.test' }]);
    expect((await amy.ask('/list')).status).toBe(302);
    await hire(world, [STAFF[0]!]);
    expect((await amy.ask('/list')).status).toBe(200);
    await hire(world, [STAFF[1]!]);
    expect((await amy.ask('/list')).status).toBe(302);
  });
});

describe('a form', () => {
  test('is acted on, and the next page says once what was done, with the way back', async () => {
    const { amy, acts } = await site();
    const { status, headers } = await amy.send('/items/i1/done', { note: 'ä' });
    expect([status, headers.get('location')]).toEqual([303, '/list']);
    expect(acts).toEqual(['i1 ä by amy']);
    const { body } = await amy.ask('/list');
    expect(body).toContain('Done: &lt;i&gt;i1');
    expect(body).toContain('action="/items/i1/undo"');
    expect(body).toContain('name="of" value="&quot;&lt;x&gt;"');
    expect((await amy.ask('/list')).body).not.toContain('Done:');
  });

  test.each([
    ['without its nonce', { nonce: '' }, {}, 403],
    ['with the nonce of another session', { nonce: 'n'.repeat(43) }, {}, 403],
    ['from another page', {}, { 'sec-fetch-site': 'cross-site' }, 403],
    ['from another host', {}, { 'sec-fetch-site': '', origin: 'https://evil.example' }, 403],
    ['that is no form', {}, { 'content-type': 'application/json' }, 415],
    ['that is too large', { note: 'x'.repeat(25_000) }, {}, 413],
  ])('%s changes nothing', async (_what, fields, headers, wanted) => {
    const { amy, acts } = await site();
    const { status, body } = await amy.send('/items/i1/done', fields, headers);
    expect(status).toBe(wanted);
    expect(body).toContain('<h1>');
    expect(acts).toEqual([]);
  });

  test('that was sent after the session had ended leads to sign-in, and back to its page', async () => {
    const { world, amy, acts } = await site();
    world.clock.moveTo(Date.parse(START) + 121 * MINUTE);
    const { status, body } = await amy.send('/items/i1/done', {}, { referer: `${HOST}/list?of=everybody` });
    expect(status).toBe(401);
    expect(body).toContain(`href="/sign-in?back=${encodeURIComponent('/list?of=everybody')}"`);
    expect(acts).toEqual([]);
  });
});
