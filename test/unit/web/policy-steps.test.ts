import { describe, expect, test } from 'vitest';
import { draftOf } from '../../../functions/policy-change/draft.ts';
import { webApp } from '../../../functions/web/app.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { QUICK, START, World } from '../../support/world.ts';

const STAFF = [{ id: 'nora', name: 'Nora', email: 'nora@company.test', department: 'care', roles: ['manager'] }];
const DRAFT = '/policies/quick/draft';

/** What the form sends: every field as the page shows it, changed by what somebody does. */
const fieldsIn = (body: string): Record<string, string> => {
  const form = /<section class="card" id="steps">[\s\S]*?<\/section>/.exec(body)![0];
  const fields: Record<string, string> = {};
  for (const [, name, value] of form.matchAll(/<input[^>]* name="([^"]+)" value="([^"]*)"/g)) fields[name!] = value!;
  for (const [, name, options] of form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option value="([^"]*)" selected/.exec(options!) ?? /<option value="([^"]*)"/.exec(options!);
    fields[name!] = chosen![1]!;
  }
  delete fields.nonce;
  return fields;
};

const site = async (policy: object = QUICK) => {
  const world = await World.make({ start: START, staff: STAFF, policies: [policy] });
  const app = webApp({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
  const nora = await Colleague.signIn(app as never, world.platform, STAFF[0]!);
  const press = async (change: Record<string, string>) =>
    nora.send('/policies/quick/save', { ...fieldsIn((await nora.ask(DRAFT)).body), ...change });
  const steps = async () => (await draftOf(world.table, 'quick'))?.policy.steps;
  /** The steps as `id anchor days`. */
  const course = async () => (await steps())?.map(({ id, when }) => `${id} ${when.anchor} ${when.days}`);
  return { world, nora, press, steps, course };
};

describe('the steps of a draft', () => {
  test('stay as they are where nothing is changed', async () => {
    const { world, press } = await site();
    expect((await press({})).status).toBe(303);
    expect((await draftOf(world.table, 'quick'))?.policy).toMatchObject({ ...QUICK, version: 2 });
  });

  test('that leave the usual unsaid keep it unsaid', async () => {
    const [reminder, , , end] = QUICK.steps;
    const { press, steps } = await site({
      ...QUICK,
      steps: [
        { id: 'hello', kind: 'check-in', when: { anchor: 'installed', days: 8 } },
        reminder,
        { id: 'look', kind: 'task', when: { anchor: 'due', days: 3 } },
        { id: 'end', kind: 'escalation', when: end!.when, action: 'credit-hold' },
      ],
    });
    await press({});
    expect((await steps())?.map((step) => Object.keys(step).sort().join(' '))).toEqual([
      'id kind when',
      'id kind letter when',
      'id kind when',
      'action id kind when',
    ]);
  });

  test('change in every field that their kind has', async () => {
    const { press, steps } = await site();
    await press({
      ...{ 'days-0': '-2', 'anchor-0': 'due', 'letter-0': 'reminder-3', 'title-1': 'Visit them', 'role-1': 'manager' },
      ...{ 'action-3': 'credit-hold', 'letter-3': 'none', 'anchor-3': 'previous', 'days-3': '5' },
    });
    const [first, second, , last] = (await steps())!;
    expect(first).toMatchObject({ when: { anchor: 'due', days: -2 }, letter: 'reminder-3' });
    expect(second).toMatchObject({ title: 'Visit them', role: 'manager' });
    expect(last).toMatchObject({ action: 'credit-hold', when: { anchor: 'previous', days: 5 } });
    expect(last).not.toHaveProperty('letter');
  });

  test('are only for some invoices: from an amount, below one, of a kind; emptied, for all again', async () => {
    const { nora, press, steps } = await site({
      ...QUICK,
      steps: QUICK.steps.map((step, at) => (at === 2 ? { ...step, onlyIf: { tags: ['vip'] } } : step)),
    });
    await press({ 'least-1': 'USD 1000.00, EUR 900.00', 'kind-1': 'standard', 'below-2': 'USD 50.00' });
    const [, call, reminder] = (await steps())!;
    expect(call!.onlyIf).toEqual({ minAmount: { USD: '1000.00', EUR: '900.00' }, invoiceKind: 'standard' });
    expect(reminder!.onlyIf).toEqual({ tags: ['vip'], belowAmount: { USD: '50.00' } });
    const { body } = await nora.ask(DRAFT);
    expect(body).toContain('Call: Least amount (USD)');
    expect(body).toContain('Call: Kind of invoice');
    expect(body).toContain('<div>No deposits</div>');
    expect(body).not.toMatch(/<code>steps/);
    await press({ 'least-1': '', 'kind-1': 'any', 'below-2': '' });
    expect((await steps())![1]).not.toHaveProperty('onlyIf');
    expect((await steps())![2]!.onlyIf).toEqual({ tags: ['vip'] });
    const refused = await press({ 'least-1': 'much' });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('Least amount: &quot;much&quot; is no amount');
  });

  test('are added after another, with an id of their own', async () => {
    const { press, steps, course } = await site();
    const { headers } = await press({
      do: 'add-reminder',
      'new-reminder-days': '7',
      'new-reminder-letter': 'reminder-2',
    });
    expect(headers.get('location')).toBe(`${DRAFT}#steps`);
    await press({
      ...{ do: 'add-task', 'new-task-after': '-1', 'new-task-days': '0', 'new-task-anchor': 'issued' },
      'new-task-title': 'Prüfe die Bonität!',
    });
    await press({
      do: 'add-escalation',
      'new-escalation-days': '12',
      'new-escalation-after': '5',
      'new-escalation-action': 'write-off',
      'new-escalation-letter': 'none',
    });
    expect(await course()).toEqual([
      'pru-fe-die-bonita-t issued 0',
      'reminder-1 due 1',
      'call due 3',
      'reminder-2 due 6',
      'reminder-2-2 due 7',
      'escalate due 9',
      'write-off due 12',
    ]);
    expect((await steps())?.[0]).toMatchObject({ kind: 'task', role: 'specialist', title: 'Prüfe die Bonität!' });
    expect((await steps())?.[6]).toMatchObject({ kind: 'escalation', approver: 'manager' });
    expect((await steps())?.[6]).not.toHaveProperty('letter');
  });

  test('that change places keep the days of the places, and what else was written is kept', async () => {
    const { press, course } = await site();
    await press({ do: 'up-1', 'days-3': '11' });
    expect(await course()).toEqual(['call due 1', 'reminder-1 due 3', 'reminder-2 due 6', 'escalate due 11']);
    await press({ do: 'down-0' });
    expect(await course()).toEqual(['reminder-1 due 1', 'call due 3', 'reminder-2 due 6', 'escalate due 11']);
  });

  test('counted from different dates take their days along', async () => {
    const { press, course } = await site();
    await press({ 'anchor-0': 'installed', 'days-0': '8' });
    await press({ do: 'down-0' });
    expect((await course())?.slice(0, 2)).toEqual(['call due 3', 'reminder-1 installed 8']);
  });

  test.each(['up-0', 'down-3', 'up-40', 'remove-9', 'add-party', 'up--1', '__proto__'])(
    'stay in their order where the button is %s',
    async (pressed) => {
      const { press, course } = await site();
      await press({ do: pressed });
      expect(await course()).toEqual(['reminder-1 due 1', 'call due 3', 'reminder-2 due 6', 'escalate due 9']);
    },
  );

  test('are taken out, but never so that nobody owns the end', async () => {
    const { nora, press, course } = await site();
    await press({ do: 'remove-1' });
    expect(await course()).toEqual(['reminder-1 due 1', 'reminder-2 due 6', 'escalate due 9']);
    const { status, body } = await press({ do: 'remove-2' });
    expect(status).toBe(422);
    expect(body).toContain('so that somebody owns the end');
    expect((await course())?.length).toBe(3);
    expect((await nora.ask(DRAFT)).body).toContain('Call: Place');
  });

  test.each([
    ['no days', { do: 'add-task', 'new-task-title': 'Call' }, '<li>4. Days: is missing</li>'],
    ['days that are none', { do: 'add-task', 'new-task-days': 'soon' }, '&quot;soon&quot; is no whole number of days'],
    ['days that go backwards', { do: 'add-reminder', 'new-reminder-days': '2' }, 'goes backwards'],
    ['an unknown letter', { do: 'add-reminder', 'new-reminder-days': '7', 'new-reminder-letter': '<i>' }, 'is none of'],
    ['an unknown date', { 'anchor-0': 'birthday' }, 'birthday'],
    ['an unknown role', { 'role-1': 'wizard' }, 'is none of'],
    ['an unknown action', { 'action-3': 'shout' }, 'is none of'],
  ])('are refused with %s, and what was written stays', async (_, change, sentence) => {
    const { press, course } = await site();
    const { status, body } = await press(change as unknown as Record<string, string>);
    expect(status).toBe(422);
    expect(body).toContain(sentence);
    expect(body).not.toContain('<i>');
    // What was to be added stands open, as it was typed.
    const isAdding = 'do' in change;
    expect(/<details class="act" open>/.test(body)).toBe(isAdding);
    expect(await course()).toBeUndefined();
  });

  test('show markup and lose what hides text', async () => {
    const { nora, press, steps } = await site();
    await press({ 'title-1': '=<script>\u202e\u0000', do: '' });
    expect((await steps())?.[1]?.title).toBe('=<script>');
    expect((await nora.ask(DRAFT)).body).not.toContain('<script>');
  });

  test('are saved, and nothing else, where Enter is pressed in a field', async () => {
    const { nora } = await site();
    const form = /<form method="post" action="\/policies\/quick\/save"[\s\S]*?<\/form>/.exec(
      (await nora.ask(DRAFT)).body,
    )![0];
    expect(/<button[^>]*>/.exec(form)![0]).not.toContain('name=');
  });

  test('up to fifty make a page of less than 100 KB', async () => {
    const many = Array.from({ length: 50 }, (_, at) => ({
      ...{ id: `step-${at}`, kind: 'escalation', when: { anchor: 'due', days: at } },
      ...{ action: 'final-notice', approver: 'manager', letter: 'final-notice' },
    }));
    const { nora, press, steps } = await site({ ...QUICK, steps: many });
    await press({ 'days-49': '60', do: 'up-1' });
    expect((await steps())?.[49]).toEqual({ ...many[49], when: { anchor: 'due', days: 60 } });
    expect(Buffer.byteLength((await nora.ask(DRAFT)).body)).toBeLessThan(100_000);
  });

  test('that are all new make a page of less than 100 KB, which says that there are more', async () => {
    const steps = Array.from({ length: 50 }, (_, at) => ({
      ...{ id: `step-${at}`, kind: 'task', when: { anchor: 'due', days: at } },
      ...{
        role: 'specialist',
        title: `Call the customer for the ${at}th time`,
        onlyIf: { minAmount: { USD: '5.00' } },
      },
    }));
    const { nora } = await site();
    const json = JSON.stringify({ ...QUICK, steps });
    expect((await nora.send('/policies/quick/save', { seen: '0', active: '1', json })).status).toBe(303);
    const { body } = await nora.ask(DRAFT);
    expect(body).toMatch(/And \d+ more: the draft as a whole stands below\./);
    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
  });
});
