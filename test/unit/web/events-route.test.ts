import { describe, expect, test } from 'vitest';
import { Throttled } from '../../../functions/platform/errors.ts';
import { eventsRoute, MOST_EVENTS } from '../../../functions/web/events-route.ts';
import { World } from '../../support/world.ts';

const issued = (id: string, more: object = {}) => ({
  id: `e-${id}`,
  source: 'erp',
  at: '2026-03-01T00:00:00Z',
  type: 'invoice.issued',
  invoice: {
    id,
    customerId: 'c1',
    issuedOn: '2026-03-01',
    dueOn: '2026-03-20',
    amount: '10.00',
    currency: 'USD',
    ...more,
  },
});
const paid = {
  id: 'e-p',
  source: 'erp',
  at: '2026-03-01T01:00:00Z',
  type: 'payment.received',
  paymentId: 'p',
  customerId: 'c1',
};
const payment = {
  ...paid,
  amount: '10.00',
  currency: 'USD',
  receivedOn: '2026-03-01',
  allocations: [{ invoiceId: 'a', amount: '10.00' }],
};

const made = async () => {
  const world = await World.make({ start: '2026-03-02T06:00:00Z' });
  const app = eventsRoute(world.platform);
  const post = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
    const answer = await app.request('/', { method: 'POST', body, headers: { 'content-type': type } });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };
  const isThere = async (id: string) => (await world.table.get({ pk: `I#${id}`, sk: 'OWNER' })) !== undefined;
  return { world, app, post, isThere };
};

describe('POST /events', () => {
  test('an array, one event, or one event a line is recorded and counted', async () => {
    const { post, world } = await made();
    expect(await post(JSON.stringify([issued('a'), payment]))).toMatchObject({
      status: 200,
      body: { recorded: 2, repeats: 0, conflicts: 0 },
    });
    expect((await post(JSON.stringify(issued('a')))).body).toEqual({ recorded: 0, repeats: 1, conflicts: 0 });
    const lines = `${JSON.stringify(issued('b'))}\n\n${JSON.stringify(issued('c'))}\n`;
    expect((await post(lines, 'application/x-ndjson')).body).toEqual({ recorded: 2, repeats: 0, conflicts: 0 });
    expect((await world.invoice('a')).balance).toBe('0.00');
  });

  test('one wrong record refuses the whole, each problem with its path', async () => {
    const { post, isThere } = await made();
    const answer = await post(
      JSON.stringify([issued('a'), issued('b', { amount: '1.2.3' }), { ...payment, paymentId: '' }]),
    );
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toEqual([
      expect.stringContaining('[1].invoice.amount: "1.2.3" is no amount'),
      expect.stringContaining('[1].invoice.amount: "1.2.3" is no amount in USD'),
      expect.stringContaining('[2].paymentId: "" is no id'),
    ]);
    expect(await isThere('a')).toBe(false);
  });

  test('one wrong line refuses the whole, each problem with its line', async () => {
    const { post, isThere } = await made();
    const answer = await post(`${JSON.stringify(issued('a'))}\n{"id":`, 'application/jsonl');
    expect(answer).toMatchObject({ status: 400, body: { problems: [expect.stringContaining('line 2:')] } });
    expect(await isThere('a')).toBe(false);
  });

  test('an act about what is not known refuses the whole', async () => {
    const { post, isThere } = await made();
    const act = {
      id: 'x',
      source: 'erp',
      at: '2026-03-01T02:00:00Z',
      type: 'promise.made',
      by: 'customer',
      promiseId: 'p1',
    };
    const promise = { ...act, invoiceId: 'nobody', amount: '1.00', promisedOn: '2026-03-09' };
    const answer = await post(JSON.stringify([issued('a'), promise]));
    expect(answer).toMatchObject({
      status: 400,
      body: { problems: ['event x, invoiceId: there is no invoice "nobody"'] },
    });
    expect(await isThere('a')).toBe(false);
  });

  test.each([
    ['an event', { ...issued('a'), at: '2026-03-01T03:00:00Z' }],
    ['an invoice', { ...issued('a', { amount: '11.00' }), id: 'e-other' }],
    ["an invoice's customer", { ...issued('a', { customerId: 'c2' }), id: 'e-other' }],
  ])('%s with other content is a conflict, and nothing of the call is recorded', async (_what, other) => {
    const { post, isThere } = await made();
    await post(JSON.stringify(issued('a')));
    const answer = await post(JSON.stringify([issued('b'), other]));
    expect(answer.status).toBe(409);
    expect(answer.body.problems).toHaveLength(1);
    expect(await isThere('b')).toBe(false);
  });

  test.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22])],
  ])('a body that is %s is refused with one sentence', async (_what, body) => {
    const { post } = await made();
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, body: { problems: [expect.stringContaining('no JSON')] } });
  });

  test('too many bytes or events are refused as too large', async () => {
    const { post } = await made();
    expect((await post(`[${' '.repeat(1_048_576)}]`)).status).toBe(413);
    const many = Array.from({ length: MOST_EVENTS + 1 }, (_, index) => issued(`i${index}`));
    expect((await post(JSON.stringify(many))).status).toBe(413);
  });

  test('a table that asks to slow down is passed on as: send it again', async () => {
    const { post, world } = await made();
    world.hooks.before(
      () => true,
      () => Promise.reject(new Throttled('slow down')),
    );
    const answer = await post(JSON.stringify(issued('a')));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  });
});
