import { describe, expect, it } from 'vitest';
import { factsOf, IN_PARTS, nothingWritten, opened, PROBLEM } from '../../support/customer-answers.ts';
import { CUSTOMER, paymentOf } from '../../support/world.ts';

describe('"all is well"', () => {
  it('is kept, told once a day, and thanked for', async () => {
    const made = await opened();
    const { status, headers } = await made.browser.answer('well');
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(`${made.browser.path}?done=well`);
    expect((await made.browser.open('?done=well')).text).toContain('We are glad that all is well');
    expect((await made.world.head()).saidWell).toEqual({ at: '2026-03-04T12:00:00.000Z', by: 'customer' });
    expect((await made.browser.answer('well')).status).toBe(303);
    expect(made.world.told('customer-answered')).toHaveLength(1);
  });
});

describe('"there is a problem"', () => {
  it('becomes an issue of the customer, and the page says that it is under review', async () => {
    const made = await opened();
    expect((await made.browser.answer('problem', PROBLEM)).status).toBe(303);
    const issues = Object.values((await factsOf(made)).issues);
    expect(issues).toMatchObject([{ category: 'service-fault', description: 'The alarm is silent.' }]);
    expect(issues[0]!.disputedAmount).toBeUndefined();
    const { text } = await made.browser.open('?done=problem');
    expect(text).toContain('Thank you for telling us');
    expect(text).toContain('$100.00 under review');
    expect(text).not.toContain('There is a problem');
    expect(made.world.items().map(({ kind }) => kind)).toContain('issue');
  });

  it('may be about a part, which alone is not asked for any more', async () => {
    const made = await opened();
    await made.browser.answer('problem', { ...PROBLEM, amount: '$30' });
    expect(Object.values((await factsOf(made)).issues)[0]!.disputedAmount).toBe(3000);
    const { text } = await made.browser.answer('problem', { ...PROBLEM, amount: '70.01' });
    expect(text).toContain('$70.00 at most');
  });

  it('says what is missing, and keeps what was written', async () => {
    const made = await opened();
    await nothingWritten(made, async () => {
      const { status, text, body } = await made.browser.answer('problem', {
        ...{ invoice: 'i1', category: '', description: ' \u202e ', amount: 'a lot' },
      });
      expect(status).toBe(422);
      expect(text).toContain('Please choose what it is about');
      expect(text).toContain('in a few words what is wrong');
      expect(text).toContain('the amount in digits, up to $100.00');
      expect(body).toContain('value="a lot"');
      expect(body).toContain('<details class="act" open>');
    });
  });

  it('keeps markup, formulas and direction marks as plain words', async () => {
    const made = await opened();
    const description = '=cmd|x <b>bold</b>\u202egnp.exe\u0007\nnext';
    await made.browser.answer('problem', { ...PROBLEM, description });
    expect(Object.values((await factsOf(made)).issues)[0]!.description).toBe('=cmd|x <b>bold</b>gnp.exe next');
    const refused = await made.browser.answer('problem', { ...PROBLEM, description: 'x'.repeat(2001) });
    expect(refused.status).toBe(422);
  });

  it('stays readable with what has become of it, and names a credit as asked for', async () => {
    const made = await opened({}, [{}, { amount: '40.00' }]);
    await made.browser.answer('problem', { ...PROBLEM, description: 'Silent <b>alarm</b>', amount: '30' });
    expect((await made.browser.open()).text).toMatch(/What you have told us .*Silent &lt;b&gt;alarm.* received/);
    const [issueId] = Object.keys((await factsOf(made)).issues) as [string];
    await made.world.record({ type: 'issue.taken-up', by: 'anna', issueId });
    expect((await made.browser.open()).text).toContain('somebody is working on it');
    const why = { rootCause: 'Loose wire', correctiveAction: 'Checked twice' };
    await made.world.record({
      ...{ type: 'issue.resolved', by: 'anna', issueId, outcome: 'customer-right', credit: '30.00', ...why },
    });
    const { text } = await made.browser.open();
    expect(text).toContain('You were right, and we have put it right.');
    expect(text).toContain('We have asked our accounting to credit $30.00.');
    expect(text).toContain('$140.00 Open');
  });

  it('is taken once, however often the form is sent', async () => {
    const made = await opened();
    const { once } = made.browser;
    for (let time = 0; time < 3; time += 1)
      await made.browser.answer('problem', { ...PROBLEM, amount: '10', once, description: `Pressed ${time}` });
    expect(Object.values((await factsOf(made)).issues)).toHaveLength(1);
  });

  it('is not taken without end', async () => {
    const made = await opened();
    for (let time = 0; time < 5; time += 1) {
      await made.browser.open();
      await made.browser.answer('problem', { ...PROBLEM, amount: '1.00' });
    }
    await made.browser.open();
    expect((await made.browser.answer('problem', { ...PROBLEM, amount: '1.00' })).status).toBe(422);
    expect(Object.values((await factsOf(made)).issues)).toHaveLength(5);
  });
});

