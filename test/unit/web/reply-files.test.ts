import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import MailComposer from 'nodemailer/lib/mail-composer';
import { describe, expect, test } from 'vitest';
import receiveReply from '../../../functions/correspondence/receive-reply.handler.ts';
import { itemPages } from '../../../functions/web/item.ts';
import { replyFilePages } from '../../../functions/web/reply-files.ts';
import { StaffPages } from '../../../functions/web/staff-pages.ts';
import { MemoryFiles } from '../../support/memory-files.ts';
import { Colleague, HOST, staffOptionsOf } from '../../support/signed-in.ts';
import { CUSTOMER, invoiceOf, STAFF, START, World } from '../../support/world.ts';

const NAME = 'Überweisung "März"\r\nX: 1; <b>.pdf';

/** A world into which a customer's message with attachments has come. */
const withMessage = async (attachments: readonly object[]) => {
  const world = await World.make({
    ...{ start: START, findable: true, customers: [CUSTOMER, { ...CUSTOMER, id: 'c2', contacts: [] }] },
  });
  await world.record(invoiceOf('i1'));
  const files = new MemoryFiles();
  const raw = await new MailComposer({
    ...{ from: 'bill@c1.test', to: 'answers@company.example', subject: 'Re: Your invoice', text: 'See the proof.' },
    attachments: [...attachments],
  })
    .compile()
    .build();
  await files.write('mail/1', raw);
  await receiveReply.call({ ...world.platform, files } as never, { key: 'mail/1' });
  const pages = new StaffPages({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world, { messages: files }));
  for (const add of [itemPages, replyFilePages]) add(pages);
  const anna = await Colleague.signIn(pages.app as never, world.platform, STAFF[0]! as never);
  const { itemId } = world.items().find(({ kind }) => kind === 'reply')!;
  return { world, files, raw, anna, pages, path: `/items/${itemId}` };
};

describe('what a customer attached', () => {
  test('is saved under a safe name, byte for byte, and never shown', async () => {
    const content = Buffer.from([0, 1, 2, 255, 60, 115, 99, 114, 105, 112, 116, 62]);
    const { anna, pages, path } = await withMessage([{ filename: NAME, content, contentType: 'text/html' }]);
    const { body } = await anna.ask(`${path}?of=c1`);
    expect(body).toContain(`href="${path}/attachments/0?of=c1" download`);
    const answer = await (pages.app as never as { request: typeof fetch }).request(
      `${HOST}${path}/attachments/0?of=c1`,
      {
        headers: { cookie: `__Host-session=${anna.token}` },
      },
    );
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const named = answer.headers.get('content-disposition')!;
    expect(named).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''[A-Za-z0-9%._~!$&+-]+$/);
    expect(decodeURIComponent(named.split("''")[1]!)).toContain('Überweisung');
  });

  test('comes whole with its message', async () => {
    const { anna, raw, path } = await withMessage([{ filename: 'a.txt', content: 'A' }]);
    const { status, body, headers } = await anna.ask(`${path}/message`);
    expect(status).toBe(200);
    expect(body).toBe(raw.toString());
    expect(headers.get('content-disposition')).toContain('filename="message.eml"');
  });

  test('is passed on to nobody who is not signed in, and under no other customer', async () => {
    const { anna, pages, path } = await withMessage([{ filename: 'a.txt', content: 'A' }]);
    expect((await pages.app.request(`${HOST}${path}/attachments/0?of=c1`)).status).toBe(302);
    for (const wrong of [
      `${path}/attachments/0?of=c2`,
      `${path}/attachments/1?of=c1`,
      `${path}/attachments/-1?of=c1`,
      `${path}/attachments/..%2f..%2fsettings?of=c1`,
      `${path}/attachments/0?of=%2e%2e`,
      '/items/task-i1-c1-call/attachments/0?of=c1',
      '/items/nothing/message',
    ])
      expect([wrong, (await anna.ask(wrong)).status]).toEqual([wrong, 404]);
  });

  test('is too large to be passed on above 4 MB, and is gone with its message', async () => {
    const { anna, files, path } = await withMessage([{ filename: 'big.bin', content: Buffer.alloc(4_100_000, 'x') }]);
    expect((await anna.ask(`${path}/attachments/0?of=c1`)).status).toBe(413);
    expect((await anna.ask(`${path}/message?of=c1`)).status).toBe(413);
    files.find = async () => undefined;
    const { status, body } = await anna.ask(`${path}/message?of=c1`);
    expect(status).toBe(410);
    expect(body).toContain('not kept any more');
  });

  test('is named only where no messages are kept', async () => {
    const { world, path } = await withMessage([{ filename: 'a.txt', content: 'A' }]);
    const pages = new StaffPages({ ...world.platform, publicUrl: HOST }, staffOptionsOf(world));
    replyFilePages(pages);
    const anna = await Colleague.signIn(pages.app as never, world.platform, STAFF[0]! as never);
    expect((await anna.ask(`${path}/attachments/0?of=c1`)).status).toBe(410);
  });

  test('of which something else stands in its place by now is not passed on', async () => {
    const { anna, files, path } = await withMessage([{ filename: 'a.txt', content: 'A' }]);
    await files.write('mail/1', Buffer.from('From: a@b.test\r\n\r\nanother message'));
    expect((await anna.ask(`${path}/attachments/0?of=c1`)).status).toBe(410);
  });

  test('leaves a Lambda function as the bytes that came', async () => {
    const content = Buffer.from([0x89, 0x50, 0xff, 0x00, 0x0a, 0xfe]);
    const { anna, pages, path } = await withMessage([{ filename: 'slip.png', content, contentType: 'image/png' }]);
    const lambda = handle(new Hono().route('/', pages.app as never));
    const rawPath = `${path}/attachments/0`;
    const request = { method: 'GET', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '::1' };
    const answer = (await lambda(
      {
        ...{ version: '2.0', routeKey: 'GET /', rawPath, rawQueryString: 'of=c1', isBase64Encoded: false },
        ...{ cookies: [`__Host-session=${anna.token}`], headers: { host: new URL(HOST).host } },
        requestContext: { domainName: new URL(HOST).host, stage: '$default', http: request },
      } as never,
      {} as never,
    )) as { statusCode: number; body: string; isBase64Encoded: boolean };
    expect([answer.statusCode, answer.isBase64Encoded]).toEqual([200, true]);
    expect(Buffer.from(answer.body, 'base64')).toEqual(content);
  });
});
