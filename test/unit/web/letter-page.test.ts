import { describe, expect, test } from 'vitest';
import { WorkSite } from '../../support/work-site.ts';
import { CUSTOMER, invoiceOf } from '../../support/world.ts';

const textOf = (body: string): string => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

const withLetter = async () => {
  const site = await WorkSite.withCall({ customers: [CUSTOMER, { ...CUSTOMER, id: 'c9' }] });
  const [letter] = site.world.letters();
  return { site, anna: await site.signIn(), letter: letter!, path: `/accounts/c1/letters/${letter!.letterId}` };
};

describe('a letter on the account', () => {
  test('opens: what it said word for word, to whom it went and when, without the reader’s link', async () => {
    const { site, anna, letter, path } = await withLetter();
    expect((await anna.ask('/accounts/c1')).body).toContain(`<a href="${path}">${letter.subject}</a>`);
    const { status, body } = await anna.ask(path);
    expect(status).toBe(200);
    const text = textOf(body);
    for (const said of ['bill@c1.test', 'Invoice i1: $100.00', 'nothing has come back', '[the reader’s own link]'])
      expect(text).toContain(said);
    const sent = site.world.mails.find(({ audience }) => audience === 'customer')!;
    const token = /\/c\/([\w-]{30,})/.exec(Buffer.from(sent.raw).toString().replaceAll('=\r\n', ''))![1]!;
    expect(body).not.toContain(token);
    expect([...site.world.table.scan('LETTER#')].some((item) => JSON.stringify(item).includes(token))).toBe(false);
  });

  test('says that it came back, and from whom', async () => {
    const { site, anna, letter, path } = await withLetter();
    const { letterId } = letter;
    await site.world.record({
      type: 'letter.bounced',
      by: 'system',
      customerId: 'c1',
      email: 'bill@c1.test',
      letterId,
    });
    expect(textOf((await anna.ask(path)).body)).toContain('It came back from bill@c1.test.');
  });

  test('of which no text was kept says so', async () => {
    const { site, anna, letter, path } = await withLetter();
    const { text: _text, ...before } = letter;
    await site.world.table.write({ put: before });
    const { status, body } = await anna.ask(path);
    expect(status).toBe(200);
    expect(textOf(body)).toContain('The text of this letter was not kept.');
  });

  test('is shown as text, whatever its invoices are called', async () => {
    const { site, anna } = await withLetter();
    const number = '<script>alert(1)</script>\u202e"><img src=x>';
    await site.world.record(invoiceOf('i2', { number, issuedOn: '2026-03-06', dueOn: '2026-03-09' }));
    await site.world.to('2026-03-20T18:00:00Z');
    for (const { letterId } of site.world.letters()) {
      const { body } = await anna.ask(`/accounts/c1/letters/${letterId}`);
      expect(body).not.toMatch(/<script>alert|<img/);
    }
  });

  test('is nobody else’s, and is asked for in two requests', async () => {
    const { site, anna, letter, path } = await withLetter();
    for (const wrong of [path.replace('c1', 'c9'), `${path}x`, '/accounts/c1/letters/%2e%2e', '/accounts/no/letters/x'])
      expect((await anna.ask(wrong)).status).toBe(404);
    expect((await site.pages.app.request(`https://good-standing.example${path}`)).status).toBe(302);
    const before = site.world.table.usage().requests;
    await anna.ask(path);
    expect(site.world.table.usage().requests - before).toBe(2);
    expect(letter.text!.length).toBeLessThan(400);
  });
});
