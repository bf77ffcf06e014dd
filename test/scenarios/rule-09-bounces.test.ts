import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { customer, issued, sends, world } from '../support/scenario-parts.ts';

const mail = (type: string, at: string, email: string, more = {}) => ({
  at,
  by: 'system',
  type,
  customerId: 'C1',
  email,
  ...more,
});
const bounced = mail('letter.bounced', '2026-03-06T10:00:00Z', 'billing@c1.test');
const corrected = (at: string, email: string) => ({
  at,
  by: 'sam',
  type: 'contact.corrected',
  customerId: 'C1',
  contacts: [{ name: 'New', email, roles: ['billing'] }],
});
const contacts = (...emails: string[]) => emails.map((email) => ({ name: email, email, roles: ['billing'] }));

test('rule 09: a hard bounce asks for a contact, and the step is not used up', async () => {
  const result = await rehearse(world('2026-03-10T00:00:00Z', [issued('I1'), bounced]));
  expect(result.letters).toMatchObject([{ status: 'sent', step: 'reminder-1' }]);
  expect(result.invoice('I1')).toMatchObject({ standing: 'on-list', next: null, steps: [] });
  expect(result.items('find-contact')).toMatchObject([{ customerId: 'C1' }]);
});

test('rule 09: when a contact is entered the same step goes to them, and the next keeps its gap from there', async () => {
  const result = await rehearse(
    world('2026-03-18T00:00:00Z', [issued('I1'), bounced, corrected('2026-03-09T11:50:00Z', 'new@c1.test')]),
  );
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-09T12:00 reminder-1', '03-16T09:00 reminder-2']);
  expect(result.letters.map(({ to }) => to.join())).toEqual(['billing@c1.test', 'new@c1.test', 'new@c1.test']);
  expect(result.workList).toEqual([]);
  expect(result.invoice('I1').steps.map(({ step, at }) => `${step} ${at.slice(0, 10)}`)).toEqual([
    'reminder-1 2026-03-09',
    'reminder-2 2026-03-16',
  ]);
});

test('rule 09: the same dead address entered again is not written to', async () => {
  const result = await rehearse(
    world('2026-03-12T00:00:00Z', [issued('I1'), bounced, corrected('2026-03-09T11:50:00Z', 'Billing@C1.test')]),
  );
  expect(result.letters).toHaveLength(1);
  expect(result.items('find-contact')).toHaveLength(1);
});

test('rule 09: with several billing contacts all get the letter; one that bounces leaves the others', async () => {
  const customers = [customer('C1', { contacts: contacts('a@c1.test', 'b@c1.test') })];
  const one = mail('letter.bounced', '2026-03-06T10:00:00Z', 'a@c1.test');
  const result = await rehearse(world('2026-03-13T00:00:00Z', [issued('I1'), one], { customers }));
  expect(result.letters.map(({ to, step }) => `${step} ${to.join()}`)).toEqual([
    'reminder-1 a@c1.test,b@c1.test',
    'reminder-2 b@c1.test',
  ]);
  expect(result.items('find-contact')).toHaveLength(1);
});

test('rule 09: where every address of the letter bounced, one after the other, the step comes back', async () => {
  const customers = [customer('C1', { contacts: contacts('a@c1.test', 'b@c1.test') })];
  const events = [
    issued('I1'),
    mail('letter.bounced', '2026-03-06T10:00:00Z', 'a@c1.test'),
    mail('letter.bounced', '2026-03-06T11:00:00Z', 'b@c1.test'),
    corrected('2026-03-09T12:00:00Z', 'c@c1.test'),
  ];
  const result = await rehearse(world('2026-03-10T00:00:00Z', events, { customers }));
  expect(result.letters.map(({ to, step }) => `${step} ${to.join()}`)).toEqual([
    'reminder-1 a@c1.test,b@c1.test',
    'reminder-1 c@c1.test',
  ]);
});

test('rule 09: a bounce that comes after the next step was sent repeats nothing', async () => {
  const customers = [customer('C1', { contacts: contacts('a@c1.test') })];
  const first = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1')], { customers }));
  const events = [
    issued('I1'),
    mail('letter.bounced', '2026-03-13T10:00:00Z', 'a@c1.test', { letterId: first.letters[0]!.letterId }),
    corrected('2026-03-16T12:00:00Z', 'c@c1.test'),
  ];
  const result = await rehearse(world('2026-03-20T00:00:00Z', events, { customers }));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-12T09:00 reminder-2', '03-19T09:00 reminder-3']);
});

