import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../functions/adapters/embedded/clock.ts';
import { openDatabase } from '../../../functions/adapters/embedded/database.ts';
import { seededIds } from '../../../functions/adapters/embedded/ids.ts';
import { SqliteTable } from '../../../functions/adapters/embedded/sqlite-table.ts';
import { customerLink, LINK_DAYS, readLink } from '../../../functions/correspondence/customer-link.ts';
import { COMPANY } from '../../../functions/ledger/entities.ts';
import type { Platform } from '../../../functions/platform/platform.ts';

const KEYS = { pk: COMPANY, sk: 'LINK-KEYS' };
const TODAY = 20_516;

const placeOf = (seed = 'one') => {
  const clock = new VirtualClock(Date.parse('2026-03-04T09:00:00Z'));
  const table = new SqliteTable(openDatabase(), clock);
  const platform = { table, clock, ids: seededIds(seed), publicUrl: 'https://pay.example' } as unknown as Platform;
  const tokenOf = async (...of: Parameters<typeof customerLink> extends [unknown, ...infer Rest] ? Rest : never) =>
    (await customerLink(platform, ...of)).slice('https://pay.example/c/'.length);
  return { clock, table, platform, tokenOf };
};
const payer = { customerId: 'c1' };

describe("the link in a customer's letter", () => {
  it('says whose it is, until when, and for what', async () => {
    const { platform, tokenOf } = placeOf();
    expect(await readLink(platform, await tokenOf(payer, TODAY))).toEqual({
      purpose: 'account',
      payerId: 'c1',
      lastDay: TODAY + LINK_DAYS,
      revision: 0,
    });
    const other = await tokenOf({ ...payer, linkRevision: 3 }, TODAY, 'contact', 'request-1');
    expect(await readLink(platform, other)).toMatchObject({ purpose: 'contact', about: 'request-1', revision: 3 });
  });

  it('holds for every id, and is one word that a mail program keeps whole', async () => {
    const { platform, tokenOf } = placeOf();
    const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
    await fc.assert(
      fc.asyncProperty(id, fc.option(id, { nil: undefined }), async (customerId, about) => {
        const token = await tokenOf({ customerId }, TODAY, 'contact', about);
        expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(token.length).toBeLessThanOrEqual(256);
        expect(await readLink(platform, token)).toMatchObject({ payerId: customerId });
      }),
    );
  });

  it('opens nothing with any character changed, cut off or put behind', async () => {
    const { platform, tokenOf } = placeOf();
    const token = await tokenOf(payer, TODAY);
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === 'A' ? 'B' : 'A';
      expect(await readLink(platform, token.slice(0, at) + other + token.slice(at + 1))).toBeUndefined();
      expect(await readLink(platform, token.slice(0, at))).toBeUndefined();
    }
    expect(await readLink(platform, `${token}A`)).toBeUndefined();
    expect(await readLink(platform, `${token}=`)).toBeUndefined();
    expect(await readLink(platform, 'A'.repeat(5000))).toBeUndefined();
    expect(await readLink(platform, '…')).toBeUndefined();
  });

  it('of another company opens nothing', async () => {
    const [one, two] = [placeOf('one'), placeOf('two')];
    const token = await one.tokenOf(payer, TODAY);
    await two.tokenOf(payer, TODAY);
    expect(await readLink(two.platform, token)).toBeUndefined();
  });

  it('makes the first secret once, and reading a link makes none', async () => {
    const { table, platform, tokenOf } = placeOf();
    const foreign = await placeOf('two').tokenOf(payer, TODAY);
    expect(await readLink(platform, foreign)).toBeUndefined();
    expect(await table.get(KEYS)).toBeUndefined();
    const [first, second] = await Promise.all([tokenOf(payer, TODAY), tokenOf(payer, TODAY)]);
    expect(first).toBe(second);
    expect(await table.get(KEYS)).toMatchObject({ newest: 1 });
  });

  it('opens while its secret is kept: a newer one signs, and one that is taken away opens nothing more', async () => {
    const { clock, table, platform, tokenOf } = placeOf();
    const old = await tokenOf(payer, TODAY);
    const { secrets } = (await table.get(KEYS)) as unknown as { secrets: Record<string, string> };
    await table.write({ update: KEYS, set: { newest: 2, secrets: { ...secrets, 2: 'another' } } });
    clock.moveTo(clock.now() + 600_000);
    const newer = await tokenOf(payer, TODAY);
    expect(newer).not.toBe(old);
    expect(await readLink(platform, old)).toMatchObject({ payerId: 'c1' });
    await table.write({ update: KEYS, set: { newest: 2, secrets: { 2: 'another' } } });
    clock.moveTo(clock.now() + 600_000);
    expect(await readLink(platform, old)).toBeUndefined();
    expect(await readLink(platform, newer)).toMatchObject({ payerId: 'c1' });
  });
});
