import { expect, test } from 'vitest';
import { rehearse } from '../support/rehearse.ts';
import { changed, customer, issued, paid, sends, world } from '../support/scenario-parts.ts';

/** At 08:59 of the day on which I1 (150.00) and I2 (80.00) are asked for together at 09:00. */
const AT = '2026-03-05T08:59:00Z';
const both = [issued('I1'), issued('I2', { amount: '80.00' })];
const at859 = (...events: Record<string, unknown>[]) =>
  rehearse(world('2026-03-05T18:00:00Z', [...both, ...events.map((event) => ({ at: AT, by: 'sam', ...event }))]));
const lines = (letters: Awaited<ReturnType<typeof rehearse>>['letters']) =>
  letters.map(({ total, invoices }) => `${total}: ${invoices.map((l) => `${l.invoiceId} ${l.amount}`).join(', ')}`);

test('rule 03: a payment at 08:59 keeps its invoice out of the 09:00 letter, and the reason is kept', async () => {
  const result = await rehearse(world('2026-03-05T18:00:00Z', [...both, paid('P1', AT, '150.00', { I1: '150.00' })]));
  expect(lines(result.letters)).toEqual(['80.00: I2 80.00']);
  expect(result.storyOf('I1').find(({ what }) => what === 'letter-dropped')?.why).toMatchObject({ rule: 'settled' });
  expect(result.invoice('I1')).toMatchObject({ standing: 'settled', balance: '0.00', steps: [] });
});

test('rule 03: where everything is paid at 08:59 no letter leaves at all', async () => {
  const payment = paid('P1', AT, '230.00', { I1: '150.00', I2: '80.00' });
  const result = await rehearse(world('2026-03-05T18:00:00Z', [...both, payment]));
  expect(result.letters).toEqual([]);
  expect(result.mails).toEqual([]);
});

test('rule 03: a partial payment at 08:59 changes line and total, also in the finished message', async () => {
  const result = await rehearse(world('2026-03-05T18:00:00Z', [...both, paid('P1', AT, '40.00', { I1: '40.00' })]));
  expect(lines(result.letters)).toEqual(['190.00: I1 110.00, I2 80.00']);
  expect(result.mails[0]!.text).toContain('190.00');
  expect(result.mails[0]!.text).not.toContain('230.00');
});

test('rule 03: a payment at 09:00 sharp still stops the run of 09:00', async () => {
  const payment = paid('P1', '2026-03-05T09:00:00Z', '150.00', { I1: '150.00' });
  const result = await rehearse(world('2026-03-05T18:00:00Z', [...both, payment]));
  expect(lines(result.letters)).toEqual(['80.00: I2 80.00']);
});

test('rule 03: a full dispute at 08:59 leaves its invoice out', async () => {
  const result = await at859({
    type: 'issue.raised',
    issueId: 'S1',
    invoiceId: 'I1',
    category: 'price',
    description: 'x',
  });
  expect(lines(result.letters.filter(({ step }) => step !== null))).toEqual(['80.00: I2 80.00']);
  expect(result.invoice('I1').standing).toBe('on-list');
});

test('rule 03: a partial dispute at 08:59 asks for the rest and shows what is under review', async () => {
  const result = await at859({
    type: 'issue.raised',
    issueId: 'S1',
    invoiceId: 'I1',
    category: 'price',
    description: 'x',
    disputedAmount: '50.00',
  });
  expect(lines(result.letters)).toEqual(['180.00: I1 100.00, I2 80.00']);
  expect(result.letters[0]!.invoices[0]).toMatchObject({ underReview: '50.00' });
});

test('rule 03: a promise of everything at 08:59 leaves its invoice out, a promise of a part only that part', async () => {
  const all = await at859({
    type: 'promise.made',
    promiseId: 'R1',
    invoiceId: 'I1',
    amount: '150.00',
    promisedOn: '2026-03-20',
  });
  expect(lines(all.letters)).toEqual(['80.00: I2 80.00']);
  expect(all.invoice('I1').standing).toBe('waiting-on-customer');
  const part = await at859({
    type: 'promise.made',
    promiseId: 'R1',
    invoiceId: 'I1',
    amount: '100.00',
    promisedOn: '2026-03-20',
  });
  expect(lines(part.letters)).toEqual(['130.00: I1 50.00, I2 80.00']);
});

test('rule 03: a hold on the invoice at 08:59 keeps it out, a hold on the customer keeps the letter at home', async () => {
  const hold = { type: 'hold.placed', holdId: 'H1', reason: 'talks', owner: 'sam', until: '2026-03-10' };
  const one = await at859({ ...hold, scope: { invoiceId: 'I1' } });
  expect(lines(one.letters)).toEqual(['80.00: I2 80.00']);
  const whole = await at859({ ...hold, scope: { customerId: 'C1' } });
  expect(whole.letters).toEqual([]);
  expect(whole.invoices.map(({ standing }) => standing)).toEqual(['held', 'held']);
});

test('rule 03: a changed contact at 08:59 gets the letter', async () => {
  const contacts = [{ name: 'New', email: 'new@c1.test', roles: ['billing'] }];
  const result = await at859({ type: 'contact.corrected', customerId: 'C1', contacts });
  expect(result.letters.map(({ to }) => to)).toEqual([['new@c1.test']]);
});

test('rule 03: a contact that is taken away at 08:59 leaves nobody: the same step goes when one is found', async () => {
  const gone = { type: 'customer.updated', at: AT, customer: customer('C1', { contacts: [] }) };
  const found = { type: 'customer.updated', at: '2026-03-09T12:00:00Z', customer: customer('C1') };
  const without = await rehearse(world('2026-03-08T00:00:00Z', [...both, gone]));
  expect(without.letters).toEqual([]);
  expect(without.invoices.map(({ standing }) => standing)).toEqual(['on-list', 'on-list']);
  expect(without.items('find-contact')).toHaveLength(1);
  const again = await rehearse(world('2026-03-10T00:00:00Z', [...both, gone, found]));
  expect(sends(again.letters)).toEqual(['03-09T12:00 reminder-1']);
  expect(again.items('find-contact')).toEqual([]);
});

test('rule 03: a changed amount and a void at 08:59 count', async () => {
  const more = await rehearse(world('2026-03-05T18:00:00Z', [...both, changed('I1', AT, { amount: '120.00' })]));
  expect(lines(more.letters)).toEqual(['200.00: I1 120.00, I2 80.00']);
  const gone = await rehearse(
    world('2026-03-05T18:00:00Z', [...both, { at: AT, type: 'invoice.voided', invoiceId: 'I2' }]),
  );
  expect(lines(gone.letters)).toEqual(['150.00: I1 150.00']);
  expect(gone.invoice('I2')).toMatchObject({ standing: 'cancelled', next: null });
});

test('rule 03: what was dropped for a hold that was lifted by itself goes in its own window', async () => {
  const hold = {
    type: 'hold.placed',
    holdId: 'H1',
    reason: 'talks',
    owner: 'sam',
    until: '2026-03-10',
    scope: { invoiceId: 'I1' },
  };
  const result = await rehearse(world('2026-03-10T18:00:00Z', [...both, { at: AT, by: 'sam', ...hold }]));
  expect(sends(result.letters)).toEqual(['03-05T09:00 reminder-1', '03-10T09:00 reminder-1']);
});
