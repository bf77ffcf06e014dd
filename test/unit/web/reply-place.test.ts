import { describe, expect, test } from 'vitest';
import { receiveReply } from '../../../functions/correspondence/receive-reply.ts';
import { WorkSite } from '../../support/work-site.ts';
import { CUSTOMER } from '../../support/world.ts';

const HARBOR = {
  ...{ id: 'h1', name: 'Harbor Hotel', segment: 'commercial', accountOwner: 'ben' },
  contacts: [{ name: 'Zoe Quist', email: 'zoe@harbor.test', roles: ['billing'] }],
};
const RAW = 'From: stranger@mail.test\r\nSubject: Which <b>invoice?\r\n\r\nWe paid it last Friday.\r\n';

/** A message of which nobody knows whose it is. */
const withStray = async (raw = RAW) => {
  const site = await WorkSite.withCall({ customers: [CUSTOMER, HARBOR] });
  const { replyId } = await receiveReply(site.world.platform, Buffer.from(raw));
  const item = () => site.item(replyId);
  return { site, anna: await site.signIn(), id: replyId, item, seen: () => ({ seen: `${item().v}` }) };
};

describe('a message of nobody known', () => {
  test('is given to a customer from its page: it stands on their account, with whoever looks after them', async () => {
    const { site, anna, id, item, seen } = await withStray();
    const { body } = await anna.ask(`/items/${id}`);
    expect(body).toContain(`href="/items/${id}/place?q=stranger%40mail.test"`);
    expect((await anna.ask(`/items/${id}/place?q=stranger%40mail.test`)).body).toContain('Nobody is known by that');
    expect((await anna.ask(`/items/${id}/place?q=i1`)).body).toContain('Give it to c1');
    const found = await anna.ask(`/items/${id}/place?q=zoe`);
    expect(found.body).toContain('Give it to Harbor Hotel');
    expect(found.body).toContain('Zoe Quist, zoe@harbor.test');
    expect(found.body).not.toContain('<b>invoice');
    const answer = await anna.send(`/items/${id}/place`, { customerId: 'h1', ...seen() });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/items/${id}?of=h1`]);
    expect(item()).toMatchObject({
      ...{ pk: 'C#h1', customerId: 'h1', assignee: 'ben', title: "Answer the customer's reply: Which <b>invoice?" },
      reply: { placed: { by: 'anna', before: { title: 'Find out whose this reply is: Which <b>invoice?' } } },
    });
    expect((await anna.ask('/accounts/h1')).body).toContain(`href="/items/${id}?of=h1"`);
    const history = (await anna.ask('/accounts/h1?show=history')).body;
    expect(history).toContain('They wrote: Which &lt;b&gt;invoice?');
    expect(history).toContain('We paid it last Friday.');
    expect(history).toContain('Message given to this customer');
    const page = await anna.ask(`/items/${id}?of=h1`);
    expect(page.body).toContain('Given to this customer by Anna');
    expect((await (await site.signIn('ben')).ask('/list')).body).toContain(`/items/${id}?of=h1`);
    expect((await anna.ask(`/items/${id}/place?q=zoe`)).status).toBe(404);
  });

  test('is taken back as it was, and can be given to another and then be done', async () => {
    const { site, anna, id, item, seen } = await withStray();
    const before = item();
    await anna.send(`/items/${id}/place`, { customerId: 'c1', ...seen() });
    const { body } = await anna.ask(`/items/${id}?of=c1`);
    expect(body).toContain(`action="/items/${id}/unplace"`);
    expect((await anna.send(`/items/${id}/unplace`, seen())).status).toBe(303);
    expect(item()).toEqual({ ...before, v: before.v + 2, dueOn: item().dueOn, agendaAt: item().agendaAt });
    expect((await anna.ask('/accounts/c1')).body).not.toContain(id);
    expect((await anna.send(`/items/${id}/unplace`, seen())).status).toBe(422);
    await anna.send(`/items/${id}/place`, { customerId: 'h1', ...seen() });
    expect((await anna.send(`/items/${id}/done`, seen())).status).toBe(303);
    expect(item()).toMatchObject({ pk: 'C#h1', closedBy: 'anna' });
    expect((await anna.send(`/items/${id}/place`, { customerId: 'c1', ...seen() })).status).toBe(409);
    expect([...site.world.table.scan('ITEM#')].filter((one) => one.itemId === id)).toHaveLength(1);
  });

  test('is given once: whoever comes second sees what the first did', async () => {
    const { site, anna, id, item, seen } = await withStray();
    const before = seen();
    await anna.send(`/items/${id}/place`, { customerId: 'h1', ...before });
    const second = await (await site.signIn('max')).send(`/items/${id}/place`, { customerId: 'c1', ...before });
    expect(second.status).toBe(409);
    expect(second.body).toContain('Ben');
    expect(item().customerId).toBe('h1');
  });

  test.each([
    ['a customer that nobody knows', 'nobody', 422],
    ['no id', '../x', 404],
    ['nothing', '', 404],
  ])('is not given to %s', async (_, customerId, status) => {
    const { anna, id, item, seen } = await withStray();
    expect((await anna.send(`/items/${id}/place`, { customerId, ...seen() })).status).toBe(status);
    expect(item().customerId).toBeUndefined();
  });

  test('is given by the house alone, from our own page', async () => {
    const { site, anna, id, seen } = await withStray();
    const ivan = await site.signIn('ivan');
    expect((await ivan.ask(`/items/${id}/place?q=zoe`)).status).toBe(403);
    expect((await ivan.send(`/items/${id}/place`, { customerId: 'h1', ...seen() })).status).toBe(403);
    const elsewhere = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' };
    expect((await anna.send(`/items/${id}/place`, { customerId: 'h1', ...seen() }, elsewhere)).status).toBe(403);
    expect((await anna.send('/items/task-i1-c1-call/place', { customerId: 'h1', seen: '1' })).status).toBe(404);
  });
});

test('a message that was found by its sender, whom anybody can write, can be another customer’s', async () => {
  const { anna, id, item, seen } = await withStray(RAW.replace('stranger@mail.test', 'bill@c1.test'));
  expect(item()).toMatchObject({ customerId: 'c1', reply: { foundBy: 'sender' } });
  expect((await anna.ask(`/items/${id}?of=c1`)).body).toContain('It is another customer’s');
  expect((await anna.ask(`/items/${id}/place?of=c1&q=bill`)).body).not.toContain('Give it to Customer One');
  await anna.send(`/items/${id}/place`, { customerId: 'h1', ...seen() });
  expect(item().customerId).toBe('h1');
  await anna.send(`/items/${id}/unplace`, seen());
  expect(item()).toMatchObject({ customerId: 'c1', assignee: 'anna', reply: { foundBy: 'sender' } });
});