describe('"I will pay on …"', () => {
  it('is a promise, and no reminder comes before its day', async () => {
    const made = await opened();
    expect((await made.browser.answer('promise', { invoice: 'i1', date: '2026-03-20' })).status).toBe(303);
    expect(Object.values((await factsOf(made)).promises)).toMatchObject([{ amount: 10_000, promisedOn: '2026-03-20' }]);
    expect((await made.browser.open('?done=promise')).text).toContain('$100.00 promised for Mar 20, 2026');
    await made.world.to('2026-03-20T18:00:00Z');
    expect(made.world.posted()).toBe(1);
  });

  it('may be about all that is open, each with its own', async () => {
    const made = await opened({}, [{}, { amount: '40.00' }]);
    const refused = await made.browser.answer('promise', { invoice: 'all', date: '2026-03-10', amount: '1' });
    expect(refused.text).toContain('Please choose one invoice');
    await made.browser.answer('promise', { invoice: 'all', date: '2026-03-10' });
    expect(Object.values((await factsOf(made, 'i1')).promises)).toMatchObject([{ amount: 10_000 }]);
    expect(Object.values((await factsOf(made, 'i2')).promises)).toMatchObject([{ amount: 4000 }]);
  });

  it('that is refused says so before everything else, with the form open', async () => {
    const made = await opened({}, [{}, { amount: '40.00' }]);
    const { body } = await made.browser.answer('promise', { invoice: 'i1', date: '2026-03-20', amount: '900' });
    expect(body.indexOf('role="alert"')).toBeLessThan(body.indexOf('class="sums"'));
    expect(body.indexOf('class="sums"')).toBeLessThan(body.indexOf('<h2>What is open</h2>'));
    expect(body.match(/id="answers"/g)).toHaveLength(1);
  });

  it('calls all that may still be promised what it is', async () => {
    const made = await opened({}, [{}, { amount: '40.00' }]);
    expect((await made.browser.open()).text).toContain('All that is open: $140.00');
    await made.browser.answer('problem', { ...PROBLEM, amount: '30' });
    expect((await made.browser.open()).text).toContain('All that is neither promised nor under review: $110.00');
  });

  it.each([
    ['in the past', { date: '2026-03-03' }, 'today or a day that is still to come'],
    ['too far away', { date: '2026-04-19' }, 'a day up to Apr 18, 2026'],
    ['on no day', { date: '2026-02-30' }, 'a day of the calendar'],
    ['above what is open', { date: '2026-03-10', amount: '100.01' }, '$100.00 at most'],
    ['of nothing', { date: '2026-03-10', amount: '0' }, 'the amount in digits'],
  ])('is refused where it is %s', async (_what, fields, said) => {
    const made = await opened();
    await nothingWritten(made, async () => {
      const { status, text } = await made.browser.answer('promise', { invoice: 'i1', ...fields });
      expect(status).toBe(422);
      expect(text).toContain(said);
    });
  });

  it('counts once where its form is sent twice, and both are thanked', async () => {
    const made = await opened();
    const pressed = () => made.browser.answer('promise', { invoice: 'i1', date: '2026-03-20' });
    expect((await pressed()).status).toBe(303);
    expect((await pressed()).status).toBe(303);
    expect(Object.values((await factsOf(made)).promises)).toHaveLength(1);
  });

  it('cannot be made twice for the same money', async () => {
    const made = await opened();
    await made.browser.answer('promise', { invoice: 'i1', date: '2026-03-10', amount: '60' });
    await made.browser.open();
    expect((await made.browser.answer('promise', { invoice: 'i1', date: '2026-03-12', amount: '41' })).status).toBe(
      422,
    );
    expect((await made.browser.answer('promise', { invoice: 'i1', date: '2026-03-12' })).status).toBe(303);
    expect(Object.values((await factsOf(made)).promises).map(({ amount }) => amount)).toEqual([6000, 4000]);
  });
});

