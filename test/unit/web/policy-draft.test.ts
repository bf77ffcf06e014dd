import { describe, expect, test } from 'vitest';
import { TableInFront } from '../../../functions/adapters/embedded/table-in-front.ts';
import { companyOf, forgetCompany } from '../../../functions/platform/company.ts';
import { policy as policySchema } from '../../../functions/policy/contract.ts';
import { webApp } from '../../../functions/web/app.ts';
import { differencesOf } from '../../../functions/web/policy-draft.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { QUICK, START, World } from '../../support/world.ts';

const STAFF = [
  { id: 'nora', name: 'Nora', email: 'nora@company.test', department: 'care', roles: ['manager'] },
  { id: 'ada', name: 'Ada', email: 'ada@company.test', department: 'it', roles: ['administrator'] },
  { id: 'amy', name: 'Amy', email: 'amy@company.test', department: 'care', roles: ['specialist'] },
];

/** The fields of the form as the page shows them. */
const FIELDS = {
  ...{ active: '1', seen: '0', from: '09:00', to: '17:00', gap: '2', cap: '', minimum: '' },
  ...{ 'days-0': '1', 'days-1': '3', 'days-2': '6', 'days-3': '9' },
  ...{ 'letter-0': 'reminder-1', 'letter-2': 'reminder-2', 'letter-3': 'final-notice', 'approver-3': 'manager' },
};
const DRAFT = '/policies/quick/draft';
const SAVE = '/policies/quick/save';
const PUBLISH = '/policies/quick/publish';

