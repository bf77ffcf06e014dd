import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { handle } from 'hono/aws-lambda';
import { expect, it } from 'vitest';
import { webApp } from '../../../functions/web/app.ts';
import { askedWorld } from '../../support/approver.ts';

const HOST = 'abc123.execute-api.eu-central-1.amazonaws.com';

/** A request as an HTTP API hands it on, payload format 2.0: cookies apart, a form in base64. */
const eventOf = (method: string, path: string, cookies: string[], form?: Record<string, string>) =>
  ({
    version: '2.0',
    routeKey: `${method} /approvals/{token}`,
    rawPath: path,
    rawQueryString: '',
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: {
      host: HOST,
      ...(form === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', origin: 'null', 'sec-fetch-site': 'same-origin' }),
    },
    requestContext: {
      domainName: HOST,
      stage: '$default',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '::1' },
    },
    ...(form === undefined
      ? { isBase64Encoded: false }
      : { body: Buffer.from(new URLSearchParams(form).toString()).toString('base64'), isBase64Encoded: true }),
  }) as unknown as APIGatewayProxyEventV2;

it('the same pages answer behind an HTTP API: shown, decided once, and shown again', async () => {
  const { world, token } = await askedWorld();
  const platform = { ...world.platform, publicUrl: `https://${HOST}` };
  const lambda = handle(webApp(platform, { report: (error) => expect.unreachable(String(error)) }));
  const ask = (...of: Parameters<typeof eventOf>) =>
    lambda(eventOf(...of) as never, {} as Context as never) as Promise<APIGatewayProxyStructuredResultV2>;
  const path = `/approvals/${token}`;

  const head = await ask('HEAD', path, []);
  expect([head.statusCode, head.body]).toEqual([200, '']);
  const shown = await ask('GET', path, []);
  expect(shown.statusCode).toBe(200);
  expect(shown.headers!['referrer-policy']).toBe('no-referrer');
  const cookie = shown.cookies![0]!;
  expect(cookie).toMatch(/^__Host-decision-.*; Secure; SameSite=Strict$/);
  const nonce = /name="nonce" value="([^"]+)"/.exec(shown.body!)![1]!;

  const cookies = ['other=1', cookie.split(';')[0]!];
  const wrong = await ask('POST', path, cookies, { nonce, decision: 'reject', reason: '' });
  expect(wrong.statusCode).toBe(422);
  const reason = 'Größer als „gedacht“ – 漢';
  const renewed = ['other=1', wrong.cookies![0]!.split(';')[0]!];
  const again = /name="nonce" value="([^"]+)"/.exec(wrong.body!)![1]!;
  const decided = await ask('POST', path, renewed, { nonce: again, decision: 'reject', reason });
  expect([decided.statusCode, decided.headers!.location]).toEqual([303, path]);
  expect((await ask('GET', path, [])).body).toContain(reason);
  expect((await ask('POST', path, renewed, { nonce: again, decision: 'approve' })).statusCode).toBe(409);
});

it.each([
  ['/items/../events', 'POST /items/{item}/{act}', 403],
  ['/%65vents', 'POST /sign-out', 403],
  ['/events', 'POST /events', 400],
])('%s by the route %s is answered with %i: events come by the signed route alone', async (path, routeKey, status) => {
  const { world } = await askedWorld();
  const isSigned = ({ env }: { env: unknown }) =>
    (env as { requestContext: { routeKey: string } }).requestContext.routeKey === 'POST /events';
  const lambda = handle(webApp({ ...world.platform, publicUrl: `https://${HOST}` }, { report: () => {}, isSigned }));
  const event = eventOf('POST', path, [], { a: 'b' });
  const requestContext = { ...event.requestContext, routeKey };
  const answer = (await lambda(
    { ...event, requestContext } as never,
    {} as Context as never,
  )) as APIGatewayProxyStructuredResultV2;
  expect(answer.statusCode).toBe(status);
});