test('rule 09: without any contact the step waits on the list, and goes when the ledger brings one', async () => {
  const customers = [customer('C1', { contacts: [] })];
  const without = await rehearse(world('2026-03-06T00:00:00Z', [issued('I1')], { customers }));
  expect(without.letters).toEqual([]);
  expect(without.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
  expect(without.items('find-contact')).toHaveLength(1);
  const brought = { at: '2026-03-06T11:00:00Z', type: 'customer.updated', customer: customer('C1') };
  const result = await rehearse(world('2026-03-07T00:00:00Z', [issued('I1'), brought], { customers }));
  expect(sends(result.letters)).toEqual(['03-06T11:00 reminder-1']);
  expect(result.workList).toEqual([]);
});

test('rule 09: where nobody has the role the first contact gets it; a dead one has no stand-in', async () => {
  const customers = [
    customer('C1', {
      contacts: [
        { name: 'A', email: 'a@c1.test', roles: ['site'] },
        { name: 'B', email: 'b@c1.test', roles: [] },
      ],
    }),
  ];
  const result = await rehearse(
    world('2026-03-10T00:00:00Z', [issued('I1'), mail('letter.bounced', '2026-03-06T10:00:00Z', 'a@c1.test')], {
      customers,
    }),
  );
  expect(result.letters.map(({ to }) => to)).toEqual([['a@c1.test']]);
  expect(result.invoice('I1').standing).toBe('on-list');
});

test('rule 09: where everybody with the role has bounced the first contact does not stand in', async () => {
  const customers = [
    customer('C1', {
      contacts: [
        { name: 'A', email: 'a@c1.test', roles: [] },
        { name: 'B', email: 'b@c1.test', roles: ['billing'] },
      ],
    }),
  ];
  const result = await rehearse(
    world('2026-03-13T00:00:00Z', [issued('I1'), mail('letter.bounced', '2026-03-06T10:00:00Z', 'b@c1.test')], {
      customers,
    }),
  );
  expect(result.letters.map(({ to }) => to)).toEqual([['b@c1.test']]);
});

test('rule 09: a complaint stops mail to that address, raises a task, and the process goes on with the others', async () => {
  const customers = [customer('C1', { contacts: contacts('a@c1.test', 'b@c1.test') })];
  const result = await rehearse(
    world('2026-03-13T00:00:00Z', [issued('I1'), mail('letter.complained', '2026-03-06T10:00:00Z', 'a@c1.test')], {
      customers,
    }),
  );
  expect(result.letters.map(({ to, step }) => `${step} ${to.join()}`)).toEqual([
    'reminder-1 a@c1.test,b@c1.test',
    'reminder-2 b@c1.test',
  ]);
  expect(result.items('task')).toMatchObject([{ customerId: 'C1' }]);
  expect(result.items('find-contact')).toEqual([]);
});

test('rule 09: a complaint of the only contact asks for another at once; the letter that arrived is not repeated', async () => {
  const complaint = mail('letter.complained', '2026-03-06T10:00:00Z', 'billing@c1.test');
  const alone = await rehearse(world('2026-03-07T00:00:00Z', [issued('I1'), complaint]));
  expect(alone.invoice('I1')).toMatchObject({ standing: 'on-list', next: null });
  expect(alone.workList.map(({ kind }) => kind).sort()).toEqual(['find-contact', 'task']);
  const found = await rehearse(
    world('2026-03-20T00:00:00Z', [issued('I1'), complaint, corrected('2026-03-16T12:00:00Z', 'new@c1.test')]),
  );
  expect(sends(found.letters)).toEqual(['03-05T09:00 reminder-1', '03-16T12:00 reminder-2']);
});

test('rule 09: a letter of a parent that bounces gives the steps of its children back', async () => {
  const customers = [customer('P1'), customer('C1', { parent: 'P1' })];
  const events = [
    issued('I1'),
    { ...mail('letter.bounced', '2026-03-06T10:00:00Z', 'billing@p1.test'), customerId: 'P1' },
    { ...corrected('2026-03-09T12:00:00Z', 'new@p1.test'), customerId: 'P1' },
  ];
  const result = await rehearse(world('2026-03-10T00:00:00Z', events, { customers }));
  expect(result.letters.map(({ to, step }) => `${step} ${to.join()}`)).toEqual([
    'reminder-1 billing@p1.test',
    'reminder-1 new@p1.test',
  ]);
});
