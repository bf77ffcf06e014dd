import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CALL, WorkSite } from '../../support/work-site.ts';

/** A form that is refused, as the server answers it; a browser follows the redirect by itself. */
const refusedAs = async (site: WorkSite, path: string, fields: Record<string, string>) => {
  const anna = await site.signIn();
  const answer = await site.pages.app.request(`https://good-standing.example${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://good-standing.example',
      cookie: [...anna.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    body: new URLSearchParams({ nonce: await nonceOf(anna), ...fields }).toString(),
  });
  return { anna, answer };
};
const nonceOf = async (anna: Awaited<ReturnType<WorkSite['signIn']>>): Promise<string> =>
  /name="nonce" value="([^"]+)"/.exec((await anna.ask('/list')).body)![1]!;

describe('a form that is refused', () => {
  test('leads back to the page that it came from, which shows it once', async () => {
    const site = await WorkSite.withCall();
    const wrong = { ...site.seen(), amount: '100.01', promisedOn: '2026-03-10' };
    const { answer } = await refusedAs(site, `/items/${CALL}/promise`, wrong);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/items/${CALL}?of=c1&act=promise&refused=1#act-promise`);
    expect(answer.headers.getSetCookie().join()).toMatch(
      /__Host-refused=[\w-]+; Max-Age=120; Path=\/; HttpOnly; Secure/,
    );
    const anna = await site.signIn();
    const shown = await anna.send(`/items/${CALL}/promise`, wrong);
    expect(shown.status).toBe(422);
    expect(shown.body).toContain('value="100.01"');
    expect(shown.body).toContain('more than is owed');
    const again = await anna.ask(`/items/${CALL}?of=c1&act=promise&refused=1`);
    expect(again.status).toBe(200);
    expect(again.body).not.toContain('100.01');
  });

  test('is shown on its own page and on no other', async () => {
    const site = await WorkSite.withCall();
    const { answer } = await refusedAs(site, '/accounts/c1/hold', { once: 'h1', reason: '', until: '2026-03-20' });
    const kept = /__Host-refused=([^;]+)/.exec(answer.headers.getSetCookie().join())![1]!;
    const anna = await site.signIn();
    anna.cookies.set('__Host-refused', kept);
    expect((await anna.ask('/accounts/c1/invoices/i1?refused=1')).status).toBe(200);
    anna.cookies.set('__Host-refused', kept);
    expect((await anna.ask('/accounts/c1?act=hold&refused=1')).status).toBe(422);
    for (const broken of ['', 'x', deflateRawSync('{"at":1}').toString('base64url'), kept.slice(3)]) {
      anna.cookies.set('__Host-refused', broken);
      expect((await anna.ask('/accounts/c1?act=hold&refused=1')).status).toBe(200);
    }
  });

  test('that is long comes back whole, and corrected twice it counts once', async () => {
    const site = await WorkSite.withCall();
    const words = Array.from({ length: 1900 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)));
    const long = { once: 'q1', invoiceId: 'i1', category: '', description: words.join('') };
    const anna = await site.signIn();
    const shown = await anna.send('/accounts/c1/issue', long);
    expect(shown.status).toBe(422);
    expect(shown.body).toContain(long.description);
    expect(shown.body).toContain('name="once" value="q1"');
    const right = { ...long, category: 'price' };
    expect((await anna.send('/accounts/c1/issue', right)).status).toBe(303);
    await anna.ask('/accounts/c1');
    expect((await anna.send('/accounts/c1/issue', { ...right, category: 'other' })).status).toBe(303);
    expect((await anna.ask('/accounts/c1')).body).toContain('That was recorded before: it counts once.');
    expect(Object.keys((await site.facts()).issues)).toEqual(['issue-q1']);
  });

  test('that no cookie holds is refused on a page of its own', async () => {
    const site = await WorkSite.withCall();
    const noise = Array.from({ length: 2600 }, (_, index) =>
      String.fromCharCode(0x4e00 + ((index * index * 31) % 20_000)),
    );
    const long = { once: 'q1', invoiceId: 'i1', category: '', description: noise.join('') };
    const { answer } = await refusedAs(site, '/accounts/c1/issue', long);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('At most 2000 characters.');
  });
});