describe('"I need to pay in parts"', () => {
  const PARTS = { invoice: 'i1', parts: '3', first: '2026-03-15' };

  it('shows the parts before they are agreed, and agrees exactly those', async () => {
    const made = await opened(IN_PARTS);
    await nothingWritten(made, async () => {
      const { status, text } = await made.browser.open('/parts?invoice=i1&parts=3&first=2026-03-15');
      expect(status).toBe(200);
      for (const said of ['Mar 15, 2026', '$33.34', 'Apr 15, 2026', '$33.33', 'Together: $100.00'])
        expect(text).toContain(said);
    });
    expect((await made.browser.answer('parts', { ...PARTS, shown: '10000' })).status).toBe(303);
    expect((await factsOf(made)).plan?.instalments).toEqual([
      { dueOn: '2026-03-15', amount: 3334 },
      { dueOn: '2026-04-15', amount: 3333 },
      { dueOn: '2026-05-15', amount: 3333 },
    ]);
    const { text } = await made.browser.open('?done=parts');
    expect(text).toContain('in parts: next $33.34 by Mar 15, 2026');
    expect(text).toContain('I need to pay in parts');
  });

  it('is agreed anew where a payment came in between', async () => {
    const made = await opened(IN_PARTS);
    await made.browser.open('/parts?invoice=i1&parts=3&first=2026-03-15');
    await made.world.record(paymentOf('i1', '40.00'));
    const { status, text } = await made.browser.answer('parts', { ...PARTS, shown: '10000' });
    expect(status).toBe(422);
    expect(text).toContain('has changed in the meantime');
  });

  it.each([
    ['more parts than the policy allows', { parts: '5' }, '2 to 4 parts'],
    ['one part', { parts: '1' }, '2 to 4 parts'],
    ['no number', { parts: 'many' }, '2 to 4 parts'],
    ['a first part in the past', { first: '2026-03-01' }, 'still to come'],
    ['a first part too late', { first: '2026-05-01' }, 'up to Apr 4, 2026'],
  ])('is not for the customer alone to agree with %s', async (_what, fields, said) => {
    const made = await opened(IN_PARTS);
    await nothingWritten(made, async () => {
      const answer = await made.browser.answer('parts', { ...PARTS, ...fields });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(said);
      const query = new URLSearchParams({ ...PARTS, ...fields });
      expect((await made.browser.open(`/parts?${query}`)).status).toBe(422);
    });
  });

  it('beyond that is a task for whoever looks after the account', async () => {
    const made = await opened();
    expect((await made.browser.open()).body).not.toContain('name="parts"');
    expect((await made.browser.answer('parts', PARTS)).status).toBe(422);
    const { status } = await made.browser.answer('other-parts', { invoice: 'i1', note: 'Ten parts of $10' });
    expect(status).toBe(303);
    expect(made.world.items()).toMatchObject([
      { kind: 'task', assignee: 'anna', invoiceId: 'i1', title: expect.stringContaining('Ten parts of $10') },
    ]);
    expect((await made.browser.answer('other-parts', { invoice: 'i1', note: ' ' })).status).toBe(422);
  });
});

describe('monthly bills', () => {
  const ON_FIXED_INCOME = { ...CUSTOMER, segment: 'residential', fixedIncome: true };

  it('are offered on a fixed income, and a task for finance (rule 29)', async () => {
    const made = await opened({ customers: [ON_FIXED_INCOME] });
    expect((await made.browser.open()).text).toContain('Smaller bills every month');
    expect((await made.browser.answer('billing')).status).toBe(303);
    expect(made.world.items()).toMatchObject([{ kind: 'task', department: 'finance', customerId: 'c1' }]);
  });

  it('are offered to nobody else', async () => {
    const made = await opened();
    expect((await made.browser.open()).text).not.toContain('Smaller bills');
    await nothingWritten(made, async () => expect((await made.browser.answer('billing')).status).toBe(422));
  });
});
