import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { guard } from '../../../local/server/guard.ts';

const app = new Hono();
app.use(guard);
app.all('/', (context) => context.text('reached'));
app.get('/strict', (context) => context.text('reached', 200, { 'referrer-policy': 'no-referrer' }));

const ask = async (method: string, headers: Record<string, string>): Promise<number> =>
  (await app.request('http://127.0.0.1:3000/', { method, headers })).status;

describe('the guard', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000'])('answers to %s', async (host) => {
    expect(await ask('GET', { host })).toBe(200);
  });

  it.each(['rebound.example:3000', '127.0.0.1.rebound.example', ''])(
    'does not answer to the name "%s"',
    async (host) => {
      expect(await ask('GET', { host })).toBe(403);
    },
  );

  it.each([
    ['its own page', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }, 200],
    ['its own page, in a browser that sends no fetch metadata', { origin: 'http://localhost:3000' }, 200],
    ['another site', { origin: 'http://elsewhere.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of this machine', { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['its own page, which names no referrer', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 200],
    ['a frame without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['nobody in particular', {}, 403],
  ])('lets a change from %s pass or not', async (_who, headers, status) => {
    expect(await ask('POST', { host: 'localhost:3000', ...headers } as Record<string, string>)).toBe(status);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('does not know %s', async (method) => {
    expect(await ask(method, { host: 'localhost:3000', origin: 'http://localhost:3000' })).toBe(403);
  });

  it('lets nothing run and nothing be loaded from elsewhere', async () => {
    const answer = await app.request('http://127.0.0.1:3000/', { headers: { host: '127.0.0.1:3000' } });
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
  });

  it('lets a page be stricter than the rest', async () => {
    const answer = await app.request('http://127.0.0.1:3000/strict', { headers: { host: '127.0.0.1:3000' } });
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