const site = async () => {
  const world = await World.make({ start: START, staff: STAFF });
  const app = webApp({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
  const signIn = (index: number) => Colleague.signIn(app as never, world.platform, STAFF[index]!);
  const active = async () => {
    forgetCompany(world.platform.table);
    return (await companyOf(world.platform.table, world.clock.now())).policies[0]!;
  };
  return { world, active, nora: await signIn(0), ada: await signIn(1), amy: await signIn(2) };
};

const json = (change: object): string => JSON.stringify({ ...QUICK, ...change });

describe('a draft of a policy', () => {
  test('is written in the usual fields, and says what it changes', async () => {
    const { nora, active } = await site();
    const fields = { ...FIELDS, 'days-0': '2', minimum: 'USD 25.00, EUR 20.00', cap: '1' };
    expect((await nora.send(SAVE, fields)).status).toBe(303);
    const { status, body } = await nora.ask(DRAFT);
    expect(status).toBe(200);
    expect(body).toContain('Saved by Nora');
    for (const said of ['Reminder 1: Days', 'Remind from: USD', 'Letters a week to one payer, at most'])
      expect(body).toContain(`<div>${said}</div>`);
    expect(body).not.toContain('steps.reminder-1');
    expect(body).not.toContain('Reminder 2: Days');
    expect((await active()).version).toBe(1);
  });

  test('says which steps are closer than its own gap, and so come later', async () => {
    const { nora } = await site();
    expect((await nora.ask(DRAFT)).body).not.toContain('come later than they are written');
    await nora.send(SAVE, { ...FIELDS, gap: '5' });
    const { body } = await nora.ask(DRAFT);
    expect(body).toContain('At least 5 days have to lie between two steps.');
    expect(body).toContain('Call would be 2 days after Reminder 1.');
  });

  test('is written as JSON for everything else', async () => {
    const { nora } = await site();
    const written = json({ appliesTo: { segments: ['commercial'] } });
    expect((await nora.send(SAVE, { seen: '0', active: '1', json: written })).status).toBe(303);
    expect((await nora.ask(DRAFT)).body).toContain('<div>For the segments</div>');
  });

  test('is refused with a sentence for each problem, and what was written stays', async () => {
    const { nora, world } = await site();
    const fields = { ...FIELDS, 'days-1': 'soon', gap: '1.5', minimum: 'USD' };
    const { status, body } = await nora.send(SAVE, fields);
    expect(status).toBe(422);
    expect(body).toContain('2. Call: Days: &quot;soon&quot; is no whole number of days');
    expect(body).toContain('&quot;1.5&quot; is no whole number of days');
    expect(body).toContain('&quot;USD&quot; is no amount: a currency and digits');
    expect(body).not.toContain('policy.');
    expect(body).toContain('value="soon"');
    const { status: backwards, body: why } = await nora.send(SAVE, { ...FIELDS, 'days-2': '2', from: '18:00' });
    expect(backwards).toBe(422);
    expect(why).toContain('goes backwards');
    expect(why).toContain('never opens');
    expect([...world.table.scan('DRAFT#')]).toEqual([]);
  });

  test('is refused with one sentence for each wrong field, by its name on the page', async () => {
    const { nora } = await site();
    const fields = { ...FIELDS, 'days-1': '1.5', gap: 'x', from: '25:00', minimum: '25 dollars' };
    const { body } = await nora.send(SAVE, fields);
    const told = /<ul[^>]*>((?:(?!<\/ul>).)*1\.5(?:(?!<\/ul>).)*)<\/ul>/s.exec(body)?.[1] ?? body;
    expect([...told.matchAll(/<li>(.*?)<\/li>/gs)].map(([, text]) => text!.replaceAll('&quot;', '"'))).toEqual([
      '2. Call: Days: "1.5" is no whole number of days',
      'Remind from: "25 dollars" is no amount: a currency and digits, like "USD 25.00"',
      'Days between two steps, at least: "x" is no whole number of days',
      'Letters leave from: "25:00" is no time: HH:MM',
    ]);
  });

  test.each([
    ['no JSON', '{', 'is no JSON'],
    ['another id', json({ id: 'other' }), 'keeps its id'],
    ['unknown fields', json({ surprise: 1 }), 'surprise'],
    ['an unknown letter', json({ steps: [{ ...QUICK.steps[0], letter: '<i>' }, QUICK.steps[1]] }), 'is none of'],
    ['a list', '[]', 'policy'],
    ['a prototype', '{"__proto__":{"id":"quick"}}', 'policy'],
  ])('as JSON is refused where it is %s', async (_, written, sentence) => {
    const { nora } = await site();
    const { status, body } = await nora.send(SAVE, { seen: '0', active: '1', json: written });
    expect(status).toBe(422);
    expect(body).toContain(sentence);
    expect(body).not.toContain('<i>');
  });

  test('takes control and direction characters out of its texts', async () => {
    const { nora, world } = await site();
    const steps = QUICK.steps.map((step) =>
      step.kind === 'task' ? { ...step, title: 'Call\u202e\u0000 them' } : step,
    );
    await nora.send(SAVE, { seen: '0', active: '1', json: json({ steps }) });
    expect(JSON.stringify([...world.table.scan('DRAFT#')])).toContain('Call them');
  });

  test('that somebody else has changed since is not written over', async () => {
    const { nora, ada } = await site();
    await nora.send(SAVE, { ...FIELDS, 'days-0': '2' });
    const { status, body } = await ada.send(SAVE, { ...FIELDS, 'days-0': '0' });
    expect(status).toBe(409);
    expect(body).toContain('Somebody was first');
    expect((await ada.send('/policies/quick/discard', { seen: '0', active: '1' })).status).toBe(409);
    expect((await ada.send('/policies/quick/discard', { seen: '1', active: '1' })).status).toBe(303);
    expect((await nora.ask(DRAFT)).body).toContain('There is no draft yet');
  });

  test('asks the table twice', async () => {
    const { world, nora } = await site();
    await nora.ask(DRAFT);
    const before = world.table.usage().requests;
    expect((await nora.ask(DRAFT)).body.length).toBeLessThan(100_000);
    expect(world.table.usage().requests - before).toBeLessThanOrEqual(2);
  });
});

describe('publishing a draft', () => {
  test('makes it the policy of cases that begin from now on, once', async () => {
    const { nora, ada, active } = await site();
    await nora.send(SAVE, { ...FIELDS, 'days-0': '2' });
    expect((await ada.send(PUBLISH, { seen: '1', active: '1' })).status).toBe(303);
    expect(await active()).toMatchObject({ id: 'quick', version: 2, steps: [{ when: { days: 2 } }, {}, {}, {}] });
    expect((await ada.send(PUBLISH, { seen: '1', active: '1' })).status).toBe(409);
    expect((await ada.ask('/policies/quick')).body).toContain('Version 2');
    expect((await nora.ask(DRAFT)).body).toContain('There is no draft yet');
  });

  test('is seen at once by another process, which knew the policies of a minute ago', async () => {
    const { world, nora, ada } = await site();
    const elsewhere = { ...world.platform, table: new TableInFront(world.table), publicUrl: HOST };
    const other = webApp(elsewhere, staffOptionsOf(world));
    const there = await Colleague.signIn(other as never, elsewhere, STAFF[1]!);
    expect((await there.ask('/policies/quick')).body).toContain('Version 1');
    await nora.send(SAVE, { ...FIELDS, 'days-0': '2' });
    await ada.send(PUBLISH, { seen: '1', active: '1' });
    for (const page of ['/policies/quick', '/policies/quick/cases'])
      expect((await there.ask(page)).body, page).toMatch(/[Vv]ersion 2/);
    expect((await there.ask(DRAFT)).body).toContain('name="active" value="2"');
  });

  test('publishes what was looked at, or nothing', async () => {
    const { nora, ada, active } = await site();
    await nora.send(SAVE, { ...FIELDS, 'days-0': '2' });
    await nora.send(SAVE, { ...FIELDS, seen: '1', 'days-0': '3' });
    expect((await ada.send(PUBLISH, { seen: '1', active: '1' })).status).toBe(409);
    expect((await ada.send(PUBLISH, { seen: '2', active: '7' })).status).toBe(409);
    expect((await active()).version).toBe(1);
  });

  test('publishes no other draft that was begun since what was looked at was thrown away', async () => {
    const { nora, ada, active } = await site();
    await nora.send(SAVE, { ...FIELDS, 'days-0': '2' });
    const looked = { seen: '1', active: '1' };
    await nora.send('/policies/quick/discard', looked);
    expect((await nora.send(SAVE, { ...FIELDS, 'days-0': '0' })).status).toBe(303);
    expect((await ada.send(PUBLISH, looked)).status).toBe(409);
    expect((await ada.send(SAVE, { ...FIELDS, ...looked })).status).toBe(409);
    expect((await ada.send('/policies/quick/discard', looked)).status).toBe(409);
    expect(await active()).toMatchObject({ version: 1 });
    expect((await ada.send(PUBLISH, { seen: '2', active: '1' })).status).toBe(303);
    expect(await active()).toMatchObject({ version: 2, steps: [{ when: { days: 0 } }, {}, {}, {}] });
  });

  test('is for administrators; a draft is for managers too, and neither for a specialist', async () => {
    const { nora, amy } = await site();
    await nora.send(SAVE, { ...FIELDS, 'days-0': '2' });
    expect((await nora.send(PUBLISH, { seen: '1', active: '1' })).status).toBe(403);
    expect((await nora.ask(DRAFT)).body).toContain('It is published by: administrators.');
    for (const path of [SAVE, PUBLISH, '/policies/quick/discard'])
      expect((await amy.send(path, { seen: '1', active: '1' })).status, path).toBe(403);
    expect((await amy.ask(DRAFT)).status).toBe(403);
    expect((await amy.ask('/policies/quick')).body).not.toContain(DRAFT);
  });

  test('of a policy that there is not is nothing', async () => {
    const { ada } = await site();
    for (const id of ['other', 'x'.repeat(2000), '%00', '..%2Fquick']) {
      for (const page of ['draft', 'rehearsal', 'cases'])
        expect((await ada.ask(`/policies/${id}/${page}`)).status, page).toBe(404);
      for (const act of ['save', 'publish', 'discard', 'rehearse', 'cancel', 'preview', 'move'])
        expect((await ada.send(`/policies/${id}/${act}`, FIELDS)).status, act).toBe(404);
    }
  });
});

test('a step that is put between others changes no other but their places', () => {
  const before = policySchema.parse(QUICK);
  const added = { ...before.steps[1]!, id: 'visit' };
  const after = { ...before, steps: [...before.steps.slice(0, 2), added, ...before.steps.slice(2)] };
  const paths = differencesOf(before, after).map(({ path }) => path);
  expect(paths.filter((path) => !path.startsWith('steps.visit'))).toEqual(['steps.reminder-2', 'steps.escalate']);
});
