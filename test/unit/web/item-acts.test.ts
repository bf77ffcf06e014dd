import { describe, expect, test } from 'vitest';
import { CALL, WorkSite } from '../../support/work-site.ts';
import { invoiceOf } from '../../support/world.ts';

const path = (act: string, id = CALL): string => `/items/${id}/${act}`;

describe('an act on an item', () => {
  test('done closes it with who did it and what came of it, and is taken back with one press', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const { status, headers } = await anna.send(path('done'), { ...site.seen(), note: 'They pay on Monday' });
    expect([status, headers.get('location')]).toEqual([303, '/list#content']);
    expect(site.item()).toMatchObject({ closedBy: 'anna', note: 'They pay on Monday' });
    const { body } = await anna.ask('/list');
    expect(body).toContain('Done: Call the customer');
    expect(body).toContain(`action="${path('reopen')}"`);
    expect((await anna.send(path('reopen'), site.seen())).status).toBe(303);
    expect(site.item().closedAt).toBeUndefined();
    expect((await anna.ask('/list')).body).toContain('It is open again.');
  });

  test('a broken promise says what was promised for when, and what the last call brought', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    await anna.send(path('done'), { ...site.seen(), note: 'The owner is <b>abroad</b>' });
    const promise = { promiseId: 'p1', invoiceId: 'i1', amount: '60.00', promisedOn: '2026-03-09' };
    await site.world.record({ type: 'promise.made', by: 'anna', ...promise });
    await site.world.to('2026-03-16T18:00:00Z');
    const broken = 'broken-promise-i1-c1-p1';
    const { body } = await (await site.signIn()).ask(`/items/${broken}?of=c1`);
    expect(body).toContain('$60.00 for March 9, 2026');
    expect(body).toMatch(/The owner is &lt;b&gt;abroad&lt;\/b&gt;.*Call, Anna, /s);
  });

  test('what a call brought is taken back with it', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    await anna.send(path('done'), { ...site.seen(), note: 'Nobody there' });
    expect((await site.facts()).lastSaid).toMatchObject({ step: 'call', by: 'anna', note: 'Nobody there' });
    await anna.send(path('reopen'), site.seen());
    expect((await site.facts()).lastSaid).toBeUndefined();
  });

  test('a promise is recorded with whoever took it, and the item is done', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const promise = { ...site.seen(), once: 'p-1', amount: '60.00', promisedOn: '2026-03-10' };
    expect((await anna.send(path('promise'), promise)).status).toBe(303);
    expect((await site.facts()).promises).toMatchObject({
      'promise-p-1': { amount: 6000, promisedOn: '2026-03-10', by: 'anna' },
    });
    expect(site.item()).toMatchObject({ closedBy: 'anna' });
    const { body } = await anna.ask('/accounts/c1');
    expect(body).toContain('Promise of $60.00 for March 10, 2026');
    expect(body).toContain('by Anna');
  });

  test('a plan’s parts add up to what is owed', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    await anna.send(path('plan'), { ...site.seen(), parts: '3', firstOn: '2026-03-31' });
    const { instalments } = (await site.facts()).plan!;
    expect(instalments).toEqual([
      { dueOn: '2026-03-31', amount: 3334 },
      { dueOn: '2026-04-30', amount: 3333 },
      { dueOn: '2026-05-31', amount: 3333 },
    ]);
  });

  test('a problem goes to the department that solves it; solving it needs outcome, cause and correction', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const issue = { ...site.seen(), once: 'q1', category: 'price', description: 'Too dear' };
    expect((await anna.send(path('issue'), issue)).status).toBe(303);
    const id = 'issue-issue-q1';
    expect(site.item(id)).toMatchObject({ kind: 'issue', department: 'sales' });
    expect((await anna.send(path('take-up', id), site.seen(id))).status).toBe(303);
    const half = await anna.send(path('resolve', id), { ...site.seen(id), outcome: 'goodwill' });
    expect(half.status).toBe(422);
    expect(half.body).toContain('This is needed.');
    const whole = { ...site.seen(id), outcome: 'goodwill', rootCause: 'Old list', correctiveAction: 'New list' };
    expect((await anna.send(path('resolve', id), whole)).status).toBe(303);
    expect(site.item(id)).toMatchObject({ closedBy: 'anna' });
  });

  test('a hold is placed, and its undo lifts it', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const hold = { ...site.seen(), once: 'h1', reason: 'Moving house', until: '2026-03-20', scope: 'account' };
    await anna.send(path('hold'), hold);
    expect((await site.world.head()).holds['hold-h1']).toMatchObject({ owner: 'anna', placedBy: 'anna' });
    expect((await anna.ask('/list')).body).toContain('action="/accounts/c1/lift"');
    expect((await anna.send('/accounts/c1/lift', { holdId: 'hold-h1' })).status).toBe(303);
    expect((await site.world.head()).holds['hold-h1']).toMatchObject({ liftedBy: 'anna' });
  });

  test('a contact that is entered keeps the others and gets the letters', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const contact = { ...site.seen(), name: 'Carla', email: 'carla@c1.test', phone: '+1 555', role: 'billing' };
    await anna.send(path('contact'), contact);
    expect((await site.world.head()).correctedContacts?.map(({ email }) => email)).toEqual([
      'carla@c1.test',
      'bill@c1.test',
    ]);
  });

  test('waiting needs a day ahead and a reason; taking over and handing on move it, and back', async () => {
    const site = await WorkSite.withCall();
    const ben = await site.signIn('ben');
    expect((await ben.send(path('wait'), { ...site.seen(), until: '2026-03-06', reason: 'x' })).status).toBe(422);
    expect((await ben.send(path('wait'), { ...site.seen(), until: '2026-03-09', reason: '' })).status).toBe(422);
    await ben.send(path('take-over'), site.seen());
    expect(site.item().assignee).toBe('ben');
    const { body } = await ben.ask('/list');
    expect(body).toContain('It is yours now.');
    expect(body).toContain('name="to" value="anna"');
    await ben.send(path('hand-on'), { ...site.seen(), to: 'anna', note: 'Yours' });
    expect(site.item()).toMatchObject({ assignee: 'anna', handedOn: { by: 'ben', note: 'Yours' } });
  });

  test('an item that no word takes away says when it goes, and goes then', async () => {
    const site = await WorkSite.withCall();
    await site.world.to('2026-03-16T10:00:00Z');
    const approval = { type: 'approval.decided', by: 'max', invoiceId: 'i1', action: 'final-notice' } as const;
    await site.world.record({ ...approval, decision: 'reject', reason: 'Not yet' });
    const max = await site.signIn('max');
    const id = 'task-i1-c1-refused';
    const { body } = await max.ask(`/items/${id}?of=c1`);
    expect(body).toContain('It goes once something is agreed, in dispute, on hold or paid.');
    expect(body).not.toContain(`action="${path('done', id)}"`);
    expect((await max.send(path('done', id), site.seen(id))).status).toBe(409);
    await max.send(path('promise', id), { ...site.seen(id), amount: '100.00', promisedOn: '2026-03-20' });
    expect(site.world.items().filter(({ closedAt }) => closedAt === undefined)).toEqual([]);
  });

  test('of two who act at once the second sees what the first did', async () => {
    const site = await WorkSite.withCall();
    const [anna, ben] = [await site.signIn(), await site.signIn('ben')];
    const seen = site.seen();
    await anna.send(path('done'), { ...seen, note: 'They pay on Monday' });
    const late = await ben.send(path('promise'), { ...seen, amount: '60.00', promisedOn: '2026-03-10' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Anna closed this');
    expect(late.body).toContain('They said: They pay on Monday');
    expect((await site.facts()).promises).toEqual({});
  });

  test('in the very same moment one of two acts counts', async () => {
    const site = await WorkSite.withCall();
    const [anna, ben] = [await site.signIn(), await site.signIn('ben')];
    const seen = site.seen();
    const answers = await Promise.all([
      anna.send(path('done'), { ...seen, note: 'A' }),
      ben.send(path('wait'), { ...seen, until: '2026-03-12', reason: 'B' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  test('an item that moved since the page was opened is shown as it stands', async () => {
    const site = await WorkSite.withCall();
    const [anna, ben] = [await site.signIn(), await site.signIn('ben')];
    const seen = site.seen();
    await ben.send(path('take-over'), seen);
    const late = await anna.send(path('done'), seen);
    expect(late.status).toBe(409);
    expect(late.body).toContain('It is with Ben now.');
  });

  test('what is wrong with a form is said at its field, and nothing is recorded', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const wrong: [act: string, fields: Record<string, string>, said: string][] = [
      ['promise', { amount: '100.01', promisedOn: '2026-03-10' }, 'more than is owed: $100.00'],
      ['promise', { amount: '1e3', promisedOn: '2026-03-10' }, 'is no amount'],
      ['promise', { amount: '0', promisedOn: '2026-03-10' }, 'is no amount'],
      ['promise', { amount: '10.00', promisedOn: '2026-03-05' }, 'has to be ahead'],
      ['promise', { amount: '10.00', promisedOn: '2026-02-30' }, 'no date of the calendar'],
      ['promise', { amount: '10.00', promisedOn: '2036-02-01' }, 'too far ahead'],
      ['plan', { parts: '1', firstOn: '2026-03-31' }, '2 to 24 parts'],
      ['plan', { parts: '2.5', firstOn: '2026-03-31' }, '2 to 24 parts'],
      ['issue', { category: 'none', description: 'x' }, 'Choose one.'],
      ['issue', { category: 'price', description: 'x'.repeat(2001) }, 'At most 2000 characters'],
      ['hold', { reason: '', until: '2026-03-20' }, 'This is needed.'],
      ['contact', { name: 'C', email: 'not an address', role: 'billing' }, 'no e-mail address'],
      ['contact', { name: 'C', role: 'billing' }, 'telephone number is needed'],
      ['hand-on', { to: 'nobody' }, 'no such colleague'],
    ];
    for (const [act, fields, said] of wrong) {
      const { status, body } = await anna.send(path(act), { ...site.seen(), ...fields });
      expect([act, status]).toEqual([act, 422]);
      expect(body).toContain(said);
      expect(body).toContain('aria-invalid="true"');
    }
    expect(site.item().v).toBe(1);
  });

  test('an amount counts however it is typed, and what was promised is said with the customer’s name', async () => {
    for (const [once, amount] of [
      ['p1', '40'],
      ['p2', '$40.00'],
      ['p3', '40.00 USD'],
    ] as const) {
      const site = await WorkSite.withCall();
      const anna = await site.signIn();
      const { status } = await anna.send(path('promise'), { ...site.seen(), once, amount, promisedOn: '2026-03-20' });
      expect([amount, status]).toEqual([amount, 303]);
      expect((await site.facts()).promises).toMatchObject({ [`promise-${once}`]: { amount: 4000 } });
      expect((await anna.ask('/list')).body).toMatch(/: A promise of \$40\.00 for March 20, 2026 is recorded\./);
    }
  });

  test('what is missing is named', async () => {
    const site = await WorkSite.withCall();
    const { body } = await (await site.signIn()).send(path('hold'), { ...site.seen() });
    expect(body).toContain('Reason: This is needed.');
    expect(body).toContain('Until: This is needed.');
    const handed = await (await site.signIn()).send(path('hand-on'), { ...site.seen() });
    expect(handed.body).toContain('Colleague: Choose one.');
  });

  test('control and bidi characters are taken out, and markup is text', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    await anna.send(path('done'), { ...site.seen(), note: '<script>x</script>\u202e=1+1\u0007' });
    expect(site.item().note).toBe('<script>x</script>=1+1');
    const { body } = await anna.ask(`/items/${CALL}?of=c1`);
    expect(body).not.toContain('<script>');
    expect(body).toContain('&lt;script&gt;x&lt;/script&gt;=1+1');
  });

  test('who may not is told who may, and what is not there is nowhere', async () => {
    const site = await WorkSite.withCall();
    const ivan = await site.signIn('ivan');
    for (const act of ['done', 'promise', 'wait', 'hand-on', 'take-over', 'contact', 'hold'])
      expect((await ivan.send(path(act), site.seen())).status).toBe(403);
    const anna = await site.signIn();
    for (const of of ['/items/nothing/done', `/items/${CALL}/delete`, `/items/${CALL}/constructor`, '/items/%00/done'])
      expect((await anna.send(of, site.seen())).status).toBe(404);
    expect(site.item().v).toBe(1);
  });

  test('an item is not found under another customer', async () => {
    const site = await WorkSite.withCall();
    const customer = { id: 'c2', name: 'Two', segment: 'commercial', contacts: [{ name: 'T', email: 't@c2.test' }] };
    await site.world.record({ type: 'customer.updated', customer });
    const anna = await site.signIn();
    expect((await anna.ask(`/items/${CALL}?of=c2`)).status).toBe(404);
    expect((await anna.ask(`/items/${CALL}`)).status).toBe(200);
  });
});

describe('an act on an account', () => {
  test('is recorded once, however often its form is sent', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const promise = { invoiceId: 'i1', once: 'twice', amount: '60.00', promisedOn: '2026-03-10' };
    for (let sent = 0; sent < 2; sent++) expect((await anna.send('/accounts/c1/promise', promise)).status).toBe(303);
    expect(Object.keys((await site.facts()).promises)).toEqual(['promise-twice']);
  });

  test('is about invoices and holds of that account only', async () => {
    const site = await WorkSite.withCall();
    const customer = { id: 'c2', name: 'Two', segment: 'commercial', contacts: [{ name: 'T', email: 't@c2.test' }] };
    await site.world.record({ type: 'customer.updated', customer });
    await site.world.record(invoiceOf('i2', { customerId: 'c2' }));
    await site.world.record({
      type: 'hold.placed',
      holdId: 'h2',
      scope: { customerId: 'c2' },
      reason: 'x',
      owner: 'anna',
      until: '2026-04-01',
    });
    const anna = await site.signIn();
    const promise = { invoiceId: 'i2', amount: '60.00', promisedOn: '2026-03-10' };
    expect((await anna.send('/accounts/c1/promise', promise)).status).toBe(404);
    expect((await anna.send('/accounts/c1/lift', { holdId: 'h2' })).status).toBe(404);
    expect((await anna.send('/accounts/c1/promise', { ...promise, invoiceId: '' })).status).toBe(404);
    expect((await anna.send('/accounts/nobody/hold', { reason: 'x', until: '2026-04-01' })).status).toBe(404);
    expect((await anna.ask('/accounts/c1/invoices/i2')).status).toBe(404);
    expect((await site.world.head('c2')).holds.h2!.liftedAt).toBeUndefined();
  });

  test('comes back with what is wrong', async () => {
    const site = await WorkSite.withCall();
    const anna = await site.signIn();
    const hold = await anna.send('/accounts/c1/hold', { reason: 'x', until: '2026-01-01' });
    expect(hold.status).toBe(422);
    expect(hold.body).toContain('has to be ahead');
    const promise = { invoiceId: 'i1', amount: '900.00', promisedOn: '2026-03-10' };
    const { status, body } = await anna.send('/accounts/c1/promise', promise);
    expect(status).toBe(422);
    expect(body).toContain('value="900.00"');
  });
});
