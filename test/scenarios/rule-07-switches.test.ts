import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, POLICY, world } from '../support/scenario-parts.ts';

const customers = ['C1', 'C2', 'C3', 'C4'].map((id) => customer(id));
const four = [
  issued('I1'),
  issued('I2', { customerId: 'C2' }),
  issued('I3', { customerId: 'C3', dueOn: '2026-02-10' }, '2026-03-05T08:00:00Z'),
  issued('I4', { customerId: 'C4', dueOn: undefined, issuedOn: '2026-01-05' }, '2026-03-05T08:00:00Z'),
];
const run = (until: string, sending: Record<string, unknown>, more = {}) =>
  rehearse(
    world(until, four, {
      customers,
      policies: [{ ...POLICY, terms: { dueDays: 30 } }],
      settings: { sending },
      ...more,
    }),
  );
const rows = (letters: Awaited<ReturnType<typeof rehearse>>['letters']) =>
  letters.map(({ at, customerId }) => `${at.slice(5, 10)} ${customerId}`);
const heldBack = (result: Awaited<ReturnType<typeof rehearse>>, id: string) =>
  result
    .storyOf(id)
    .filter(({ what }) => what === 'letter-held-back')
    .map(({ why }) => why.rule);

test('rule 07: a stop lets no customer letter leave; every step stays due and says why', async () => {
  const result = await run('2026-03-06T20:00:00Z', { stopped: true });
  expect(result.letters).toEqual([]);
  expect(result.mails).toEqual([]);
  for (const { standing, next } of result.invoices)
    expect([standing, next]).toEqual(['next-step', { step: 'reminder-1', on: '2026-03-09' }]);
  expect(heldBack(result, 'I1')).toEqual(['stopped']);
  expect(result.summary.orphans).toBe(0);
});

test('rule 07: a stop holds notices too', async () => {
  const issue = [
    {
      at: '2026-03-03T10:00:00Z',
      by: 'sam',
      type: 'issue.raised',
      issueId: 'S1',
      invoiceId: 'I1',
      category: 'price',
      description: 'x',
    },
    { at: '2026-03-03T11:00:00Z', by: 'sam', type: 'issue.taken-up', issueId: 'S1' },
  ];
  const result = await rehearse(
    world('2026-03-06T20:00:00Z', [...four, ...issue], { customers, settings: { sending: { stopped: true } } }),
  );
  expect(result.letters).toEqual([]);
  const open = await rehearse(world('2026-03-04T20:00:00Z', [...four, ...issue], { customers }));
  expect(open.letters.map(({ template, step }) => [template, step])).toEqual([['issue-taken-up', null]]);
});

test('rule 07: per day so many leave: the oldest due date first, terms counted, then the invoice id', async () => {
  const result = await run('2026-03-10T00:00:00Z', { perDay: 1 });
  // Due by terms on the 4th of February; then the 10th; then I1 and I2 of one day. The 7th and 8th are a weekend.
  expect(rows(result.letters)).toEqual(['03-05 C4', '03-06 C3', '03-09 C1']);
  expect(result.invoice('I2')).toMatchObject({
    standing: 'next-step',
    next: { step: 'reminder-1', on: '2026-03-10' },
    steps: [],
  });
  expect(heldBack(result, 'I2')).toEqual(['ramp']);
});

test("rule 07: a day of the ramp is one of the company's zone", async () => {
  const local = customers.map((each) => ({ ...each, timeZone: 'Asia/Tokyo' }));
  const more = { customers: local, settings: { sending: { perDay: 1 }, timeZone: 'America/New_York' } };
  const result = await rehearse(world('2026-03-06T12:00:00Z', four.slice(0, 2), more));
  // Nine o'clock in Tokyo on the 5th is the evening of the 4th in New York; the 5th begins there at 14:00 in Tokyo.
  expect(result.letters.map(({ at, customerId }) => `${at.slice(5, 16)} ${customerId}`)).toEqual([
    '03-05T00:00 C1',
    '03-06T00:00 C2',
  ]);
});

test('rule 07: notices and letters that certainly did not leave are not counted by the ramp', async () => {
  const result = await run(
    '2026-03-06T00:00:00Z',
    { perDay: 1 },
    { faults: [{ port: 'mailer', call: 1, fault: 'throttle' }] },
  );
  expect(result.letters.map(({ customerId, status }) => `${customerId} ${status}`).sort()).toContain('C3 sent');
});

test('rule 07: only to those listed, by exact address or exact domain', async () => {
  const contacts = (...emails: string[]) => emails.map((email) => ({ name: email, email, roles: ['billing'] }));
  const people = [
    customer('C1', { contacts: contacts('a@c1.test', 'b@sub.c2.test') }),
    customer('C2', { contacts: contacts('Bill@C2.test', 'b@notc2.test') }),
    customer('C3', { contacts: contacts('one@c3.test', 'two@c3.test') }),
  ];
  const sending = { onlyTo: ['c2.test', 'two@c3.test'] };
  const result = await rehearse(
    world('2026-03-06T00:00:00Z', four.slice(0, 3), { customers: people, settings: { sending } }),
  );
  expect(result.letters.map(({ to }) => to.join()).sort()).toEqual(['Bill@C2.test', 'two@c3.test']);
  expect(result.invoice('I1')).toMatchObject({ standing: 'next-step', next: { step: 'reminder-1', on: '2026-03-06' } });
  expect(heldBack(result, 'I1')).toEqual(['allow-list']);
});

test('rule 07: an empty list lets nobody be written to, and mail to staff is exempt', async () => {
  const issue = {
    at: '2026-03-02T10:00:00Z',
    by: 'sam',
    type: 'issue.raised',
    issueId: 'S1',
    invoiceId: 'I1',
    category: 'missing-order-number',
    description: 'x',
  };
  const settings = { sending: { onlyTo: [] }, departments: { finance: { manager: 'finn' } } };
  const result = await rehearse(world('2026-03-10T00:00:00Z', [...four, issue], { customers, settings }));
  expect(result.letters).toEqual([]);
  expect(result.mails.map(({ audience, to }) => `${audience} ${to.join()}`)).toEqual(['staff finn@company.test']);
});

test('rule 08: every message shows only invoices of the addressed payer and its children', async () => {
  const family = [
    customer('P1'),
    customer('C1', { parent: 'P1' }),
    customer('C2', { parent: 'P1' }),
    customer('C3'),
    customer('C4'),
  ];
  const result = await rehearse(
    world('2026-03-14T00:00:00Z', four, { customers: family, policies: [{ ...POLICY, terms: { dueDays: 30 } }] }),
  );
  const owners: Record<string, string> = {
    I1: 'billing@p1.test',
    I2: 'billing@p1.test',
    I3: 'billing@c3.test',
    I4: 'billing@c4.test',
  };
  for (const mail of result.mails)
    for (const [invoiceId, email] of Object.entries(owners))
      if (new RegExp(`\\b${invoiceId}\\b`).test(mail.text)) expect(mail.to).toEqual([email]);
  expect(result.mails.length).toBeGreaterThanOrEqual(4);
});
